import { fieldOfColumn } from '../../derive/item-fields.ts'
import type { InputError, Place } from '../../model/input-error.ts'
import { nearest } from '../../text/nearest.ts'
import { fault } from '../input/codes.ts'
import type { FieldReader } from './item.ts'
import type { Mapping } from './mapping.ts'
import { trimmed } from './text-value.ts'

type Row = readonly string[]

export interface TablePlan {
  readers: FieldReader<Row>[]
  /** As `SourceText.columns`. */
  columns: string[]
  /** Canonical fields provided. */
  fields: string[]
  faults: InputError[]
  /** Header cells; rows must have as many. */
  width: number
}

/** What each column of a table gives, from its header, which stands at `place`, and the mapping if there is one. */
export function planTable(header: Row, mapping: Mapping | undefined, place: Place): TablePlan {
  const names = header.map(trimmed)
  while (names.at(-1) === '') names.pop()
  const plan: TablePlan = {
    readers: [],
    columns: names.map(() => ''),
    fields: [],
    faults: [],
    width: names.length,
  }
  if (names.length === 0) plan.faults.push(fault('catalogue-no-header', place, {}))
  else if (mapping) mapped(plan, names, mapping)
  else recognised(plan, names, place)
  return plan
}

function mapped(plan: TablePlan, names: readonly string[], mapping: Mapping): void {
  for (const { field, from, convert } of mapping.fields) {
    const index = from === undefined ? -1 : names.indexOf(from)
    if (from !== undefined && index < 0) {
      const data = { column: from, field, nearest: nearest(from, names) ?? '' }
      plan.faults.push(fault('mapping-column', { file: mapping.file }, data))
      continue
    }
    plan.fields.push(field)
    plan.readers.push({ field, read: row => convert(index < 0 ? undefined : row[index]) })
    if (index >= 0) plan.columns[index] = `${plan.columns[index]} ${field}`.trim()
  }
}

/** Canonical names, Chinese names and aliases; other columns are kept under `ext` by their own name. */
function recognised(plan: TablePlan, names: readonly string[], place: Place): void {
  const taken = new Map<string, string>()
  for (const [index, name] of names.entries()) {
    if (name === '') continue
    const known = fieldOfColumn(name)
    const field = known ?? (name.startsWith('ext.') ? name : `ext.${name}`)
    const before = taken.get(field)
    if (before !== undefined) {
      plan.faults.push(
        fault(
          'catalogue-column-twice',
          { ...place, column: index + 1 },
          { field, first: before, second: name },
        ),
      )
      continue
    }
    taken.set(field, name)
    plan.columns[index] = field
    // A column named `ext.…` on purpose counts as provided; a merely unknown one does not.
    if (known !== undefined || field === name) plan.fields.push(field)
    plan.readers.push({ field, read: row => row[index] })
  }
  if (plan.fields.length === 0) {
    const columns = names.slice(0, 8).join(' ').slice(0, 200)
    plan.faults.push(fault('catalogue-columns-unknown', { ...place, column: 1 }, { columns }))
  }
}
