import { fault } from '../input/codes.ts'
import { hasControl } from '../input/decoding.ts'
import { numberText } from './number-text.ts'
import { TextRuns, unescaped } from './strings.ts'
import type { Sheet, Workbook } from './workbook.ts'
import { type Attributes, xmlPieces } from './xml.ts'

/** Why the text of a cell may not be what its author wrote. */
export type OddKind = 'formula' | 'error' | 'precision' | 'number' | 'control'
export interface OddCell {
  /** From 0. */
  column: number
  kind: OddKind
  text: string
}

export interface SheetRow {
  /** From 1, as the spreadsheet numbers it. */
  row: number
  /** By column; missing ones are ''. */
  cells: string[]
  odd: OddCell[]
  /** More characters than a record may have; its cells are cut. */
  tooLong: boolean
}

/** The format's own bounds on rows; ours on columns: what stands further right is not read. */
const MOST_ROWS = 1_048_576
export const MOST_COLUMNS = 1000

/**
 * Streams the rows of a sheet that hold anything, hidden ones too: a filter hides rows without taking them out of the data.
 * Formulas count with the value their program saved.
 *
 * @param longest characters of a row
 * @throws InputError `workbook-broken` and those of `xmlPieces`
 */
export async function* sheetRows(
  workbook: Workbook,
  sheet: Sheet,
  longest: number,
): AsyncGenerator<SheetRow[], void> {
  const { container, strings, styles, date1904 } = workbook
  const runs = new TextRuns()
  let rows: SheetRow[] = []
  let row: SheetRow | undefined
  let last = 0
  let size = 0
  let column = -1
  let type = ''
  let style = 0
  let formula = false
  let inValue = false
  let inline = false
  let value = ''

  const wrong = (why: string) =>
    fault(
      'workbook-broken',
      { file: container.path, sheet: sheet.name, line: Math.max(1, last) },
      { part: sheet.part, why },
    )

  function startRow({ r }: Attributes): void {
    const number = r === undefined ? last + 1 : Number(r)
    if (!Number.isInteger(number) || number <= last || number > MOST_ROWS)
      throw wrong(`row ${String(r).slice(0, 20)}`)
    last = number
    column = -1
    size = 0
    row = { row: number, cells: [], odd: [], tooLong: false }
  }

  function startCell({ r, t, s }: Attributes): void {
    column = r === undefined ? column + 1 : columnOf(r)
    if (column < 0) throw wrong(`cell ${String(r).slice(0, 20)}`)
    type = t ?? 'n'
    style = s === undefined ? -1 : Number(s)
    formula = false
    inline = false
    value = ''
  }

  function endCell(): void {
    if (!row || column >= MOST_COLUMNS) return
    const odd = (kind: OddKind, text: string) => row?.odd.push({ column, kind, text: text.slice(0, 60) })
    let text = ''
    if (type === 's') {
      const found = value === '' ? '' : strings.at(Number(value))
      if (found === undefined) throw wrong(`shared string ${value.slice(0, 20)}`)
      text = found
    } else if (type === 'inlineStr' || inline) text = runs.take()
    else if (type === 'str' || type === 'd') text = unescaped(value)
    else if (type === 'b') text = value === '1' ? 'true' : value === '0' ? 'false' : value
    else if (type === 'e') odd('error', value || '#')
    else if (value !== '') {
      const number = numberText(value, styles[style], date1904)
      if (!number) throw wrong(`number ${value.slice(0, 20)}`)
      text = number.text
      if (number.lost) odd('precision', value)
      else if (/^\d+$/.test(text)) odd('number', text)
    }
    if (formula && value === '' && text === '' && type !== 'str') odd('formula', '')
    if (text === '') return
    if (hasControl(text)) odd('control', '')
    size += text.length
    if (size > longest) {
      row.tooLong = true
      return
    }
    while (row.cells.length < column) row.cells.push('')
    row.cells[column] = text
  }

  const reader = {
    open(name: string, attributes: Attributes) {
      if (name === 'c') startCell(attributes)
      else if (name === 'v') inValue = true
      else if (name === 'row') startRow(attributes)
      else if (name === 'f') formula = true
      else if (name === 'is') inline = true
      else if (inline) runs.open(name)
    },
    text(text: string) {
      if (inValue) value += text
      else if (inline) runs.text(text)
    },
    close(name: string) {
      if (name === 'v') inValue = false
      else if (name === 'c') endCell()
      else if (name === 'row') {
        if (row && (row.cells.length > 0 || row.odd.length > 0 || row.tooLong)) rows.push(row)
        row = undefined
      } else if (inline) runs.close(name)
    },
  }
  for await (const _piece of xmlPieces(container, sheet.part, reader)) {
    if (rows.length === 0) continue
    const done = rows
    rows = []
    yield done
  }
}

/** `AB12` → 27; -1 for what is no cell name. */
export function columnOf(cell: string): number {
  let column = 0
  let at = 0
  for (; at < cell.length && at < 4; at++) {
    const code = cell.charCodeAt(at) & ~32
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return at === 0 || at > 3 ? -1 : column - 1
}
