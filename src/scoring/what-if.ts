import { LOST_PARTS } from '../model/evidence.ts'
import type { Scoring } from '../model/rule.ts'
import type { CodeOutcome, Gate, Scorecard, Verdict, WaiverState } from '../model/scorecard.ts'
import { gateOf } from './gate.ts'
import { scoreOf } from './score.ts'
import { verdictOf } from './verdict.ts'

/** What a scorecard would say were some of its codes met. */
export interface WhatIf {
  score: number | null
  range: { low: number; high: number } | null
  verdict: Verdict
  /** By the default gate: every owner, mandatory failures. */
  gate: Gate
}

/** The codes with the named ones met. */
export function mended(codes: readonly CodeOutcome[], names: ReadonlySet<string>): CodeOutcome[] {
  return codes.map(code => {
    if (!names.has(code.code) || code.outcome === 'inapplicable' || code.outcome === 'passed') return code
    const { advisory: _advisory, waived: _waived, gain: _gain, ...kept } = code
    return { ...kept, outcome: 'passed', credit: 1 }
  })
}

/** Points the score would rise by were this code met and all else as it is; undefined where there is no score. */
export function gainOf(
  code: CodeOutcome,
  codes: readonly CodeOutcome[],
  scoring: Scoring,
): number | undefined {
  const now = scoreOf(codes, scoring).score
  const then = scoreOf(mended(codes, new Set([code.code])), scoring).score
  return now === null || then === null ? undefined : Math.round((then - now) * 10) / 10
}

/** @param names requirement codes taken as met */
export function whatIf(
  scorecard: Pick<Scorecard, 'codes' | 'causes' | 'waivers' | 'evidence' | 'crashes'>,
  names: ReadonlySet<string>,
  scoring: Scoring,
): WhatIf {
  const codes = mended(scorecard.codes, names)
  const { score, range } = scoreOf(codes, scoring)
  const verdict = verdictOf(codes)
  const fresh = scorecard.causes
    .filter(({ kind, total, waived, known }) => kind === 'failure' && total > waived + known)
    .map(({ code }) => code)
  const gate = gateOf(
    {
      codes,
      fresh: new Set(fresh),
      verdict,
      score,
      waivers: scorecard.waivers.map(waiver => lapsed(waiver, names)),
      unreadable: scorecard.evidence.unreadable.filter(({ reason }) => !LOST_PARTS.has(reason)).length,
      crashes: scorecard.crashes.length,
    },
    { failOn: 'mandatory', owners: [] },
  )
  return { score, range, verdict, gate }
}

/** A waiver of what no longer fails is stale, and the gate says so. */
function lapsed(waiver: WaiverState, names: ReadonlySet<string>): WaiverState {
  return waiver.state === 'active' && names.has(waiver.code) ? { ...waiver, state: 'stale' } : waiver
}
