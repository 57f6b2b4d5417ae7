import type { Item, ListRow } from '../model/evidence.ts'
import { matchingName } from '../text/normalise.ts'
import { fieldText } from './item-text.ts'

/** `code` 基本编码 equal · `alias` a name or code the owner wrote down for this row · `name` normalised name and department fit · `name-only` the name fits, the department does not. */
type MatchBy = 'code' | 'alias' | 'name' | 'name-only'
export interface ListMatch {
  /** Index into the rows. */
  row: number
  by: MatchBy
}

/**
 * Prepares matching of items to the rows of a reference list: by basic code first, then by what the owner's alias
 * file says, else by normalised name and department;
 * a name alone is never more than a candidate (names differ between provinces, and equal names can be different items).
 * @param departmentWords for a department as the list writes it, words by which a local body of the same line is known
 */
export function listMatcher(
  rows: readonly ListRow[],
  departmentWords: Readonly<Record<string, readonly string[]>>,
): (item: Item) => readonly ListMatch[] {
  const byCode = new Map<string, number[]>()
  const byName = new Map<string, number[]>()
  const byAlias = new Map<string, number[]>()
  for (const [index, { code, name, aliases = [] }] of rows.entries()) {
    if (code) push(byCode, code.trim(), index)
    for (const alias of aliases) {
      if (alias.code) push(byAlias, alias.code.trim(), index)
      const plainAlias = matchingName(alias.name ?? '')
      if (plainAlias !== '') push(byAlias, plainAlias, index)
    }
    const plain = matchingName(name)
    if (plain !== '') push(byName, plain, index)
  }
  const departments = rows.map(({ department = '' }) => ({
    plain: matchingName(department),
    words: Object.hasOwn(departmentWords, department) ? (departmentWords[department] ?? []) : [],
  }))
  return item => {
    const coded = byCode.get(fieldText(item, 'catalog_code'))
    if (coded) return coded.map(row => ({ row, by: 'code' as const }))
    const plainName = matchingName(fieldText(item, 'task_name'))
    const aliased = byAlias.get(fieldText(item, 'catalog_code')) ?? byAlias.get(plainName)
    if (aliased) return aliased.map(row => ({ row, by: 'alias' as const }))
    const named = byName.get(plainName)
    if (!named) return NONE
    const body = fieldText(item, 'dept_name')
    const plainBody = matchingName(body)
    return named.map(row => {
      const { plain, words } = departments[row] as { plain: string; words: readonly string[] }
      const fits = plain !== '' && (plain === plainBody || words.some(word => body.includes(word)))
      return { row, by: fits ? 'name' : 'name-only' }
    })
  }
}

const NONE: readonly ListMatch[] = []

function push(map: Map<string, number[]>, key: string, value: number): void {
  const held = map.get(key)
  if (held) held.push(value)
  else map.set(key, [value])
}
