import { checkAppFiling, checkGovernmentFiling, checkIcpFiling } from '../../codes/filing-number.ts'
import { dayNumber, dayOf } from '../../derive/calendar.ts'
import { type CheckContext, defineCheck, type Report } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'

type Filing = NonNullable<NonNullable<Manifest['filings']>['governmentApp']>

interface Options {
  /** Values of `status` that agree with a number. */
  filed: string[]
  /** Values of `status` that say the filing is under way. */
  underWay: string[]
  /** Channel types the source does not speak of; an app that has no other is out of scope. */
  otherForms: string[]
}

const messages = {
  notStated: ['field'],
  noNumberStaff: [],
  noNumberPublic: [],
  noNumberAudience: [],
  inReview: ['since'],
  placeholder: ['number'],
  looksLikeIcp: ['number'],
  badDate: ['date'],
  futureDate: ['date'],
  statusContradicts: ['status'],
  otherForm: ['types'],
} as const
type Speak = Report<typeof messages>
const BASE = '/filings/governmentApp'

/**
 * The government-app filing has a number and a date. The form of the number is not published, so only fillers are wrong.
 * Without a number a staff app fails; a public one, to which the source applies by reference, is left to a person.
 */
export default defineCheck<Options>()({
  name: 'manifest/filing-number',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['filed', 'underWay', 'otherForms'],
    additionalProperties: false,
    properties: {
      filed: { type: 'array', minItems: 1, items: { type: 'string' } },
      underWay: { type: 'array', items: { type: 'string' } },
      otherForms: { type: 'array', items: { type: 'string' } },
    },
  },
  judge(unit, context, options, report) {
    const manifest = unit.data as Manifest
    const filing = manifest.filings?.governmentApp
    const types = [...new Set((manifest.channels ?? []).map(({ type }) => type ?? ''))].sort()
    if (!filing && types.length > 0 && types.every(type => options.otherForms.includes(type))) {
      report.note('otherForm', { types: types.join('、') }, { pointer: '/channels' })
      return 0
    }
    if (!filing) {
      notStated('filings.governmentApp', BASE, report)
      return 1
    }
    if (filing.number?.trim()) judgeNumber(filing.number.trim(), filing, context, options, report)
    else judgeAbsence(filing, manifest.app?.audience, options, report)
    return 1
  },
})

function judgeNumber(
  number: string,
  filing: Filing,
  context: CheckContext,
  options: Options,
  report: Speak,
): void {
  const where = { pointer: `${BASE}/number` }
  if (checkGovernmentFiling(number).status === 'invalid') report.failure('placeholder', { number }, where)
  // An ICP or MIIT app number belongs to another register; that a government number never looks so is not known.
  else if (isRegistered(number)) report.doubt('looksLikeIcp', { number }, where)
  const { date, status } = filing
  const day = date ? dayNumber(date) : undefined
  if (!date) notStated('filings.governmentApp.date', `${BASE}/date`, report)
  else if (day === undefined) report.failure('badDate', { date }, { pointer: `${BASE}/date` })
  else if (day > dayOf(context.asOf)) report.failure('futureDate', { date }, { pointer: `${BASE}/date` })
  if (status && !options.filed.includes(status)) {
    report.doubt('statusContradicts', { status }, { pointer: `${BASE}/status` })
  }
}

/** `number: null`, an empty one or another status says there is none; no word about it at all says nothing. */
function judgeAbsence(filing: Filing, audience: string | undefined, options: Options, report: Speak): void {
  const { number, status, since } = filing
  const where = { pointer: number === undefined ? BASE : `${BASE}/number` }
  if (status && options.underWay.includes(status)) report.doubt('inReview', { since: since || '-' }, where)
  else if (number === undefined && (!status || options.filed.includes(status))) {
    notStated('filings.governmentApp.number', where.pointer, report)
  } else if (audience === 'staff') report.failure('noNumberStaff', {}, where)
  else report.doubt(audience === 'public' ? 'noNumberPublic' : 'noNumberAudience', {}, where)
}

function isRegistered(number: string): boolean {
  return checkIcpFiling(number).status !== 'invalid' || checkAppFiling(number).status !== 'invalid'
}

function notStated(field: string, pointer: string, report: Speak): void {
  report.doubt('notStated', { field }, { pointer, identity: { field } })
}
