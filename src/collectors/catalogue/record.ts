import type { InputError } from '../../model/input-error.ts'

/** One record of a catalogue as its source writes it, or why it could not be read. Lines and columns from 1. */
export type RawRecord<R> =
  | { line: number; column?: number; value: R; fault?: undefined; doubtful?: readonly DoubtfulCell[] }
  | { line: number; column?: number; value?: undefined; fault: InputError }

/** A cell of a workbook whose value cannot be trusted; it matters only where its column is read. */
export interface DoubtfulCell {
  /** From 0; up to `to` where cells are merged across. */
  column: number
  to?: number
  code: 'cell-formula' | 'cell-error' | 'cell-precision' | 'cell-zeros' | 'row-control' | 'row-merged'
  /** As the file holds it. */
  text: string
}

/** Ours: a record longer than this many characters is no service item. */
export const LONGEST_RECORD = 1_000_000
