import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseCsv, records, writeCsv } from './csv-text.ts'
import { CHANNELS, channelExports } from './exemplary-channels.ts'
import { changed, holds, materialsOf } from './fault-change.ts'
import type { ItemsEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

const CATALOGUE = 'data/items.csv'

/** Puts an item fault into rows of the copied catalogue; says where it can be put and where it was. */
export function plantItems(edit: ItemsEdit, folder: string, choice: Choice): Planted[] {
  const file = edit.channel ? channelFile(edit.channel) : CATALOGUE
  const path = join(folder, file)
  const write = (text: string) => {
    writeFileSync(path, text)
    // The channels show what the catalogue says: a fault of the source is no disagreement.
    if (file === CATALOGUE)
      for (const [shown, text] of Object.entries(channelExports(readFileSync(path, 'utf8'))))
        writeFileSync(join(folder, shown), text)
  }
  const rows = parseCsv(readFileSync(path, 'utf8'))
  const [head = []] = rows
  const items = records(rows)
  if (edit.dropColumn) {
    const [column] = choice.places(edit.dropColumn, 1) as [string]
    const kept = head.filter(name => name !== column)
    if (kept.length === head.length) throw new Error(`no column ${column}`)
    write(writeCsv([kept, ...items.map(item => kept.map(name => item[name] ?? ''))]))
    return [{ unit: '', file, pointer: '', slots: { column } }]
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
      unit: `${edit.channel ? `${edit.channel}:` : ''}${item.task_code || (item.row_guid as string)}`,
      file,
      line,
      pointer: `/${field.replace('.', '/')}`,
      slots: { ...was, ...item, field: field.replace('.', '/'), material: String(material) },
    })
  }
  write(writeCsv([head, ...items.map(item => head.map(name => item[name] ?? ''))]))
  return planted
}

/** Channel ids of the exemplary manifest, by the file each shows. */
function channelFile(channel: string): string {
  const file = CHANNELS.find(({ id }) => id === channel)?.file
  if (!file) throw new Error(`no channel ${channel}`)
  return file
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
