import type { ListRow } from '../model/evidence.ts'
import type { InputError } from '../model/input-error.ts'
import { isObject } from '../text/json-tree.ts'
import { csvRecords } from './catalogue/csv.ts'
import type { RawRecord } from './catalogue/record.ts'
import { textOf, trimmed } from './catalogue/text-value.ts'
import { unfitCell } from './catalogue/unfit-cell.ts'
import { fault } from './input/codes.ts'
import { readParsed } from './input/structured.ts'
import { openText } from './input/text-stream.ts'

const MB = 1024 * 1024
/** Ours. */
const LARGEST = 20 * MB

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
  format: 'csv' | 'json' | 'yaml' | 'xlsx'
  /** Sheet of a workbook. */
  sheet?: string
  /** Undefined for a workbook. */
  text: string | undefined
  /** Field of each column, CSV and XLSX only. */
  columns?: string[]
  rows: ListRow[]
}

/**
 * Reads the rows of a reference list: CSV or an XLSX sheet with a header, or JSON/YAML holding an array of objects (at the
 * root or under one key). A row that cannot be read makes the list unreadable: coverage of half a list would be wrong.
 *
 * @param sheet of a workbook; without it the first visible one with a header
 * @throws InputError of reading, `list-columns`, `row-ragged`, `row-quotes`, `catalogue-empty`, those of cells
 */
export async function readListRows(folder: string, path: string, sheet?: string): Promise<ListText> {
  if (/\.xls[xm]$/i.test(path)) return fromWorkbook(folder, path, sheet)
  if (/\.(xls|xlsb|et|ods)$/i.test(path)) throw fault('catalogue-workbook', { file: path }, { path })
  return /\.(csv|tsv|txt)$/i.test(path) ? fromCsv(folder, path) : fromTree(folder, path)
}

async function fromCsv(folder: string, path: string): Promise<ListText> {
  const stream = await openText(folder, path, LARGEST, LARGEST)
  const { columns, rows } = await fromRecords(csvRecords(stream), { file: stream.path })
  const { sha256, bytes, text } = stream.summary()
  return { path: stream.path, sha256, bytes, format: 'csv', text, columns, rows }
}

async function fromWorkbook(folder: string, path: string, wanted: string | undefined): Promise<ListText> {
  // Only a list in a workbook pays for loading its reader.
  const { openWorkbook } = await import('./workbook/workbook.ts')
  const { workbookTable } = await import('./catalogue/workbook-table.ts')
  const workbook = await openWorkbook(folder, path)
  const { path: file, sha256, bytes } = workbook.container
  try {
    if (bytes > LARGEST) throw tooLarge(file, bytes)
    const { sheet, records } = await workbookTable(workbook, wanted, name => fieldOf(name) !== undefined)
    const { columns, rows } = await fromRecords(records, { file, sheet: sheet.name })
    // The bytes are not text: they are pinned, not kept.
    return { path: file, sha256, bytes, format: 'xlsx', sheet: sheet.name, text: undefined, columns, rows }
  } finally {
    workbook.container.close()
  }
}

async function fromRecords(
  batches: AsyncIterable<RawRecord<readonly string[]>[]>,
  at: { file: string; sheet?: string },
): Promise<{ columns: string[]; rows: ListRow[] }> {
  const rows: ListRow[] = []
  let columns: string[] | undefined
  let size = 0
  for await (const batch of batches) {
    for (const record of batch) {
      if (record.fault) throw record.fault
      const { line, value, doubtful } = record
      const place = { ...at, line, column: 1 }
      if (!columns) {
        columns = value.map(column => fieldOf(column) ?? '')
        if (!columns.includes('name')) throw fault('list-columns', place, { columns: shown(value) })
        continue
      }
      // A sheet goes on below its list: rows that were formatted and hold nothing.
      if (at.sheet !== undefined && value.every(cell => trimmed(cell) === '')) continue
      const width = columns.length
      if (value.length < width || value.slice(width).some(cell => trimmed(cell) !== ''))
        throw fault('row-ragged', place, { line, expected: width, found: value.length })
      const unfit = doubtful && unfitCell(doubtful, columns.map(catalogueField), line)
      if (unfit) throw fault(unfit.code, { ...place, column: unfit.column + 1 }, unfit.data)
      const row = rowOf(columns.map((field, index) => [field, value[index]] as const))
      if (!row) throw fault('row-not-an-object', place, { line })
      for (const cell of value) size += cell.length
      if (size > LARGEST) throw tooLarge(at.file, size)
      rows.push(row)
    }
  }
  if (rows.length === 0) throw fault('catalogue-empty', { ...at, line: 1, column: 1 }, {})
  return { columns: columns ?? [], rows }
}

/** What `unfitCell` knows the code of a row as. */
const catalogueField = (column: string): string => (column === 'code' ? 'catalog_code' : column)

function tooLarge(file: string, size: number): InputError {
  return fault('too-large', { file }, { size: Math.ceil(size / MB), limit: LARGEST / MB })
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
