import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import Papa from 'papaparse'
import { WorkbookWriter } from './bench-workbook.ts'

/** Columns of the exemplary catalogue that a 40-field export of an item library would carry. */
const COLUMNS = [
  'row_guid', 'task_name', 'catalog_code', 'task_type', 'by_law', 'power_source', 'use_level', 'task_code',
  'task_handle_item', 'task_state', 'task_version', 'dept_name', 'dept_type', 'dept_code', 'anticipate_day',
  'anticipate_type', 'promise_day', 'promise_type', 'promise_explain', 'accept_condition', 'handle_flow', 'is_fee',
  'fee_basis', 'server_type', 'project_type', 'limit_scene_num', 'special_procedure', 'app_is_single_login',
  'mobile_terminal_url', 'is_single_login', 'transact_addr', 'transact_time', 'link_way', 'supervise_way',
  'is_entry_center', 'result_type', 'is_pay_online', 'is_express', 'is_online', 'online_handle_depth',
] as const // biome-ignore format: a table

export type CatalogueFormat = 'csv' | 'ndjson' | 'json' | 'xlsx'
type Row = Record<string, string>

/** Faults planted one in a hundred, in turn, each the business of one code. */
const PLANTED: readonly { code: string; plant(row: Row, before: Row): void }[] = [
  { code: 'U1-08', plant: row => set(row, 'task_code', code => `${code.slice(0, 18)}9${code.slice(19)}`) },
  {
    code: 'U1-10',
    plant: row =>
      Object.assign(row, {
        anticipate_day: '10',
        anticipate_type: '1',
        promise_day: '31',
        promise_type: '1',
        project_type: '2',
      }),
  },
  { code: 'U1-04', plant: row => set(row, 'transact_time', () => '') },
  {
    code: 'U2-11',
    plant: (row, before) =>
      Object.assign(row, {
        task_code: before.task_code,
        catalog_code: before.catalog_code,
        task_handle_item: before.task_handle_item,
      }),
  },
  { code: 'U1-07', plant: row => set(row, 'catalog_code', code => `${code.slice(0, 11)}O`) },
]

/**
 * Writes a catalogue of `count` items made from the exemplary rows, one in a hundred with one planted fault.
 * Returns how many faults of each code were planted.
 */
export function writeCatalogue(file: string, format: CatalogueFormat, count: number): Record<string, number> {
  const { data } = Papa.parse<Row>(readFileSync('fixtures/apps/exemplary/data/items.csv', 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const clean = data.filter(row => row.task_type === '01')
  const planted: Record<string, number> = {}
  const workbook = format === 'xlsx' ? new WorkbookWriter(file) : undefined
  workbook?.row(COLUMNS)
  const out = workbook ? -1 : openSync(file, 'w')
  let before: Row = {}
  if (format === 'csv') writeSync(out, `${COLUMNS.join(',')}\n`)
  if (format === 'json') writeSync(out, '[\n')
  let chunk: string[] = []
  for (let index = 0; index < count; index++) {
    const row = numbered(clean[index % clean.length] as Row, index)
    const fault = index % 100 === 50 ? PLANTED[Math.floor(index / 100) % PLANTED.length] : undefined
    if (fault) {
      fault.plant(row, before)
      planted[fault.code] = (planted[fault.code] ?? 0) + 1
    } else before = row
    if (workbook) {
      workbook.row(COLUMNS.map(column => row[column] ?? ''))
      continue
    }
    const last = index === count - 1
    chunk.push(
      format === 'csv'
        ? `${Papa.unparse([COLUMNS.map(column => row[column] ?? '')])}\n`
        : `${JSON.stringify(Object.fromEntries(COLUMNS.map(column => [column, row[column] ?? ''])))}${format === 'json' && !last ? ',' : ''}\n`,
    )
    if (chunk.length === 1000 || last) {
      writeSync(out, chunk.join(''))
      chunk = []
    }
  }
  if (workbook) {
    workbook.end()
    return planted
  }
  if (format === 'json') writeSync(out, ']\n')
  closeSync(out)
  return planted
}

/** The same row under a code of its own. */
function numbered(row: Row, index: number): Row {
  const basic = `00${String(index).padStart(10, '0')}`
  const code = `${row.task_code?.slice(0, 19)}${basic}`
  return {
    ...row,
    row_guid: `B${index}`,
    catalog_code: basic,
    task_code: code,
    task_handle_item: `${code}01`,
  }
}

function set(row: Row, field: string, change: (value: string) => string): void {
  row[field] = change(row[field] ?? '')
}
