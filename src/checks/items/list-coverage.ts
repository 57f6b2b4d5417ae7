import { fieldText } from '../../derive/item-text.ts'
import { type ListMatch, listMatcher } from '../../derive/list-match.ts'
import { departmentsSchema, isJudgeable, listOf } from '../../derive/listed-items.ts'
import {
  type Availability,
  availabilityFields,
  availabilitySchema,
  isMobile,
} from '../../derive/mobile-available.ts'
import { defineFold, type Report } from '../../model/check.ts'
import type { Item, ListRow, ReferenceList } from '../../model/evidence.ts'

interface Options {
  /** Id of the reference list. */
  list: string
  /** Least covered share, 0..1. Ours. */
  threshold: number
  available: Availability
  /** Words by which local bodies of a department of the list are known. */
  departments: Record<string, string[]>
}

const NONE = 0
const CANDIDATE = 1
const NOT_MOBILE = 2
const COVERED = 3
/** Names shown per department; the counts say how many there are. */
const MOST_NAMES = 30
/** Candidates named for one row. */
const MOST_CANDIDATES = 3

interface State {
  list: ReferenceList
  match: (item: Item) => readonly ListMatch[]
  /** What is known of each row. */
  rows: Uint8Array
  /** 1: a row with a code that was found by name only; 2: a row found by what the owner's alias file says. */
  uncoded: Uint8Array
  /** What a person has to choose from, for rows found by name only. */
  candidates: Map<number, string[]>
}

const messages = {
  belowThreshold: ['list', 'share', 'threshold', 'covered', 'rows'],
  nameOnly: ['name', 'department', 'candidate'],
  missingItems: ['department', 'count', 'names'],
  notMobile: ['department', 'count', 'names'],
  foundByName: ['department', 'count', 'names'],
  foundByAlias: ['department', 'count', 'names'],
} as const
type Speak = Report<typeof messages>

/**
 * Share of a reference list that the catalogue covers with items available on the phone. Judged only against a list that
 * somebody confirmed and pinned by hash; against any other the figures are told and the rule stays untested.
 */
export default defineFold<Options>()({
  name: 'items/list-coverage',
  version: 1,
  unit: 'item',
  needs: { required: ['items', 'lists'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['list', 'threshold', 'available', 'departments'],
    additionalProperties: false,
    properties: {
      list: { type: 'string' },
      threshold: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      available: availabilitySchema,
      departments: departmentsSchema,
    },
  },
  fields: ({ available }) => ['catalog_code', 'task_name', 'dept_name', ...availabilityFields(available)],
  // The state grows with the list, not with the catalogue.
  stateBytesPerUnit: 0,
  init(context, { list: id, departments }): State | undefined {
    const list = listOf(context, id)
    if (!list) return undefined
    const { rows } = list
    return {
      list,
      match: listMatcher(rows, departments),
      rows: new Uint8Array(rows.length),
      uncoded: new Uint8Array(rows.length),
      candidates: new Map(),
    }
  },
  step(state, unit, context, { available }) {
    if (!state) return 0
    const item = unit.data as Item
    for (const { row, by } of state.match(item)) {
      if (by === 'name-only') {
        if ((state.rows[row] as number) > CANDIDATE) continue
        state.rows[row] = CANDIDATE
        const held = state.candidates.get(row) ?? []
        const text = `${fieldText(item, 'task_name')} / ${fieldText(item, 'dept_name') || '-'}`
        if (held.length < MOST_CANDIDATES && !held.includes(text)) state.candidates.set(row, [...held, text])
        continue
      }
      const level = isMobile(item, available, context) ? COVERED : NOT_MOBILE
      if (level <= (state.rows[row] as number)) continue
      state.rows[row] = level
      state.uncoded[row] = by === 'alias' ? 2 : by === 'name' && state.list.rows[row]?.code ? 1 : 0
      state.candidates.delete(row)
    }
    return 0
  },
  end(state, context, { threshold }, report) {
    if (!state) {
      report.untested('not-provided')
      return 0
    }
    const { list, rows, uncoded } = state
    if (rows.length === 0) {
      report.untested('incomplete')
      return 0
    }
    const covered = count(rows, COVERED)
    const atBest = (covered + count(rows, CANDIDATE)) / rows.length
    report.measure('listCoverage', covered / rows.length, 'ratio')
    report.measure('listItems', rows.length, 'items')
    say(
      'missingItems',
      list.rows.filter((_, row) => rows[row] === NONE),
      report,
    )
    say(
      'notMobile',
      list.rows.filter((_, row) => rows[row] === NOT_MOBILE),
      report,
    )
    say(
      'foundByName',
      list.rows.filter((_, row) => uncoded[row] === 1),
      report,
    )
    say(
      'foundByAlias',
      list.rows.filter((_, row) => uncoded[row] === 2),
      report,
    )
    const judgeable = isJudgeable(list)
    if (!judgeable) report.untested('list-unconfirmed')
    const open = judgeable && covered / rows.length < threshold && atBest >= threshold
    sayCandidates(state, open ? 'doubt' : 'note', report)
    if (judgeable && atBest < threshold && context.record.units.missing > 0) {
      // What was lost may be what is missing: the list is not judged by part of a catalogue.
      report.untested('incomplete')
    } else if (judgeable && atBest < threshold) {
      const share = Math.floor((covered / rows.length) * 1000) / 10
      const data = { list: list.id, share, threshold: Number((threshold * 100).toFixed(1)), covered }
      report.failure('belowThreshold', { ...data, rows: rows.length }, { identity: { list: list.id } })
    }
    return 1
  },
})

function count(rows: Uint8Array, level: number): number {
  return rows.reduce((sum, row) => sum + (row === level ? 1 : 0), 0)
}

/** One note a department, in the order of the list. */
function say(
  message: 'missingItems' | 'notMobile' | 'foundByName' | 'foundByAlias',
  rows: readonly ListRow[],
  report: Speak,
): void {
  for (const [department, here] of Map.groupBy(rows, row => row.department || '-')) {
    const names = here
      .slice(0, MOST_NAMES)
      .map(({ name }) => name)
      .join('、')
    report.note(message, { department, count: here.length, names }, { identity: { department } })
  }
}

function sayCandidates({ candidates, list }: State, kind: 'doubt' | 'note', report: Speak): void {
  for (const [row, candidate] of [...candidates].sort(([a], [b]) => a - b)) {
    const { name = '', department = '' } = list.rows[row] ?? {}
    const data = { name, department: department || '-', candidate: candidate.join('、') }
    report[kind]('nameOnly', data, { identity: { name, department } })
  }
}
