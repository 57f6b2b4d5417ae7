import type { CollectContext } from '../../model/collector.ts'
import { allowsProbing } from './probing.ts'
import type { Visit } from './visits.ts'

/** Pages that must still work once consent was refused; the first of each role. */
const BASIC_SERVICE = ['search', 'item']

/** Adds to the home page what a newcomer meets, to the search page the markup probe where probing is allowed, to the licence page the watch of its code. */
export function withAsides(visits: readonly Visit[], context: CollectContext): Visit[] {
  const standard = visits.filter(({ state, journey }) => state === 'standard' && journey === undefined)
  const onward = BASIC_SERVICE.flatMap(role => standard.find(visit => visit.role === role) ?? []).map(
    ({ role, url }) => ({ role, url }),
  )
  return visits.map(visit => {
    if (visit.state !== 'standard' || visit.journey !== undefined) return visit
    if (visit.role === 'home') return { ...visit, asides: ['first-run'], onward }
    if (visit.role === 'search' && allowsProbing(context, 'negative', new URL(visit.url).host))
      return { ...visit, asides: ['markup-probe'] }
    if (visit.role === 'licence') return { ...visit, asides: ['code-watch'] }
    return visit
  })
}
