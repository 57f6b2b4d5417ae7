import { dayOf, daysOf } from '../../derive/calendar.ts'
import { type CheckContext, defineCheck, type Report } from '../../model/check.ts'
import type { ListChange, Manifest } from '../../model/manifest.ts'

interface Options {
  /** Ids of the lists whose changes are to be told; empty = every list. */
  lists: string[]
}

const messages = {
  notStated: ['list'],
  dateNotStated: ['list', 'entry'],
  badDate: ['list', 'date'],
  futureDate: ['list', 'date'],
  notExplained: ['list', 'entry', 'added', 'removed'],
  versionNotLogged: ['list', 'version'],
} as const

/**
 * The change log of every list of the owner's own: entries dated, additions and removals explained, the version in use among
 * them. Rests on the owner's word; what is not said is a doubt, an impossible date a failure.
 */
export default defineCheck<Options>()({
  name: 'manifest/list-changelog',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['lists'],
    additionalProperties: false,
    properties: { lists: { type: 'array', items: { type: 'string' } } },
  },
  judge(unit, context, { lists: ids }, report) {
    const lists = (unit.data as Manifest).lists ?? []
    // That no list is stated is asked by the rule on list versions.
    if (lists.length === 0) report.untested('not-provided')
    let examined = 0
    for (const [index, { id, version, changelog = [] }] of lists.entries()) {
      // The kit's own list is not the owner's to keep up.
      if (version === 'bundled' || (ids.length > 0 && !ids.includes(id ?? ''))) continue
      examined++
      const list = id ?? `#${index + 1}`
      const pointer = `/lists/${index}/changelog`
      const identity = { list }
      if (changelog.length === 0) {
        report.doubt('notStated', { list }, { pointer, identity })
        continue
      }
      for (const [at, entry] of changelog.entries()) {
        judgeEntry(entry, list, at, `${pointer}/${at}`, context, report)
      }
      // Where an entry does not say its version, that one may be it.
      const untold = changelog.some(entry => !entry.version)
      if (version && !untold && !changelog.some(entry => entry.version === version)) {
        report.doubt('versionNotLogged', { list, version }, { pointer, identity })
      }
    }
    return examined
  },
})

function judgeEntry(
  { version, date, added = [], removed = [], reason }: ListChange,
  list: string,
  at: number,
  pointer: string,
  context: CheckContext,
  report: Report<typeof messages>,
): void {
  const entry = version || `#${at + 1}`
  const where = (field: string) => ({
    pointer: `${pointer}/${field}`,
    identity: version ? { list, version, field } : { list, field },
  })
  const days = date ? daysOf(date) : undefined
  if (!date) report.doubt('dateNotStated', { list, entry }, where('date'))
  else if (!days) report.failure('badDate', { list, date }, where('date'))
  else if (days.first > dayOf(context.asOf)) report.failure('futureDate', { list, date }, where('date'))
  if (added.length + removed.length > 0 && !reason?.trim()) {
    report.doubt(
      'notExplained',
      { list, entry, added: added.length, removed: removed.length },
      where('reason'),
    )
  }
}
