import type { ElementHandle } from 'puppeteer-core'
import { glanceAt } from '../glance.ts'
import { largestOf, textSetting } from '../in-page/text-setting.ts'
import type { Journey } from '../journey.ts'
import { NotThere } from '../not-there.ts'

/** Sets the app's own text size to its largest on the page of `from`, then comes back. */
const journey: Journey = {
  async act(page, { url, from }, still) {
    const before = await glanceAt(page, 'before')
    if (from !== undefined && from !== url) {
      await page.goto(from, { waitUntil: 'domcontentloaded' })
      await still()
    }
    const control = (await page.evaluateHandle(textSetting)).asElement() as ElementHandle<Element> | null
    if (!control) throw new NotThere('text size setting')
    const { kind, value, name } = await control.evaluate(largestOf)
    if (kind === 'select') await control.select(value)
    else if (kind === 'range') await control.press('End')
    else await control.click()
    await still()
    if (from !== undefined && from !== url) {
      await page.goto(url, { waitUntil: 'domcontentloaded' })
      await still()
    }
    return { mode: { reached: 'setting', by: name, glances: [before, await glanceAt(page, 'reloaded')] } }
  },
}
export default journey
