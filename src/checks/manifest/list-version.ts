import { dateOf, dayNumber, dayOf, daysOf } from '../../derive/calendar.ts'
import { type CheckContext, defineCheck, type Report } from '../../model/check.ts'
import type { ListSource, Manifest } from '../../model/manifest.ts'

interface Newest {
  id: string
  version: string
  /** Day, or month where only that is known. */
  date: string
  inForceSince: string
  /** Days after `inForceSince` in which the older list may still be in use. */
  graceDays: number
}
interface Options {
  /** Newest lists known; empty = nothing to compare with. */
  newest: Newest[]
}

const messages = {
  notStated: ['list', 'field'],
  noneStated: [],
  bundledOnly: ['list'],
  badDate: ['list', 'date'],
  futureDate: ['list', 'date'],
  olderList: ['list', 'version', 'date', 'newest', 'newestDate', 'until'],
  newerInGrace: ['list', 'version', 'newest', 'until'],
} as const

/**
 * The lists an app works with are stated with id, version and date, and none is older than the newest known list once
 * that one's grace period is over. Lists are compared by date: versions are names, not numbers.
 */
export default defineCheck<Options>()({
  name: 'manifest/list-version',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['newest'],
    additionalProperties: false,
    properties: {
      newest: {
        type: 'array',
        items: {
          type: 'object',
          required: ['id', 'version', 'date', 'inForceSince', 'graceDays'],
          additionalProperties: false,
          properties: {
            id: { type: 'string' },
            version: { type: 'string' },
            date: { type: 'string', pattern: '^\\d{4}-\\d{2}(-\\d{2})?$' },
            inForceSince: { type: 'string', format: 'date' },
            graceDays: { type: 'integer', minimum: 0 },
          },
        },
      },
    },
  },
  judge(unit, context, { newest }, report) {
    const lists = (unit.data as Manifest).lists ?? []
    if (lists.length === 0) report.doubt('noneStated', {}, { pointer: '/lists' })
    for (const [index, list] of lists.entries()) {
      judgeList(
        list,
        index,
        newest.find(({ id }) => id === list.id),
        context,
        report,
      )
    }
    return lists.length
  },
})

function judgeList(
  list: ListSource,
  index: number,
  newest: Newest | undefined,
  context: CheckContext,
  report: Report<typeof messages>,
): void {
  const name = list.id ?? `#${index + 1}`
  const at = (field: string) => ({
    pointer: `/lists/${index}/${field}`,
    identity: list.id ? { list: list.id, field } : { field },
  })
  if (list.version === 'bundled') {
    // The kit's own list says what we know, not which list the app works with.
    report.doubt('bundledOnly', { list: name }, at('version'))
    return
  }
  for (const field of ['id', 'version', 'date'] as const) {
    if (!list[field]) report.doubt('notStated', { list: name, field }, at(field))
  }
  if (!list.date) return
  const days = daysOf(list.date)
  if (days === undefined) report.failure('badDate', { list: name, date: list.date }, at('date'))
  else if (days.first > dayOf(context.asOf)) {
    report.failure('futureDate', { list: name, date: list.date }, at('date'))
  } else if (newest && list.version && list.version !== newest.version) {
    compare(
      { name, version: list.version, date: list.date },
      days.last,
      newest,
      at('version'),
      context,
      report,
    )
  }
}

function compare(
  list: { name: string; version: string; date: string },
  lastDay: number,
  newest: Newest,
  where: { pointer: string; identity: Record<string, string> },
  context: CheckContext,
  report: Report<typeof messages>,
): void {
  const today = dayOf(context.asOf)
  const published = daysOf(newest.date)?.first
  const inForce = dayNumber(newest.inForceSince)
  if (published === undefined || inForce === undefined || lastDay >= published || today < inForce) return
  const last = inForce + newest.graceDays
  const { name, version, date } = list
  const until = dateOf(last)
  if (today > last) {
    const data = { list: name, version, date, newest: newest.version, newestDate: newest.date, until }
    report.failure('olderList', data, where)
  } else report.note('newerInGrace', { list: name, version, newest: newest.version, until }, where)
}
