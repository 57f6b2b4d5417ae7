import type { CodeOutcome, Scorecard } from '../model/scorecard.ts'
import type { Outcome } from '../model/vocabulary.ts'
import type { FindingLine } from './baseline.ts'
import { compare } from './causes.ts'

/** What changed between two scorecards of one app. */
export interface ScorecardDiff {
  before: { run: string; ruleset: string; score: number | null; verdict: string }
  after: { run: string; ruleset: string; score: number | null; verdict: string }
  /** Two apps, or two rulesets, are compared with a warning. */
  warnings: ('target' | 'ruleset')[]
  fixed: FindingLine[]
  new: FindingLine[]
  /** Failures waived now that were not waived before. */
  waived: FindingLine[]
  /** Findings of codes that were judged before and are not judged now. */
  noLongerChecked: FindingLine[]
  /** Codes whose outcome changed. */
  changed: { code: string; before: Outcome | null; after: Outcome | null }[]
}

/** Compares failures by fingerprint, as multisets. */
export function diffScorecards(
  before: Scorecard,
  beforeFindings: readonly FindingLine[],
  after: Scorecard,
  afterFindings: readonly FindingLine[],
): ScorecardDiff {
  const left = countFailures(beforeFindings)
  const fresh: FindingLine[] = []
  const waived: FindingLine[] = []
  for (const line of afterFindings) {
    if (line.kind !== 'failure') continue
    const known = left.get(line.fingerprint)?.pop()
    if (!known) fresh.push(line)
    else if (line.waived !== undefined && known.waived === undefined) waived.push(line)
  }
  const gone = [...left.values()].flat()
  const afterCodes = new Map(after.codes.map(code => [code.code, code]))
  const judgedNow = (code: string) => isJudged(afterCodes.get(code))
  return {
    before: summary(before),
    after: summary(after),
    warnings: [
      ...(before.target.id === after.target.id ? [] : (['target'] as const)),
      ...(before.ruleset.sha256 === after.ruleset.sha256 ? [] : (['ruleset'] as const)),
    ],
    fixed: gone.filter(line => judgedNow(line.code)),
    new: fresh,
    waived,
    noLongerChecked: gone.filter(line => !judgedNow(line.code)),
    changed: changedCodes(before.codes, after.codes),
  }
}

function countFailures(lines: readonly FindingLine[]): Map<string, FindingLine[]> {
  return Map.groupBy(
    lines.filter(line => line.kind === 'failure'),
    line => line.fingerprint,
  )
}

function changedCodes(
  before: readonly CodeOutcome[],
  after: readonly CodeOutcome[],
): ScorecardDiff['changed'] {
  const was = new Map(before.map(code => [code.code, code.outcome]))
  const is = new Map(after.map(code => [code.code, code.outcome]))
  return [...new Set([...was.keys(), ...is.keys()])]
    .sort(compare)
    .map(code => ({ code, before: was.get(code) ?? null, after: is.get(code) ?? null }))
    .filter(change => change.before !== change.after)
}

function isJudged(code: CodeOutcome | undefined): boolean {
  return code !== undefined && code.outcome !== 'untested' && code.outcome !== 'inapplicable'
}

function summary(scorecard: Scorecard): ScorecardDiff['before'] {
  const { run, ruleset, score, verdict } = scorecard
  return { run: run.id, ruleset: `${ruleset.id} ${ruleset.version}`, score, verdict }
}
