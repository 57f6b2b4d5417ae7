import { dayNumber } from '../../derive/calendar.ts'
import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { defineCheck, type Where } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

/** One column of the table that items are uploaded to. */
interface Column {
  name: string
  /** Most characters; none for a text without a bound. */
  length?: number
  holds?: 'integer' | 'date'
  /** The table asks for the column: where the source does not provide it nothing can be told. */
  required?: boolean
}

interface Options {
  /** Whether the ruleset adopts the table; without that nothing is examined. */
  adopted: boolean
  columns: Record<string, Column>
  /** Texts that state nothing: whether one may stand there is asked by the rule on elements. */
  unstated: string[]
}

/** Values of an item fit the columns of a table that a ruleset adopted: lengths, whole numbers, dates. */
export default defineCheck<Options>()({
  name: 'items/field-shapes',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    tooLong: ['field', 'name', 'length', 'most'],
    notNumber: ['field', 'name', 'found'],
    fraction: ['field', 'name', 'found'],
    notDate: ['field', 'name', 'found'],
    dateNotation: ['field', 'name', 'found'],
  },
  options: {
    type: 'object',
    required: ['adopted', 'columns', 'unstated'],
    additionalProperties: false,
    properties: {
      adopted: { type: 'boolean' },
      columns: {
        type: 'object',
        minProperties: 1,
        additionalProperties: {
          type: 'object',
          required: ['name'],
          additionalProperties: false,
          properties: {
            name: { type: 'string', minLength: 1 },
            length: { type: 'integer', minimum: 1 },
            holds: { enum: ['integer', 'date'] },
            required: { type: 'boolean' },
          },
        },
      },
      unstated: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ adopted, columns }) =>
    adopted ? Object.keys(columns).filter(field => columns[field]?.required) : [],
  judge(unit, context, options, report) {
    if (!options.adopted) return 0
    const item = unit.data as Item
    const { columns, unstated } = planOf(options)
    let examined = 0
    for (const [field, { name, length: most, holds }] of columns) {
      if (!context.mapped(field)) continue
      const text = fieldText(item, field)
      if (text === '' || unstated.has(text)) continue
      const hidden = text.includes('⟦')
      // What was redacted keeps its length but not its form.
      if (hidden && holds) continue
      examined++
      const where: Where = { pointer: fieldPointer(field), identity: { field } }
      const found = text.slice(0, 40)
      if (holds === 'integer') {
        if (/^[+-]?\d+(?:\.0*)?$/.test(text)) continue
        if (/^[+-]?\d*\.\d+$/.test(text)) report.doubt('fraction', { field, name, found }, where)
        else report.failure('notNumber', { field, name, found }, where)
      } else if (holds === 'date') {
        const form = dateForm(text)
        if (form === 'other') report.doubt('dateNotation', { field, name, found }, where)
        else if (form === undefined) report.failure('notDate', { field, name, found }, where)
      } else if (most !== undefined && text.length > most) {
        const length = characters(text) + (hidden ? hiddenCharacters(text) : 0)
        if (length > most) report.failure('tooLong', { field, name, length, most }, where)
      }
    }
    return examined
  },
})

/** What redaction leaves of a value, with the characters it had; see `createRedactor`. */
const TOKEN = /⟦[a-z-]{1,20}:\d{1,9}:(\d{1,9}):[a-z]{1,10}⟧/g

/** Characters that a text had more than it shows; below 0 where the tokens are longer than what they stand for. */
function hiddenCharacters(text: string): number {
  let more = 0
  for (const [token, length] of text.matchAll(TOKEN)) more += Number(length) - token.length
  return more
}

/** Code points: a database counts them or bytes, and bytes are never fewer. */
function characters(text: string): number {
  let count = 0
  for (const _ of text) count++
  return count
}

const DAY = /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:(?:T| {1,2})(\S{4,40}))?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?$/
/** Years and months, days in words, counts of days or (milli)seconds: a date perhaps, though no column of dates takes it. */
const OTHER = /^\d{4}[-/.]\d{1,2}$|^\d{4} ?年 ?\d{1,2} ?月(?: ?\d{1,2} ?日)?|^(?:\d{5}|\d{10}|\d{13})$/

/** `plain`: a day of the calendar, with or without a time; undefined for what is no date in any notation known here. */
function dateForm(text: string): 'plain' | 'other' | undefined {
  const compact = COMPACT.exec(text)
  if (compact) {
    const [, year, month, day, hour = '0', minute = '0', second = '0'] = compact
    return isDay(year, month, day) && isTime(hour, minute, second) ? 'plain' : undefined
  }
  const written = DAY.exec(text)
  if (!written) return OTHER.test(text) ? 'other' : undefined
  const [, year, , month, day, rest] = written
  if (!isDay(year, month, day)) return undefined
  if (rest === undefined) return 'plain'
  const time = TIME.exec(rest)
  return time && isTime(time[1], time[2], time[3] ?? '0') ? 'plain' : undefined
}

function isDay(year = '', month = '', day = ''): boolean {
  return dayNumber(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) !== undefined
}

function isTime(hour = '', minute = '', second = ''): boolean {
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
}

interface Plan {
  columns: readonly [field: string, column: Column][]
  unstated: ReadonlySet<string>
}

const plans = new WeakMap<Options, Plan>()

function planOf(options: Options): Plan {
  let plan = plans.get(options)
  if (!plan) {
    plan = { columns: Object.entries(options.columns), unstated: new Set(options.unstated) }
    plans.set(options, plan)
  }
  return plan
}
