import { cellName } from '../../text/csv-positions.ts'
import type { DoubtfulCell } from './record.ts'

/** Fields whose codes begin with zeros that a number cannot hold, and their lengths (GB/T 39554.2). */
const ZEROS: Readonly<Record<string, number>> = { catalog_code: 12, task_type: 2 }

/**
 * The first cell of a row that makes it unfit to be judged, given the field of each column.
 * @returns the code of an input error, its column from 0 and the data of its words
 */
export function unfitCell(
  doubtful: readonly DoubtfulCell[],
  columns: readonly string[],
  line: number,
): { code: DoubtfulCell['code']; column: number; data: Record<string, string | number> } | undefined {
  for (const { column, to, code, text } of doubtful) {
    const field = columns[column] ?? ''
    if (to !== undefined) {
      if (!columns.slice(column + 1, to + 1).some(one => one !== '')) continue
    } else if (field === '') continue
    const digits = ZEROS[field]
    if (code === 'cell-zeros' && (digits === undefined || text.length >= digits)) continue
    return {
      code,
      column,
      data: { line, cell: cellName(column, line), field, value: text, digits: digits ?? 0 },
    }
  }
  return undefined
}
