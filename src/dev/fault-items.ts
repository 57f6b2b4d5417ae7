import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCsv, records, writeCsv } from './csv-text.ts'
import { changed, holds, materialsOf } from './fault-change.ts'
import type { ItemsEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

const FILE = 'data/items.csv'

/** Puts an item fault into rows of the copied catalogue; says where it can be put and where it was. */
export function plantItems(edit: ItemsEdit, folder: string, choice: Choice): Planted[] {
  const path = join(folder, FILE)
  const rows = parseCsv(readFileSync(path, 'utf8'))
  const [head = []] = rows
  const items = records(rows)
  if (edit.dropColumn) {
    const [column] = choice.places(edit.dropColumn, 1) as [string]
    const kept = head.filter(name => name !== column)
    if (kept.length === head.length) throw new Error(`no column ${column}`)
    writeFileSync(path, writeCsv([kept, ...items.map(item => kept.map(name => item[name] ?? ''))]))
    return [{ unit: '', file: FILE, pointer: '', slots: { column } }]
  }
  const eligible = items.flatMap((item, index) => (fits(edit, item) ? [index] : []))
  const count = edit.count ?? 1
  if (eligible.length < count) throw new Error(`only ${eligible.length} rows can take this fault`)

  const planted: Planted[] = []
  for (const index of choice.places(eligible, count)) {
    let item = items[index] as Record<string, string>
    const was = Object.fromEntries(Object.entries(item).map(([name, value]) => [`was.${name}`, value]))
    let line = index + 2
    if (edit.copy) {
      item = { ...item }
      const after = choice.random.between(index + 1, items.length)
      items.splice(after, 0, item)
      line = after + 2
    }
    let field = ''
    let material = 0
    if (edit.empty) {
      field = choice.random.pick(edit.empty.filter(name => item[name] !== ''))
      item[field] = ''
    }
    for (const [name, change] of Object.entries(edit.set ?? {})) {
      field ||= name
      if (!head.includes(name)) throw new Error(`no column ${name}`)
      const before = item[name]
      item[name] = String(changed(change, before, item, choice.random))
      if (typeof change === 'object' && change !== null && 'material' in change) {
        material = firstDifference(before as string, item[name])
      }
    }
    planted.push({
      unit: item.task_code || (item.row_guid as string),
      file: FILE,
      line,
      pointer: `/${field.replace('.', '/')}`,
      slots: { ...was, ...item, field: field.replace('.', '/'), material: String(material) },
    })
  }
  writeFileSync(path, writeCsv([head, ...items.map(item => head.map(name => item[name] ?? ''))]))
  return planted
}

function fits(edit: ItemsEdit, item: Record<string, string>): boolean {
  return Object.entries(edit.where ?? {}).every(([field, condition]) => {
    if (item[field] === undefined) throw new Error(`no column ${field}`)
    return holds(condition, item[field])
  })
}

/** Index of the material that was spoiled. */
function firstDifference(before: string, after: string): number {
  const old = materialsOf(before)
  return materialsOf(after).findIndex((material, index) => material.join() !== old[index]?.join())
}
