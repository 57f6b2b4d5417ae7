import { comparableValue, isPlainNumber, namesOf } from '../../derive/comparable-value.ts'
import { namedFieldsSchema } from '../../derive/item-elements.ts'
import { grown, ItemIndex } from '../../derive/item-index.ts'
import { fieldPointer, fieldText, fieldValue } from '../../derive/item-text.ts'
import { shortHash } from '../../derive/short-hash.ts'
import { defineFold, type Report } from '../../model/check.ts'
import type { Item, Unit } from '../../model/evidence.ts'
import { differingNames, differingText, type Sides } from './shown-difference.ts'

interface Options {
  /** The elements compared, each with its official name; at most 16. */
  elements: Record<string, string>
  /** Ways to write one value, per element: `is_fee: [[是, '1'], [否, '0']]`. */
  sameValues: Record<string, string[][]>
}

const messages = {
  differs: ['channel', 'field', 'name', 'theirs', 'ours', 'source'],
  otherNotation: ['channel', 'field', 'name', 'theirs', 'ours', 'source'],
  notExported: ['channel', 'field', 'name'],
  partlyEmpty: ['channel', 'field', 'name', 'count', 'first'],
  nothingMatches: ['channel', 'count'],
} as const
type Speak = Report<typeof messages>

/** Ours: so many values of the library are kept to be shown beside the channel's; further differences show the place only. */
const MOST_SHOWN = 1000

interface Channel {
  items: number
  matched: number
  /** Per element: items of this channel that state it, and those that do not though the library does, with the first. */
  stated: Uint32Array
  empty: Uint32Array
  first: string[]
}

interface State {
  fields: readonly { field: string; name: string; same: ReadonlyMap<string, string> }[]
  channels: Map<string, Channel>
  channelOf: (Channel | undefined)[]
  index: ItemIndex
  /** Per item and element: hash of the channel's value, 0 = not stated. */
  hashes: Uint32Array
  /** Bits per element: the value is a plain number or a list; it differs from the library's; only its notation does. */
  formal: Uint16Array
  differs: Uint16Array
  notation: Uint16Array
  /** Line of the library's record, 0 = none matched. */
  line: Uint32Array
  file: string
  /** The library's values that differ, by item and element. */
  ours: Map<number, string[]>
  compared: number
  alone: number
  /** Ordinal of the next item in the last pass. */
  turn: number
}

/**
 * What each channel shows of an item agrees with the item library, element by element. Three passes: the channels' values
 * are hashed, the library is held against them, and what differs is told at the channel's own place with both values. Where
 * several records of the library may be meant, only what differs from all of them counts. A channel that shows fewer items
 * than the library breaks nothing here.
 */
export default defineFold<Options>()({
  name: 'channel-items/same-elements',
  version: 1,
  unit: 'channel-item',
  passes: ['channel-item', 'item', 'channel-item'],
  needs: { required: ['items', 'channel-items'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['elements', 'sameValues'],
    additionalProperties: false,
    properties: {
      elements: { ...namedFieldsSchema, maxProperties: 16 },
      sameValues: {
        type: 'object',
        additionalProperties: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
      },
    },
  },
  // A Map entry and two numbers to find the item (50), a hash an element (36 for nine), masks and line (10); shown values are capped.
  stateBytesPerUnit: 100,
  init: (_context, { elements, sameValues }): State => ({
    fields: Object.entries(elements).map(([field, name]) => ({
      field,
      name,
      same: new Map(
        (sameValues[field] ?? []).flatMap(group => group.map(word => [word, group[0] as string])),
      ),
    })),
    channels: new Map(),
    channelOf: [],
    index: new ItemIndex(),
    hashes: new Uint32Array(1024),
    formal: new Uint16Array(64),
    differs: new Uint16Array(64),
    notation: new Uint16Array(64),
    line: new Uint32Array(64),
    file: '',
    ours: new Map(),
    compared: 0,
    alone: 0,
    turn: 0,
  }),
  step(state, unit, _context, _options, report, pass) {
    if (pass === 0) remember(state, unit)
    else if (pass === 1) return holdAgainst(state, unit)
    else tell(state, unit, report)
    return 0
  },
  end(state, _context, _options, report) {
    report.measure('itemsCompared', state.compared, 'items')
    report.measure('itemsOnlyInChannels', state.index.size - state.compared, 'items')
    report.measure('itemsInNoChannel', state.alone, 'items')
    for (const [channel, { items, matched, stated, empty, first }] of state.channels) {
      if (matched === 0) report.doubt('nothingMatches', { channel, count: items }, { identity: { channel } })
      for (const [at, { field, name }] of state.fields.entries()) {
        const count = empty[at] as number
        if (count === 0) continue
        const where = { identity: { channel, field } }
        if (stated[at] === 0) report.doubt('notExported', { channel, field, name }, where)
        else report.doubt('partlyEmpty', { channel, field, name, count, first: first[at] ?? '' }, where)
      }
    }
    return 0
  },
})

function remember(state: State, unit: Unit): void {
  const { fields } = state
  const item = unit.data as Item
  const channel = channelNamed(state, unit.channel ?? '')
  channel.items++
  const at = state.index.add(fieldText(item, 'task_code'), fieldText(item, 'task_handle_item'))
  state.channelOf[at] = channel
  if (at >= state.formal.length) {
    for (const mask of ['formal', 'differs', 'notation'] as const)
      state[mask] = grown(state[mask], Uint16Array)
    state.line = grown(state.line, Uint32Array)
  }
  while ((at + 1) * fields.length > state.hashes.length) state.hashes = grown(state.hashes, Uint32Array)
  for (const [bit, { field, same }] of fields.entries()) {
    const value = comparedValue(item, field, same)
    if (value === '') continue
    channel.stated[bit] = (channel.stated[bit] as number) + 1
    state.hashes[at * fields.length + bit] = hashOf(value)
    if (isFormal(item, field, value)) state.formal[at] = (state.formal[at] as number) | (1 << bit)
  }
}

/** @returns how many of the channels' items this record of the library was held against for the first time */
function holdAgainst(state: State, unit: Unit): number {
  const { fields, hashes, line } = state
  const item = unit.data as Item
  const found = state.index.find(fieldText(item, 'task_code'), fieldText(item, 'task_handle_item'))
  if (found.length === 0) {
    state.alone++
    return 0
  }
  state.file = unit.at?.file ?? ''
  let fresh = 0
  const values = fields.map(({ field, same }) => comparedValue(item, field, same))
  for (const at of found) {
    const channel = state.channelOf[at] as Channel
    let differs = 0
    let notation = 0
    for (const [bit, value] of values.entries()) {
      const theirs = hashes[at * fields.length + bit] as number
      if (value === '') continue
      if (theirs === 0) {
        if (line[at] === 0) countEmpty(channel, bit, unit.key)
      } else if (theirs !== hashOf(value)) {
        const formal = ((state.formal[at] as number) & (1 << bit)) !== 0
        if (formal === isFormal(item, fields[bit]?.field ?? '', value)) differs |= 1 << bit
        else notation |= 1 << bit
        keepOurs(state, at * fields.length + bit, fieldValue(item, fields[bit]?.field ?? ''))
      }
    }
    const again = line[at] !== 0
    if (!again) {
      fresh++
      channel.matched++
      line[at] = unit.at?.line ?? 1
    }
    state.differs[at] = again ? (state.differs[at] as number) & differs : differs
    state.notation[at] = again ? (state.notation[at] as number) & notation : notation
  }
  state.compared += fresh
  return fresh
}

function tell(state: State, unit: Unit, report: Speak): void {
  const at = state.turn++
  const item = unit.data as Item
  for (const [bit, { field, name }] of state.fields.entries()) {
    const differs = ((state.differs[at] as number) >> bit) & 1
    if (!differs && !(((state.notation[at] as number) >> bit) & 1)) continue
    const { theirs, ours } = sidesOf(fieldValue(item, field), state.ours.get(at * state.fields.length + bit))
    const channel = unit.channel ?? ''
    const source = `${state.file}:${state.line[at]}`
    const where = { pointer: fieldPointer(field), identity: { field, channel } }
    report[differs ? 'failure' : 'doubt'](
      differs ? 'differs' : 'otherNotation',
      { channel, field, name, theirs, ours, source },
      where,
    )
  }
}

function sidesOf(value: unknown, ours: string[] | undefined): Sides {
  const theirs = namesOf(value)
  if (!ours) return { theirs: differingText(theirs.join('、'), '').theirs, ours: '…' }
  return Array.isArray(value)
    ? differingNames(theirs, ours, comparableValue)
    : differingText(theirs[0] ?? '', ours.join('、'))
}

/** The same word for every way to write one value. */
function comparedValue(item: Item, field: string, same: ReadonlyMap<string, string>): string {
  const value = fieldValue(item, field)
  const word = same.size > 0 && typeof value === 'string' ? same.get(value.trim()) : undefined
  return word ?? comparableValue(value)
}

/** 1 and 是, or a list and a text that tells the same: two notations, of which nobody can say that they differ. */
function isFormal(item: Item, field: string, value: string): boolean {
  return isPlainNumber(value) || Array.isArray(fieldValue(item, field))
}

/** Never 0, which stands for not stated. */
function hashOf(value: string): number {
  return (shortHash(value) % 0xffffffff) + 1
}

function keepOurs(state: State, key: number, value: unknown): void {
  if (state.ours.size < MOST_SHOWN && !state.ours.has(key)) {
    state.ours.set(
      key,
      namesOf(value).map(name => name.slice(0, 400)),
    )
  }
}

function countEmpty(channel: Channel, bit: number, key: string): void {
  channel.empty[bit] = (channel.empty[bit] as number) + 1
  channel.first[bit] ??= key
}

function channelNamed(state: State, name: string): Channel {
  let channel = state.channels.get(name)
  if (!channel) {
    const count = state.fields.length
    channel = {
      items: 0,
      matched: 0,
      stated: new Uint32Array(count),
      empty: new Uint32Array(count),
      first: [],
    }
    state.channels.set(name, channel)
  }
  return channel
}
