import { glanceAt } from '../glance.ts'
import type { Journey } from '../journey.ts'

/** Ours: WCAG asks for 200 %. */
const FACTOR = 2

/** The container enlarges the text, as hosts on iOS do: by an inline style of the body, which the page can forbid. */
const journey: Journey = {
  async act(page, _sight, still) {
    const before = await glanceAt(page, 'before')
    await page.evaluate(
      percent => document.body?.style.setProperty('-webkit-text-size-adjust', percent),
      `${FACTOR * 100}%`,
    )
    await still()
    const glances = [before, await glanceAt(page, 'while-open')]
    return { mode: { reached: 'zoom', by: `${FACTOR}`, glances } }
  },
}
export default journey
