import type { WordTable } from '../model/reporter.ts'
import type { Holder, Part } from '../model/vocabulary.ts'
import type { Baseline } from './baseline.ts'

/** How a bundle is judged, beyond the ruleset. */
export interface JudgeBundleOptions {
  tool: { name: string; version: string }
  scope: readonly Part[]
  /** Codes kept; both empty = all. Globs are resolved by the caller. */
  only?: { patterns: string[]; codes: ReadonlySet<string> }
  skip?: { patterns: string[]; codes: ReadonlySet<string> }
  gate: { failOn: 'mandatory' | 'any' | 'none'; owners: readonly Holder[]; minScore?: number }
  baseline?: Baseline
  deadlineMs?: number
  words: WordTable
  /** Where `findings.ndjson` goes. */
  output: string
}
