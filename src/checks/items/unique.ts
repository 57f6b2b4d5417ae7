import { fieldText } from '../../derive/item-text.ts'
import { shortHash } from '../../derive/short-hash.ts'
import { defineFold } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** Field without which a record is left out (its absence is another code's fault). */
  key: string
  /** Further fields that together with `key` tell records apart. */
  with: string[]
  state: {
    field: string
    /** States in which a record counts. */
    active: string[]
    /** States in which it does not. Anything else is uncertain. */
    inactive: string[]
  }
}

interface State {
  /** Hash of the key fields → ordinal of the first record, negative when its state is uncertain. */
  first: Map<number, number>
  seen: number
}

/**
 * No two active records share their key. Keys are kept as 53-bit hashes, so that the state does not grow with their length.
 * Where a record's state, or a field that could tell the two apart, is not known, a repetition is a doubt.
 */
export default defineFold<Options>()({
  name: 'items/unique',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { duplicate: ['code', 'first', 'second'], perhapsDuplicate: ['code', 'first', 'second'] },
  options: {
    type: 'object',
    required: ['key', 'with', 'state'],
    additionalProperties: false,
    properties: {
      key: { type: 'string' },
      with: { type: 'array', items: { type: 'string' } },
      state: {
        type: 'object',
        required: ['field', 'active', 'inactive'],
        additionalProperties: false,
        properties: {
          field: { type: 'string' },
          active: { type: 'array', items: { type: 'string' } },
          inactive: { type: 'array', items: { type: 'string' } },
        },
      },
    },
  },
  fields: ({ key }) => [key],
  // A Map entry of two numbers (about 40 bytes, up to double while the table grows) and the boxed key.
  stateBytesPerUnit: 100,
  init: (): State => ({ first: new Map(), seen: 0 }),
  step(state, unit, context, options, report) {
    const item = unit.data as Item
    state.seen++
    const code = fieldText(item, options.key)
    if (code === '' || !context.mapped(options.key)) return 0
    const status = fieldText(item, options.state.field)
    if (options.state.inactive.includes(status)) return 0
    const certain =
      options.state.active.includes(status) && options.with.every(field => context.mapped(field))
    const parts = [code, ...options.with.map(field => statedText(item, field))]
    const hash = shortHash(parts.join('\u0000'))
    const before = state.first.get(hash)
    if (before === undefined) {
      state.first.set(hash, certain ? state.seen : -state.seen)
      return 1
    }
    const shown = parts.filter(part => part !== '').join(' + ')
    const data = { code: shown, first: Math.abs(before), second: state.seen }
    const where = { pointer: `/${options.key}`, identity: { code: shown } }
    if (certain && before > 0) report.failure('duplicate', data, where)
    else report.doubt('perhapsDuplicate', data, where)
    // From here on a record known to be active stands for the key.
    if (certain && before < 0) state.first.set(hash, state.seen)
    return 1
  },
  end: () => 0,
})

/** A field that says there is none tells records apart as little as an empty one. */
function statedText(item: Item, field: string): string {
  const text = fieldText(item, field)
  return text === '无' || text === '/' ? '' : text
}
