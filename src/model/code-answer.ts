/**
 * What an identifier check says. `legacy` = was valid under an earlier rule; `unknown` = cannot be decided here.
 * `why` is an id (`length`, `alphabet`, `check-digit` …), `at` the 1-based character it concerns.
 */
export type CodeAnswer =
  | { status: 'valid' }
  | { status: 'invalid'; why: string; at?: number; found?: string; expected?: string; hint?: string }
  | { status: 'legacy'; why: string }
  | { status: 'unknown'; why: string }
