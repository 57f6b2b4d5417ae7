import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Sites that count visits or devices for others: of each, any part of the host. */
  statistics: string[]
  /** Names under `processing[].data` for each kind; under a statutory duty it needs notice, not consent. */
  data: Record<string, string[]>
}

/** Before a newcomer has tapped anything, the home page asks for no permission and sends or keeps nothing personal. */
export default defineFold<Options>()<
  { home: boolean; seen: boolean },
  {
    permissionAsked: ['permission']
    takenBeforehand: ['kind', 'place', 'host', 'name']
    countedBeforehand: ['host']
  }
>({
  name: 'pages/nothing-before-consent',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: {
    permissionAsked: ['permission'],
    takenBeforehand: ['kind', 'place', 'host', 'name'],
    countedBeforehand: ['host'],
  },
  options: {
    type: 'object',
    required: ['statistics', 'data'],
    additionalProperties: false,
    properties: {
      statistics: { type: 'array', items: { type: 'string', minLength: 3 } },
      data: {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'string', minLength: 1 } },
      },
    },
  },
  stateBytesPerUnit: 0,
  init: () => ({ home: false, seen: false }),
  step(state, unit, { manifest }, { statistics, data }, report) {
    const { role, state: mode, firstRun } = unit.data as PageCapture
    if (role === 'home' && mode === 'standard') state.home = true
    if (!firstRun) return 0
    state.seen = true
    for (const permission of new Set(
      firstRun.asked.filter(({ tapped }) => !tapped).map(({ permission }) => permission),
    ))
      report.failure('permissionAsked', { permission }, { identity: { permission } })
    const statutory = new Set(
      (manifest?.processing ?? [])
        .filter(({ basis }) => basis === 'statutory-duty')
        .flatMap(({ data: kinds }) => (Array.isArray(kinds) ? kinds.map(String) : [])),
    )
    for (const { kind, place, host, name } of firstRun.traces) {
      const names = data[kind]
      if (!names || names.some(one => statutory.has(one))) continue
      report.failure(
        'takenBeforehand',
        { kind, place, host, name },
        { identity: { kind, place, host, name }, template: { kind } },
      )
    }
    const counting = firstRun.requests.map(({ host }) => host)
    for (const host of new Set(counting.filter(host => statistics.some(site => host.includes(site)))))
      report.doubt('countedBeforehand', { host }, { identity: { host } })
    return 1
  },
  end({ home, seen }, _context, _options, report) {
    // The newcomer's look did not come about: not seen is not judged.
    if (home && !seen) report.untested('incomplete')
    return 0
  },
})
