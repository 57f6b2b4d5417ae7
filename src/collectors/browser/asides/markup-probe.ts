import type { Aside } from '../aside.ts'
import { answerConsent, consentLayer } from '../consent.ts'

/** Harmless where it runs: it leaves a mark on the page, asks nothing of the network, and goes with the page. */
const MARKUP = `<img data-wutong-probe src="data:," onerror="document.documentElement.setAttribute('data-wutong-ran','')">`

/** Types markup into the search field of the page, as anybody may, and sees what becomes of it. Only where probing is allowed. */
export const markupProbe: Aside = (sight, fresh) =>
  fresh(async ({ page, open, still }) => {
    if (!(await open(sight.url))) return {}
    const layer = await consentLayer(page)
    if (layer && (await answerConsent(page, layer, 'agree'))) await still()
    const field = await page.$(
      'input[type=search],[role=search] input,[role=searchbox],input[name*=search i],input[placeholder*="搜"]',
    )
    if (!field) return {}
    await field.evaluate((input, text) => {
      const own = input as HTMLInputElement
      own.focus()
      own.value = text
      own.dispatchEvent(new Event('input', { bubbles: true }))
    }, MARKUP)
    await page.keyboard.press('Enter')
    await still()
    const probe = await page.evaluate(() => ({
      ran: document.documentElement.hasAttribute('data-wutong-ran'),
      element: document.querySelector('[data-wutong-probe]') !== null,
    }))
    return { probe }
  })
