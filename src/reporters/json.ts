import type { Reporter } from '../model/reporter.ts'

/** The scorecard itself, two-space JSON and one newline; the contract's `schemas/scorecard.schema.json`. */
export const report: Reporter = scorecard => `${JSON.stringify(scorecard, null, 2)}\n`
