import { LIST_FIELDS } from '../../derive/item-fields.ts'
import type { Item } from '../../model/evidence.ts'
import { listOf } from './list-cell.ts'
import { textOf, trimmed } from './text-value.ts'

/** One value of a record on its way into an item: `field` is canonical, or `ext.NAME`. */
export interface FieldReader<R> {
  field: string
  read(record: R): unknown
}

/** Builds an item out of a record: plain values become text, empty ones are left out, `ext.*` goes under `ext`. */
export function itemOf<R>(record: R, readers: readonly FieldReader<R>[]): Item {
  const item: Item = {}
  let ext: Record<string, unknown> | undefined
  for (const { field, read } of readers) {
    const value = read(record)
    if (value === undefined || value === null || value === '') continue
    if (field.startsWith('ext.')) {
      const name = field.slice(4)
      const kept = LIST_FIELDS.has(name)
        ? listOf(name, value)
        : typeof value === 'string'
          ? trimmed(value)
          : value
      if (kept === '') continue
      ext ??= {}
      put(ext, name, kept)
    } else {
      const text = textOf(value)
      if (text !== '') put(item, field, text)
    }
  }
  if (ext) item.ext = ext
  return item
}

/** Plain assignment would set the prototype for one special name. */
function put(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  } else target[key] = value
}
