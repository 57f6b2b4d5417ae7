import type { ListRow } from '../model/evidence.ts'
import { isObject } from '../text/json-tree.ts'
import { csvRecords } from './catalogue/csv.ts'
import { textOf } from './catalogue/text-value.ts'
import { fault } from './input/codes.ts'
import { readParsed } from './input/structured.ts'
import { openText } from './input/text-stream.ts'

const LARGEST = 20 * 1024 * 1024

type Column = Exclude<keyof ListRow, 'aliases'>

/** Column names recognised for each field of a row, in either language. */
const COLUMNS: Record<Column, readonly string[]> = {
  no: ['no', '序号', '编号'],
  name: ['name', '事项名称', '名称'],
  department: ['department', '主管部门', '部门', '牵头部门'],
  code: ['code', '基本编码', 'catalog_code'],
  group: ['group', '分组', '批次', '类别'],
  confidence: ['confidence', '可信度'],
}

export interface ListText {
  path: string
  sha256: string
  bytes: number
  format: 'csv' | 'json' | 'yaml'
  text: string | undefined
  /** Field of each column, CSV only. */
  columns?: string[]
  rows: ListRow[]
}

/**
 * Reads the rows of a reference list: CSV with a header, or JSON/YAML holding an array of objects (at the root or under
 * one key). A row that cannot be read makes the list unreadable: coverage of half a list would be wrong.
 *
 * @throws InputError of reading, `list-columns`, `row-ragged`, `row-quotes`, `catalogue-empty`
 */
export async function readListRows(folder: string, path: string): Promise<ListText> {
  return /\.(csv|tsv|txt)$/i.test(path) ? fromCsv(folder, path) : fromTree(folder, path)
}

async function fromCsv(folder: string, path: string): Promise<ListText> {
  const stream = await openText(folder, path, LARGEST, LARGEST)
  const rows: ListRow[] = []
  let columns: string[] | undefined
  let width = 0
  for await (const batch of csvRecords(stream)) {
    for (const record of batch) {
      if (record.fault) throw record.fault
      const place = { file: stream.path, line: record.line, column: 1 }
      if (!columns) {
        columns = record.value.map(column => fieldOf(column) ?? '')
        width = columns.length
        if (!columns.includes('name')) throw fault('list-columns', place, { columns: shown(record.value) })
        continue
      }
      if (record.value.length !== width) {
        const data = { line: record.line, expected: width, found: record.value.length }
        throw fault('row-ragged', place, data)
      }
      const row = rowOf(columns.map((field, index) => [field, record.value[index]] as const))
      if (!row) throw fault('row-not-an-object', place, { line: record.line })
      rows.push(row)
    }
  }
  if (rows.length === 0) throw fault('catalogue-empty', { file: stream.path, line: 1, column: 1 }, {})
  const { sha256, bytes, text } = stream.summary()
  return { path: stream.path, sha256, bytes, format: 'csv', text, columns: columns ?? [], rows }
}

async function fromTree(folder: string, path: string): Promise<ListText> {
  const {
    value,
    sha256,
    bytes,
    format,
    text,
    path: file,
  } = await readParsed(folder, path, {
    largest: { yaml: LARGEST, json: LARGEST },
    duplicates: true,
  })
  const place = { file, line: 1, column: 1 }
  const arrays = Array.isArray(value)
    ? [value]
    : isObject(value)
      ? Object.values(value).filter(Array.isArray)
      : []
  if (arrays.length !== 1) {
    throw fault(arrays.length === 0 ? 'catalogue-no-array' : 'catalogue-several-arrays', place, {
      pointer: '',
    })
  }
  const rows = (arrays[0] as unknown[]).map(one => {
    const row = isObject(one)
      ? rowOf(Object.entries(one).map(([key, cell]) => [fieldOf(key) ?? '', cell]))
      : undefined
    if (!row) throw fault('list-columns', place, { columns: isObject(one) ? shown(Object.keys(one)) : '' })
    return row
  })
  if (rows.length === 0) throw fault('catalogue-empty', place, {})
  return { path: file, sha256, bytes, format, text, rows }
}

function fieldOf(column: string): Column | undefined {
  const name = column.trim().toLowerCase()
  return (Object.keys(COLUMNS) as Column[]).find(field => COLUMNS[field].includes(name))
}

/** Undefined without a name. */
function rowOf(cells: readonly (readonly [string, unknown])[]): ListRow | undefined {
  const row: Partial<Record<Column, string>> = {}
  for (const [field, cell] of cells) {
    const text = textOf(cell)
    if (field !== '' && text !== '') row[field as Column] = text
  }
  return row.name === undefined ? undefined : { ...row, name: row.name }
}

const shown = (columns: readonly string[]): string => columns.slice(0, 8).join(' ').slice(0, 200)
