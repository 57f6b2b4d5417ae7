import type { CheckContext } from '../model/check.ts'
import type { Item, ListRow, ReferenceList } from '../model/evidence.ts'
import { type ListMatch, listMatcher } from './list-match.ts'

type Departments = Readonly<Record<string, readonly string[]>>
type Match = (item: Item) => readonly ListMatch[]

/** JSON Schema of `departments` in the options of a check. */
export const departmentsSchema = {
  type: 'object',
  additionalProperties: { type: 'array', items: { type: 'string' } },
}

/** May this list fail anybody? Only one that somebody answerable confirmed and that is pinned by its hash. */
export function isJudgeable(list: ReferenceList): boolean {
  return list.confirmed && !list.bundled && list.sha256 !== ''
}

/** The list of this id that a rule works with: one that may be judged by, else the first; undefined when none is loaded. */
export function listOf(context: CheckContext, id: string): ReferenceList | undefined {
  const named = context.lists.filter(list => list.id === id)
  return named.find(isJudgeable) ?? named[0]
}

const matchers = new WeakMap<ReferenceList, WeakMap<Departments, Match>>()

/** What is known of an item's place on a list. */
export interface Listed {
  /** `sure`: by code, by an alias the owner wrote down, or by name and department. `perhaps`: by name alone. */
  certainty: 'sure' | 'perhaps'
  /** `sure`: the first row; `perhaps`: the first candidates. */
  rows: ListRow[]
}

/** Candidates named in a finding. */
const MOST_CANDIDATES = 3

/** Rows of the list that this item is or may be; undefined when there are none. Matchers are kept per list and options. */
export function listedAs(item: Item, list: ReferenceList, departments: Departments): Listed | undefined {
  const held = matchers.get(list) ?? new WeakMap<Departments, Match>()
  matchers.set(list, held)
  const match = held.get(departments) ?? listMatcher(list.rows, departments)
  held.set(departments, match)
  const matches = match(item)
  if (matches.length === 0) return undefined
  const sure = matches.find(({ by }) => by !== 'name-only')
  const rows = (sure ? [sure] : matches.slice(0, MOST_CANDIDATES)).map(({ row }) => list.rows[row] as ListRow)
  return { certainty: sure ? 'sure' : 'perhaps', rows }
}

/** `失业登记（人社部）、…`: rows as a finding names them. */
export function rowsText(rows: readonly ListRow[]): string {
  return rows.map(({ name, department }) => (department ? `${name}（${department}）` : name)).join('、')
}
