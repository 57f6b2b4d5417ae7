import type { Page } from 'puppeteer-core'
import type { CodeWatch } from '../../../model/page-codes.ts'
import type { Aside } from '../aside.ts'
import { readCodes } from '../in-page/codes.ts'
import { installKit } from '../in-page/kit.ts'
import { installMovedClock, moveClock } from '../in-page/moved-clock.ts'

/** Ours: a minute in quarters, and a little more for a page that started its timer later than the watch began. */
const LOOKS_AFTER = [15, 30, 45, 60, 65]

/** Moves the clock of a page with a code on by a minute and sees whether the code became another. Taps nothing. */
export const codeWatch: Aside = (sight, fresh) =>
  fresh(async ({ page, open, still }) => {
    await page.evaluateOnNewDocument(installMovedClock)
    if (!(await open(sight.url))) return {}
    const read = async () => {
      await page.evaluate(installKit)
      return page.evaluate(readCodes)
    }
    const first = await read()
    const watch: CodeWatch = {
      seconds: 0,
      codes: first.codes.map(({ element, named, look }) => ({
        element,
        named,
        readable: look !== null,
        changedAfter: null,
      })),
      expiredAfter: null,
    }
    for (const seconds of watch.codes.length > 0 ? LOOKS_AFTER : []) {
      const now = await moved(page, seconds - watch.seconds, still, read)
      watch.seconds = seconds
      if (now?.expired && !first.expired) watch.expiredAfter ??= seconds
      for (const [at, code] of watch.codes.entries()) {
        const same = now?.codes.find(({ element }) => element.selector === code.element.selector)
        if (same?.look !== first.codes[at]?.look) code.changedAfter ??= seconds
      }
      if (!now || watch.codes.every(({ changedAfter }) => changedAfter !== null)) break
    }
    return { codeWatch: watch }
  })

/** The codes after a further stretch of the page's time; undefined where the page left for another one. */
async function moved<T>(
  page: Page,
  seconds: number,
  still: () => Promise<void>,
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    await page.evaluate(moveClock, seconds * 1000)
    await still()
    return await read()
  } catch {
    return undefined
  }
}
