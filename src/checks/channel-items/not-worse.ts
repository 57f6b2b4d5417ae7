import { comparableValue } from '../../derive/comparable-value.ts'
import { grown, ItemIndex } from '../../derive/item-index.ts'
import { fieldPointer, fieldText, fieldValue } from '../../derive/item-text.ts'
import { shortHash } from '../../derive/short-hash.ts'
import { defineFold, type Report } from '../../model/check.ts'
import type { Item, Unit } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'
import { halfWidth } from '../../text/normalise.ts'

interface Burden {
  name: string
  field: string
  /** `number`: the field itself; `yes`: 1 where it holds one of `words`, 0 where one of `otherwise`; `records`: how many of a list. */
  count: 'number' | 'yes' | 'records'
  words?: string[]
  otherwise?: string[]
  /** `number`: field of the unit, which must be the same on both sides. */
  unit?: string
  /** `records`: those left out, and those counted where only some are, by a member's values. */
  without?: { member: string; values: string[] }
  only?: { member: string; values: string[] }
}
interface Options {
  burdens: Burden[]
  /** Fields whose absence from an export is said here; that of the others belongs to the code of the core elements. */
  ownFields: string[]
}

const messages = {
  worse: ['channel', 'field', 'name', 'theirs', 'ours', 'source'],
  notExported: ['channel', 'field', 'name'],
} as const
type Speak = Report<typeof messages>

interface State {
  index: ItemIndex
  /** Per record of the library and burden: how much (NaN where it cannot be counted), and the hash of its unit (0 = none). */
  amounts: Float32Array
  units: Uint32Array
  line: Uint32Array
  file: string
  /** Burden and channel → whether the channel ever stated it where the library did. */
  stated: Map<string, boolean>
  compared: number
}

const words = { type: 'array', items: { type: 'string' } }
const members = {
  type: 'object',
  required: ['member', 'values'],
  additionalProperties: false,
  properties: { member: { type: 'string' }, values: words },
}

/**
 * No channel asks for more than the item library says: more materials, a fee, more time, more visits. Only what can be counted
 * on both sides is compared; less is no fault here. Where several records may be meant, the heaviest is the measure.
 */
export default defineFold<Options>()({
  name: 'channel-items/not-worse',
  version: 1,
  unit: 'channel-item',
  passes: ['item', 'channel-item'],
  needs: { required: ['items', 'channel-items'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['burdens', 'ownFields'],
    additionalProperties: false,
    properties: {
      burdens: {
        type: 'array',
        minItems: 1,
        maxItems: 8,
        items: {
          type: 'object',
          required: ['name', 'field', 'count'],
          additionalProperties: false,
          properties: {
            name: { type: 'string' },
            field: { type: 'string' },
            count: { enum: ['number', 'yes', 'records'] },
            words,
            otherwise: words,
            unit: { type: 'string' },
            without: members,
            only: members,
          },
        },
      },
      ownFields: words,
    },
  },
  // A Map entry and two numbers to find the item (50), amount and unit of five burdens (40), the line (4).
  stateBytesPerUnit: 100,
  init: (): State => ({
    index: new ItemIndex(),
    amounts: new Float32Array(512),
    units: new Uint32Array(512),
    line: new Uint32Array(64),
    file: '',
    stated: new Map(),
    compared: 0,
  }),
  step(state, unit, _context, { burdens }, report, pass) {
    const item = unit.data as Item
    const code = fieldText(item, 'task_code')
    const handle = fieldText(item, 'task_handle_item')
    if (pass === 0) {
      keep(state, unit, state.index.add(code, handle), burdens)
      return 0
    }
    const found = state.index.find(code, handle)
    return found.length === 0 ? 0 : compare(state, unit, found, burdens, report)
  },
  end(state, _context, { burdens, ownFields }, report) {
    report.measure('itemsCompared', state.compared, 'items')
    for (const [key, stated] of state.stated) {
      const [at = '', channel = ''] = key.split('\u0000')
      const { field, name } = burdens[Number(at)] as Burden
      if (!stated && ownFields.includes(field)) {
        report.doubt('notExported', { channel, field, name }, { identity: { channel, field } })
      }
    }
    return 0
  },
})

function keep(state: State, unit: Unit, at: number, burdens: readonly Burden[]): void {
  while ((at + 1) * burdens.length > state.amounts.length) {
    state.amounts = grown(state.amounts, Float32Array)
    state.units = grown(state.units, Uint32Array)
  }
  if (at >= state.line.length) state.line = grown(state.line, Uint32Array)
  state.line[at] = unit.at?.line ?? 1
  state.file = unit.at?.file ?? ''
  for (const [number, burden] of burdens.entries()) {
    const { amount, unit: hash } = measured(unit.data as Item, burden)
    state.amounts[at * burdens.length + number] = amount
    state.units[at * burdens.length + number] = hash
  }
}

function compare(
  state: State,
  unit: Unit,
  found: readonly number[],
  burdens: readonly Burden[],
  report: Speak,
): number {
  const channel = unit.channel ?? ''
  let examined = 0
  const told = new Set<string>()
  for (const [number, burden] of burdens.entries()) {
    const theirs = measured(unit.data as Item, burden)
    const heaviest = found
      .map(at => ({ at, amount: state.amounts[at * burdens.length + number] as number }))
      .filter(({ amount }) => !Number.isNaN(amount))
      .reduce<{ at: number; amount: number } | undefined>(
        (most, one) => (most && most.amount >= one.amount ? most : one),
        undefined,
      )
    if (!heaviest) continue
    const key = `${number}\u0000${channel}`
    state.stated.set(key, state.stated.get(key) === true || !Number.isNaN(theirs.amount))
    if (Number.isNaN(theirs.amount)) continue
    if (theirs.unit !== state.units[heaviest.at * burdens.length + number]) continue
    examined = 1
    const { field, name } = burden
    // One more material that is uploaded is one more material: said once.
    if (theirs.amount <= heaviest.amount || told.has(field)) continue
    told.add(field)
    const source = `${state.file}:${state.line[heaviest.at]}`
    const data = { channel, field, name, theirs: theirs.amount, ours: heaviest.amount, source }
    report.failure('worse', data, { pointer: fieldPointer(field), identity: { field, name, channel } })
  }
  state.compared += examined
  return examined
}

/** NaN where nothing is stated or it cannot be counted. Amounts are rounded to what the state can hold. */
function measured(item: Item, burden: Burden): { amount: number; unit: number } {
  const { field, count, words = [], otherwise = [], unit } = burden
  if (count === 'records') return { amount: recordsOf(fieldValue(item, field), burden), unit: 0 }
  const text = fieldText(item, field)
  if (count === 'yes') {
    return { amount: words.includes(text) ? 1 : otherwise.includes(text) ? 0 : Number.NaN, unit: 0 }
  }
  const number = halfWidth(text)
  const amount = /^\d{1,6}(\.\d{1,3})?$/.test(number) ? Math.fround(Number(number)) : Number.NaN
  const measure = unit === undefined ? '' : comparableValue(fieldText(item, unit))
  return { amount, unit: measure === '' ? 0 : shortHash(measure) % 0xffffffff }
}

function recordsOf(value: unknown, { without, only }: Burden): number {
  if (!Array.isArray(value) || !value.every(isObject)) return Number.NaN
  const holds = (record: Record<string, unknown>, { member, values }: { member: string; values: string[] }) =>
    Object.hasOwn(record, member) && values.includes(String(record[member]).trim())
  return value.filter(record => !(without && holds(record, without)) && (!only || holds(record, only))).length
}
