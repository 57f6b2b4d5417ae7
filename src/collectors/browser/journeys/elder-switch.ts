import type { ElementHandle, Page } from 'puppeteer-core'
import type { PageMode } from '../../../model/page-mode.ts'
import { glanceAt, looksOther } from '../glance.ts'
import { changeConfirmed, elderSwitch } from '../in-page/elder-switch.ts'
import type { Journey } from '../journey.ts'
import { NotThere } from '../not-there.ts'

/** Names under which apps offer the elder version. */
export const ELDER_NAMES = [
  '长辈版',
  '关怀版',
  '关爱版',
  '亲情版',
  '敬老版',
  '大字版',
  '适老版',
  '长者版',
  '老年版',
  '长辈模式',
  '关怀模式',
  '长者模式',
  '适老模式',
]

/**
 * Puts the page into the elder version as a person does: by a switch on it; else on the page of the visit's `from` (the
 * elder home, or the home page with the switch on it), coming back afterwards.
 */
const journey: Journey = {
  async act(page, { url, from }, still) {
    const before = await glanceAt(page, 'before')
    const home = page.url()
    const own = await tapSwitch(page, still)
    if (own !== undefined && page.url() === home)
      return { mode: modeOf('switch', own, before, await glanceAt(page, 'while-open')) }
    let by = own
    if (by === undefined) {
      if (from === undefined || from === url) throw new NotThere('elder switch')
      await page.goto(from, { waitUntil: 'domcontentloaded' }).catch(() => null)
      await still()
      by = (await tapSwitch(page, still)) ?? from
    }
    // The switch of the home page may lead to an elder home of its own: that is then the elder version of the home.
    if (own !== undefined && (from === undefined || from === url))
      return { mode: modeOf('switch', own, before, await glanceAt(page, 'while-open')) }
    await page.goto(url, { waitUntil: 'domcontentloaded' }).catch(() => null)
    await still()
    return { mode: modeOf('kept', by, before, await glanceAt(page, 'reloaded')) }
  },
}
export default journey

function modeOf(reached: PageMode['reached'], by: string, ...glances: PageMode['glances']): PageMode {
  return { reached, by: by.slice(0, 60), glances }
}

/** @returns the name of the switch that was tapped */
async function tapSwitch(page: Page, still: () => Promise<void>): Promise<string | undefined> {
  const found = (
    await page.evaluateHandle(elderSwitch, ELDER_NAMES)
  ).asElement() as ElementHandle<Element> | null
  if (!found) return undefined
  const name = await found.evaluate(element =>
    (element.textContent || element.getAttribute('aria-label') || '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 20),
  )
  const before = await glanceAt(page, 'before')
  await found.click().catch(() => {})
  await still()
  if (!looksOther(before, await glanceAt(page, 'while-open'))) {
    const sure = (await page.evaluateHandle(changeConfirmed)).asElement() as ElementHandle<Element> | null
    await sure?.click().catch(() => {})
    if (sure) await still()
  }
  return name
}
