import { canonicalJson } from '../../text/canonical-json.ts'

/** JSON Schema's `uniqueItems` in linear time: no two values of a list are equal as JSON. */
export function allDifferent(list: readonly unknown[]): boolean {
  return list.length < 2 || new Set(list.map(canonicalJson)).size === list.length
}
