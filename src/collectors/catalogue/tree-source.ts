import { fieldOfColumn } from '../../derive/item-fields.ts'
import type { Item } from '../../model/evidence.ts'
import type { InputError } from '../../model/input-error.ts'
import { isObject } from '../../text/json-tree.ts'
import { fault } from '../input/codes.ts'
import { type FieldReader, itemOf } from './item.ts'
import { type Mapping, readerOf } from './mapping.ts'

type Tree = Record<string, unknown>

/** Turns objects into items and remembers which fields and source keys it met. */
export interface TreePlan {
  item(record: Tree): Item
  /** After the last record. */
  fields(): string[]
  /** As `SourceText.columns`. */
  columns(): string[]
  faults(): InputError[]
}

/** Ours: keys beyond this many different ones are not remembered, so that memory stays flat. */
const MOST_KEYS = 2_000

export function planTree(mapping: Mapping | undefined): TreePlan {
  return mapping ? mapped(mapping) : recognised()
}

function mapped(mapping: Mapping): TreePlan {
  const seen = new Set<string>()
  const readers = mapping.fields.map(({ field, from, convert }): FieldReader<Tree> => {
    if (from === undefined) return { field, read: () => convert(undefined) }
    const source = readerOf(from)
    return {
      field,
      read: record => {
        const value = source(record)
        if (value !== undefined) seen.add(field)
        return convert(value)
      },
    }
  })
  const provided = (field: { field: string; from: string | undefined }) =>
    field.from === undefined || seen.has(field.field)
  return {
    item: record => itemOf(record, readers),
    fields: () => mapping.fields.filter(provided).map(({ field }) => field),
    columns: () =>
      mapping.fields.flatMap(({ field, from }) => (from === undefined ? [] : [`${field}=${from}`])),
    faults: () =>
      mapping.fields
        .filter(field => !provided(field))
        .map(({ field, from = '' }) =>
          fault('mapping-column', { file: mapping.file }, { column: from, field, nearest: '' }),
        ),
  }
}

function recognised(): TreePlan {
  const readers = new Map<string, FieldReader<Tree>>()
  const found = new Set<string>()
  const renamed = new Map<string, string>()
  function reader(key: string, inExt: boolean): FieldReader<Tree> {
    const slot = inExt ? `ext.${key}` : key
    const known = readers.get(slot)
    if (known) return known
    const canonical = fieldOfColumn(slot)
    const field = canonical ?? (inExt || key.startsWith('ext.') ? slot : `ext.${key}`)
    const source = inExt ? `/ext/${key.replaceAll('~', '~0').replaceAll('/', '~1')}` : key
    const made = { field, read: inExt ? readerOf(source) : (record: Tree) => record[key] }
    if (readers.size < MOST_KEYS) {
      readers.set(slot, made)
      // A member of `ext` is named on purpose; a merely unknown key does not count as a provided field.
      if (canonical !== undefined || field === slot) found.add(field)
      if (field !== key && !inExt) renamed.set(field, key)
    }
    return made
  }
  return {
    item: record => {
      const used: FieldReader<Tree>[] = []
      for (const key of Object.keys(record)) {
        const value = record[key]
        if (key !== 'ext' || !isObject(value)) used.push(reader(key, false))
        else for (const inner of Object.keys(value)) used.push(reader(inner, true))
      }
      return itemOf(record, used)
    },
    fields: () => [...found],
    columns: () => [...renamed].map(([field, key]) => `${field}=${key}`),
    faults: () => [],
  }
}
