import type { ReportPictures } from './report-pictures.ts'
import type { Finding, Scorecard } from './scorecard.ts'
import type { Lang, Words } from './words.ts'

/** Flattened words of `rules/words/*.yaml`: `verdict.conformant` → { zh, en }. */
export type WordTable = Record<string, Words>

export interface ReportOptions {
  lang: Lang
  words: WordTable
  /** Terminal columns; 80 where unknown. */
  width: number
  color: boolean
  /** More detail (`--verbose`) or the closing lines only (`--quiet`). */
  detail: 'quiet' | 'normal' | 'verbose'
  /** The full list, where the caller has it; else the first 200 of each assessment. */
  findings?: readonly (Finding & { code: string; rule: string })[]
  /** Where the caller has the bundle; only the HTML report shows any. */
  pictures?: ReportPictures
}

/** Scorecard to text or bytes; pure. */
export type Reporter = (scorecard: Scorecard, options: ReportOptions) => string | Uint8Array
