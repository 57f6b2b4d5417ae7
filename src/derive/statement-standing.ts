import type {
  AttestationForm,
  FactAsked,
  FactValue,
  Statement,
  StatementMessage,
} from '../model/attestation.ts'
import type { DataFields } from '../model/check.ts'
import { dateOf, dayNumber, dayOf } from './calendar.ts'

export interface StatementFlaw {
  id: StatementMessage
  data: DataFields
  /** Inside the statement. */
  pointer: string
  identity: DataFields
}

const VERDICTS = ['passed', 'failed', 'cantTell', 'inapplicable']

/** Ours: longer values say nothing more in a message, and never decide. */
const LONGEST_SHOWN = 120

/**
 * What keeps a statement from proving anything: unsigned, expired, dated ahead, without its evidence, steps or facts.
 * Empty when it stands; what it says may then be taken. Of a negative or open verdict no facts are asked.
 *
 * @param asOf ISO time of judging
 */
export function flawsOf(statement: Statement, form: AttestationForm, asOf: string): StatementFlaw[] {
  const flaws: StatementFlaw[] = []
  const add: Add = (id, data, pointer, identity = { field: pointer }) =>
    flaws.push({ id, data, pointer, identity })
  const { verdict, who, signedBy, reviewedBy } = statement
  for (const [field, value] of [
    ['verdict', verdict],
    ['who/name', who?.name],
    ['who/unit', who?.unit],
    ['signedBy/name', signedBy?.name],
    ['signedBy/date', signedBy?.date],
  ] as const) {
    if (isBlank(value)) lacks(field, add)
  }
  if (!isBlank(verdict) && !VERDICTS.includes(verdict as string)) unclear('verdict', verdict as string, add)
  if (verdict === 'inapplicable' && isBlank(statement.reason)) lacks('reason', add)
  if (!isBlank(reviewedBy?.name) && same(reviewedBy?.name, who?.name)) {
    add('statementSamePerson', { name: shown(reviewedBy?.name) }, '/reviewedBy/name')
  }
  dates(statement, form, asOf, add)
  // What was not done or stated matters where the duty is said to be met.
  if (verdict !== 'passed') return flaws
  const done = new Set(statement.steps ?? [])
  const undone = form.procedure.map((_, index) => index + 1).filter(step => !done.has(step))
  if (undone.length > 0) add('statementSteps', { steps: undone.join('、') }, '/steps')
  evidence(statement, form, add)
  for (const asked of form.facts) fact(asked, statement.facts, asOf, add)
  return flaws
}

type Add = (id: StatementMessage, data: DataFields, pointer: string, identity?: DataFields) => void

function dates(
  { date, validUntil, signedBy, reviewedBy }: Statement,
  form: AttestationForm,
  asOf: string,
  add: Add,
): void {
  const made = dated('date', date, asOf, add)
  if (isBlank(date)) lacks('date', add)
  dated('signedBy/date', signedBy?.date, asOf, add)
  dated('reviewedBy/date', reviewedBy?.date, asOf, add)
  const until = isBlank(validUntil) ? undefined : dayNumber(validUntil as string)
  if (!isBlank(validUntil) && until === undefined) unclear('validUntil', validUntil as string, add)
  if (made === undefined) return
  const last = Math.min(until ?? Number.POSITIVE_INFINITY, monthsAfter(made, form.validMonths))
  if (last < dayOf(asOf)) {
    add('statementExpired', { until: dateOf(last) }, until === last ? '/validUntil' : '/date')
  }
}

/** The day stated, where there is one that can be taken. */
function dated(field: string, value: string | undefined, asOf: string, add: Add): number | undefined {
  if (isBlank(value)) return undefined
  const day = dayNumber(value as string)
  if (day === undefined) unclear(field, value as string, add)
  else if (day > dayOf(asOf))
    add('statementFuture', { field: dotted(field), date: value as string }, `/${field}`)
  else return day
  return undefined
}

function evidence(statement: Statement, form: AttestationForm, add: Add): void {
  const given = statement.evidence ?? []
  for (const [index, { file, sha256, state }] of given.entries()) {
    const at = (field: string) => `/evidence/${index}/${field}`
    const identity = { file: shown(file ?? `#${index + 1}`) }
    if (isBlank(file)) add('statementLacks', { field: `evidence.${index + 1}.file` }, at('file'), identity)
    else if (state === 'unread') add('statementEvidenceUnread', { file: shown(file) }, at('file'), identity)
    else if (isBlank(sha256)) {
      add('statementLacks', { field: `evidence.${index + 1}.sha256` }, at('sha256'), identity)
    } else if (state === 'changed') {
      add('statementEvidenceChanged', { file: shown(file) }, at('sha256'), identity)
    }
  }
  const named = new Set(given.map(({ is }) => is))
  for (const { id, optional } of form.evidence) {
    if (!optional && !named.has(id))
      add('statementEvidenceAsked', { evidence: id }, '/evidence', { evidence: id })
  }
}

function fact(asked: FactAsked, facts: Statement['facts'], asOf: string, add: Add): void {
  const value = facts && Object.hasOwn(facts, asked.id) ? facts[asked.id] : undefined
  const field = `facts/${asked.id}`
  if (value === undefined || (typeof value === 'string' && isBlank(value))) lacks(field, add)
  else if (asked.type === 'date' && typeof value === 'string') dated(field, value, asOf, add)
  else if (!isReadable(asked, value)) unclear(field, String(value), add)
}

function isReadable({ type, choices, min, max }: FactAsked, value: FactValue): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string'
    case 'date':
      return false
    case 'flag':
      return typeof value === 'boolean'
    case 'choice':
      return typeof value === 'string' && (choices ?? []).includes(value)
    case 'list':
      return Array.isArray(value) && value.length > 0 && value.every(one => !isBlank(one))
    case 'integer':
    case 'number':
      return (
        typeof value === 'number' &&
        Number.isFinite(value) &&
        (type === 'number' || Number.isInteger(value)) &&
        value >= (min ?? Number.NEGATIVE_INFINITY) &&
        value <= (max ?? Number.POSITIVE_INFINITY)
      )
  }
}

function lacks(field: string, add: Add): void {
  add('statementLacks', { field: dotted(field) }, `/${field}`)
}

function unclear(field: string, value: string, add: Add): void {
  add('statementUnclear', { field: dotted(field), value: shown(value) }, `/${field}`)
}

/** Same day that many months on, or the last of a shorter month. */
export function monthsAfter(day: number, months: number): number {
  const [year, month, date] = dateOf(day).split('-').map(Number) as [number, number, number]
  const first = Date.UTC(year, month - 1 + months, 1)
  const length = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return first / 86_400_000 + Math.min(date, length) - 1
}

/** Who says it, for messages: name and unit. */
export function speakerOf({ who }: Statement): string {
  return (
    [who?.unit, who?.name]
      .filter(part => !isBlank(part))
      .map(shown)
      .join(' ') || '-'
  )
}

const isBlank = (value: string | undefined): boolean => value === undefined || value.trim() === ''
const same = (a: string | undefined, b: string | undefined): boolean => a?.trim() === b?.trim()
const dotted = (field: string): string => field.replaceAll('/', '.')
const shown = (value: string | undefined): string => String(value ?? '').slice(0, LONGEST_SHOWN)
