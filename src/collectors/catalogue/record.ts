import type { InputError } from '../../model/input-error.ts'

/** One record of a catalogue as its source writes it, or why it could not be read. Lines and columns from 1. */
export type RawRecord<R> =
  | { line: number; column?: number; value: R; fault?: undefined }
  | { line: number; column?: number; value?: undefined; fault: InputError }

/** Ours: a record longer than this many characters is no service item. */
export const LONGEST_RECORD = 1_000_000
