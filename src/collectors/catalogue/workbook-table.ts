import { fieldOfColumn } from '../../derive/item-fields.ts'
import { fault } from '../input/codes.ts'
import { type MergedRange, Merging, mergedRanges } from '../workbook/merged.ts'
import { type OddCell, type SheetRow, sheetRows } from '../workbook/sheet-rows.ts'
import { type Sheet, sheetNamed, type Workbook } from '../workbook/workbook.ts'
import { type DoubtfulCell, LONGEST_RECORD, type RawRecord } from './record.ts'
import { trimmed } from './text-value.ts'

export type WorkbookRecord = RawRecord<readonly string[]>

/** Ours: titles and remarks may stand above the header, in this many rows. */
const ROWS_ABOVE = 20

const CODES = {
  formula: 'cell-formula',
  error: 'cell-error',
  precision: 'cell-precision',
  number: 'cell-zeros',
  control: 'row-control',
} as const

/** Does a header cell name a column that is wanted? */
export type Known = (name: string) => boolean
export const namesField: Known = name => fieldOfColumn(name) !== undefined || /^ext\.[\w-]{1,64}$/.test(name)

export interface Table {
  sheet: Sheet
  /** Header first, then one record a row; shorter rows are filled up with ''. */
  records: AsyncGenerator<WorkbookRecord[], void>
}

/**
 * The table of a workbook: in the sheet named, else in the first visible one whose first rows hold a header.
 *
 * @throws InputError `workbook-sheet-missing`, `workbook-no-sheet`, and those of reading
 */
export async function workbookTable(
  workbook: Workbook,
  wanted: string | undefined,
  known: Known,
): Promise<Table> {
  const { sheets, container } = workbook
  if (wanted !== undefined) {
    const sheet = sheetNamed(workbook, wanted)
    const head = await headOf(workbook, sheet, known)
    return { sheet, records: head ? tableRecords(workbook, sheet, head, known) : nothing() }
  }
  let first: { sheet: Sheet; head: Head } | undefined
  for (const sheet of sheets) {
    if (sheet.hidden) continue
    const head = await headOf(workbook, sheet, known)
    if (!head) continue
    first ??= { sheet, head }
    if (head.known > 1) return { sheet, records: tableRecords(workbook, sheet, head, known) }
  }
  if (first) return { ...first, records: tableRecords(workbook, first.sheet, first.head, known) }
  const shown = sheets.map(({ name }) => name).slice(0, 20)
  throw fault('workbook-no-sheet', { file: container.path }, { sheets: shown.join('、').slice(0, 300) })
}

interface Head {
  row: number
  /** Header cells that are wanted. */
  known: number
}

/** The row among the first that names most columns; undefined for an empty sheet. */
async function headOf(workbook: Workbook, sheet: Sheet, known: Known): Promise<Head | undefined> {
  let best: Head | undefined
  let seen = 0
  for await (const rows of sheetRows(workbook, sheet, LONGEST_RECORD)) {
    for (const { row, cells } of rows) {
      if (++seen > ROWS_ABOVE) return best
      if (cells.length === 0) continue
      const count = cells.filter(cell => cell.length <= 200 && known(trimmed(cell))).length
      if (!best || count > best.known) best = { row, known: count }
    }
  }
  return best
}

async function* nothing(): AsyncGenerator<WorkbookRecord[], void> {}

async function* tableRecords(
  workbook: Workbook,
  sheet: Sheet,
  head: Head,
  known: Known,
): AsyncGenerator<WorkbookRecord[], void> {
  const file = workbook.container.path
  const ranges = await mergedRanges(workbook.container, sheet.part)
  const merging = new Merging(ranges)
  const { top, bottom } = headerBlock(ranges, head.row)
  const above: SheetRow[] = []
  let width = 0
  const header = (): WorkbookRecord[] => {
    const names = headerNames(above)
    width = names.length
    const faults = ranges.flatMap(range => {
      const name = trimmed(names[range.left] ?? '')
      if (range.bottom < head.row || range.top > bottom || range.right === range.left || !known(name))
        return []
      if (names.slice(range.left + 1, range.right + 1).some(one => one !== '')) return []
      const place = { file, sheet: sheet.name, line: range.top, column: range.left + 1 }
      return [
        { line: range.top, fault: fault('catalogue-header-merged', place, { name: name.slice(0, 60) }) },
      ]
    })
    return [{ line: head.row, value: names }, ...faults]
  }
  for await (const rows of sheetRows(workbook, sheet, LONGEST_RECORD)) {
    const batch: WorkbookRecord[] = []
    for (const one of rows) {
      if (one.row < top) {
        merging.row(one.row, one.cells)
        continue
      }
      if (one.row <= bottom) {
        merging.row(one.row, one.cells)
        above.push(one)
        continue
      }
      if (width === 0) batch.push(...header())
      batch.push(record(one, merging.row(one.row, one.cells), width, file, sheet.name))
    }
    if (batch.length > 0) yield batch
  }
  if (width === 0 && above.length > 0) yield header()
}

/** Rows that the header takes: what is merged downwards through its row belongs to it. */
function headerBlock(ranges: readonly MergedRange[], row: number): { top: number; bottom: number } {
  const through = ranges.filter(
    range =>
      range.left === range.right && range.top <= row && range.bottom >= row && range.bottom - range.top < 5,
  )
  return {
    top: Math.min(row, ...through.slice(0, 1000).map(range => range.top)),
    bottom: Math.max(row, ...through.slice(0, 1000).map(range => range.bottom)),
  }
}

/** Of a header of several rows the lowest name counts. */
function headerNames(rows: readonly SheetRow[]): string[] {
  const names: string[] = []
  for (const { cells } of rows) {
    for (const [column, cell] of cells.entries()) {
      while (names.length <= column) names.push('')
      if (trimmed(cell) !== '') names[column] = cell.replaceAll('\n', '')
    }
  }
  return names
}

function record(
  { row, cells, odd, tooLong }: SheetRow,
  across: readonly MergedRange[],
  width: number,
  file: string,
  sheet: string,
): WorkbookRecord {
  if (tooLong) {
    const data = { line: row, limit: LONGEST_RECORD }
    return { line: row, fault: fault('row-too-long', { file, sheet, line: row, column: 1 }, data) }
  }
  while (cells.length < width) cells.push('')
  if (odd.length === 0 && across.length === 0) return { line: row, value: cells }
  const doubtful: DoubtfulCell[] = [
    ...across.map(({ left, right }) => ({ column: left, to: right, code: 'row-merged' as const, text: '' })),
    ...odd.map(({ column, kind, text }: OddCell) => ({ column, code: CODES[kind], text })),
  ]
  return { line: row, value: cells, doubtful }
}
