import type { Item } from '../model/evidence.ts'

const OURS = 'ext.'

/**
 * Text of one item field, outer spaces dropped; `''` when not stated. Names as in catalogue columns: `task_code` for
 * GB/T 39554.2 (basic and extension table), `ext.review_type` for what stands under `ext`. Lists and objects read as `''`.
 */
export function fieldText(item: Item, field: string): string {
  const value: unknown = field.startsWith(OURS) ? fieldValue(item, field) : item[field]
  // Read in the hot path: what an object inherits is never text, so own properties need no asking for.
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}

/** The same field as it stands, own properties only; undefined when not there. */
export function fieldValue(item: Item, field: string): unknown {
  const holder: unknown = field.startsWith(OURS) ? item.ext : item
  const name = field.startsWith(OURS) ? field.slice(OURS.length) : field
  if (holder === null || typeof holder !== 'object' || !Object.hasOwn(holder, name)) return undefined
  return (holder as Record<string, unknown>)[name]
}

/** JSON pointer of a field inside the unit's data: `/task_code`, `/ext/review_type`. */
export function fieldPointer(field: string): string {
  return field.startsWith(OURS) ? `/ext/${field.slice(OURS.length)}` : `/${field}`
}
