import type { HostProfile } from '../../model/host-profile.ts'
import type { Visit } from './visits.ts'

/** Names people search the elder version by; those of the clause. */
const ELDER_QUERIES = ['长辈版', '亲情版', '关爱版', '关怀版']
/** Pages that are also looked at with enlarged text and on a narrow screen; the first of each role. */
const MAIN_ROLES = ['home', 'search', 'item', 'apply']

/**
 * Every named page in the elder version, the main ones with enlarged text and narrow, the home page in the largest text
 * the app can set, and the search asked for the elder version. `standard` = the visits in standard mode.
 */
export function modeVisits(
  standard: readonly Visit[],
  { host, mayType }: { host: HostProfile | undefined; mayType: boolean },
): Visit[] {
  const of = (role: string) => standard.find(visit => visit.role === role)
  const [home, elderHome, settings] = [of('home'), of('elderHome'), of('settings')]
  const plain = standard.filter(({ role }) => role !== 'elderHome')
  const main = MAIN_ROLES.map(of).filter(visit => visit !== undefined)
  const from = (visit: Visit | undefined) => (visit ? { from: visit.url } : {})
  const visits: Visit[] = []
  // A host that only enlarges text has no elder version to show; the app's own is looked for as in no host.
  const enlarges = (host?.mode?.textZoom ?? 1) > 1
  if (enlarges) {
    const asked = { state: 'enlarged', named: 'text of the host', journey: 'elder-host' } as const
    for (const visit of main) visits.push({ ...visit, ...asked, shares: 'host' })
  }
  if (host?.mode && !enlarges)
    for (const visit of plain)
      visits.push({ ...visit, state: 'elder', journey: 'elder-host', shares: 'elder' })
  else if (!host || enlarges) {
    for (const visit of plain)
      visits.push({
        ...alone(visit),
        ...optional,
        state: 'elder',
        journey: 'elder-switch',
        ...from(elderHome ?? home),
      })
  }
  if (elderHome) visits.push({ ...alone(elderHome), state: 'elder', journey: 'elder-address', ...from(home) })
  for (const visit of main)
    visits.push({ ...visit, state: 'enlarged', journey: 'text-zoom', shares: 'enlarged' })
  for (const visit of main) visits.push({ ...visit, state: 'reflow', shares: 'reflow' })
  if (home)
    visits.push({
      ...alone(home),
      ...optional,
      state: 'enlarged',
      named: 'largest text',
      journey: 'largest-text',
      ...from(settings ?? home),
    })
  const asked = of('search') ?? home
  if (mayType && asked)
    visits.push({
      ...alone(asked),
      named: 'search for the elder version',
      journey: 'search',
      ask: ELDER_QUERIES,
    })
  return visits
}

const optional = { optional: true } as const

/** What a visit like this sets must not be there for the next one. */
function alone({ shares: _, ...visit }: Visit): Visit {
  return visit
}
