import { glanceAt, looksOther } from '../glance.ts'
import { hostOf } from '../host.ts'
import type { Journey } from '../journey.ts'
import { NotThere } from '../not-there.ts'

/**
 * Puts the host into elder mode: while the page is open, then, on the home page and wherever that changed nothing, before
 * the page is loaded anew. The facts are those of the elder page.
 */
const journey: Journey = {
  async act(page, { role }, still) {
    const host = hostOf(page)
    if (!host?.tells) throw new NotThere('mode of the host')
    const before = await glanceAt(page, 'before')
    await host.turn('elder')
    await still()
    const open = await glanceAt(page, 'while-open')
    const glances = [before, open]
    if (role === 'home' || !looksOther(before, open)) {
      await host.startIn('elder')
      await page.reload({ waitUntil: 'domcontentloaded' })
      await still()
      const anew = await glanceAt(page, 'reloaded')
      glances.push(anew)
      // Follows a change only: the facts shall be those of the elder page all the same.
      if (looksOther(before, open) && !looksOther(before, anew)) {
        await host.turn('elder')
        await still()
      }
    }
    return { mode: { reached: 'host', by: host.profile.id, glances } }
  },
}
export default journey
