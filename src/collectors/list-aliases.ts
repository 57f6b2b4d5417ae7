import type { EvidenceSink } from '../model/collector.ts'
import type { ListRow } from '../model/evidence.ts'
import type { Place } from '../model/input-error.ts'
import { isObject } from '../text/json-tree.ts'
import { createLocator } from '../text/positions.ts'
import { csvRecords } from './catalogue/csv.ts'
import { textOf } from './catalogue/text-value.ts'
import { fault } from './input/codes.ts'
import { readParsed } from './input/structured.ts'
import { openText } from './input/text-stream.ts'

const LARGEST = 5 * 1024 * 1024
/** Column names in either language. */
const COLUMNS: Record<'name' | 'alias' | 'code', readonly string[]> = {
  name: ['name', '清单名称', '清单事项名称'],
  alias: ['alias', '本省名称', '本省事项名称', '别名'],
  code: ['code', '基本编码', '编码', 'catalog_code'],
}

interface Pair {
  name: string
  alias: string
  code: string
  place: Place
}

/**
 * Reads an alias file (CSV with a header; JSON or YAML holding an array of objects, or a map of list name to the province's
 * name or names) and gives the rows it names their aliases.
 *
 * @throws InputError of reading, `alias-columns`, `alias-empty` (neither name nor code), `alias-row` (a name not on the list)
 */
export async function withAliases(
  folder: string,
  path: string,
  rows: readonly ListRow[],
  sink: EvidenceSink,
): Promise<ListRow[]> {
  const pairs = /\.(csv|tsv|txt)$/i.test(path)
    ? await fromCsv(folder, path, sink)
    : await fromTree(folder, path, sink)
  const known = new Set(rows.map(({ name }) => name.trim()))
  const byName = new Map<string, { name?: string; code?: string }[]>()
  for (const { name, alias, code, place } of pairs) {
    if (name === '' || (alias === '' && code === ''))
      throw fault('alias-empty', place, { name: name.slice(0, 80) })
    if (!known.has(name)) throw fault('alias-row', place, { name: name.slice(0, 80) })
    const held = byName.get(name) ?? []
    held.push({ ...(alias ? { name: alias } : {}), ...(code ? { code } : {}) })
    byName.set(name, held)
  }
  return rows.map(row => {
    const aliases = byName.get(row.name.trim())
    return aliases ? { ...row, aliases } : row
  })
}

async function fromCsv(folder: string, path: string, sink: EvidenceSink): Promise<Pair[]> {
  const stream = await openText(folder, path, LARGEST, LARGEST)
  const pairs: Pair[] = []
  let at: Record<'name' | 'alias' | 'code', number> | undefined
  let width = 0
  for await (const batch of csvRecords(stream)) {
    for (const record of batch) {
      if (record.fault) throw record.fault
      const place = { file: stream.path, line: record.line, column: 1 }
      if (!at) {
        const head = record.value.map(column => column.trim().toLowerCase())
        const find = (field: keyof typeof COLUMNS) =>
          head.findIndex(column => COLUMNS[field].includes(column))
        at = { name: find('name'), alias: find('alias'), code: find('code') }
        width = head.length
        if (at.name < 0 || (at.alias < 0 && at.code < 0)) {
          throw fault('alias-columns', place, { columns: head.slice(0, 8).join(' ').slice(0, 200) })
        }
        continue
      }
      if (record.value.length !== width) {
        throw fault('row-ragged', place, { line: record.line, expected: width, found: record.value.length })
      }
      const cell = (index: number) => (record.value[index] ?? '').trim()
      pairs.push({ name: cell(at.name), alias: cell(at.alias), code: cell(at.code), place })
    }
  }
  const { sha256, bytes, text } = stream.summary()
  await sink.source({ path: stream.path, sha256, bytes, format: 'csv' }, text)
  return pairs
}

async function fromTree(folder: string, path: string, sink: EvidenceSink): Promise<Pair[]> {
  const read = await readParsed(folder, path, { largest: { yaml: LARGEST, json: LARGEST }, duplicates: true })
  const { value, sha256, bytes, format, text, path: file } = read
  await sink.source({ path: file, sha256, bytes, format }, text)
  const locator = createLocator(text, format)
  const place = (pointer: string) => ({ file, ...locator.locate(pointer) })
  if (Array.isArray(value)) {
    return value.map((one: unknown, index) => {
      if (!isObject(one)) throw fault('alias-columns', place(`/${index}`), { columns: '' })
      const cell = (field: keyof typeof COLUMNS) => {
        const key = Object.keys(one).find(name => COLUMNS[field].includes(name.trim().toLowerCase()))
        return key === undefined ? '' : textOf(one[key]).trim()
      }
      return { name: cell('name'), alias: cell('alias'), code: cell('code'), place: place(`/${index}`) }
    })
  }
  if (!isObject(value)) throw fault('alias-columns', place(''), { columns: '' })
  return Object.entries(value).flatMap(([name, names]) => {
    const at = place(`/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`)
    return (Array.isArray(names) ? names : [names]).map(one => ({
      name: name.trim(),
      alias: textOf(one).trim(),
      code: '',
      place: at,
    }))
  })
}
