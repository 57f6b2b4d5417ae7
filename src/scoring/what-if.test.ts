import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scoring } from '../model/rule.ts'
import type { CodeOutcome, WaiverState } from '../model/scorecard.ts'
import { scoreOf } from './score.ts'
import { gainOf, mended, whatIf } from './what-if.ts'

const scoring: Scoring = {
  version: '1',
  weights: { mandatory: 3, recommended: 1 },
  failedShare: 0.5,
  leastJudgedShare: 0.5,
  vetoes: [],
}

const outcome = fc.constantFrom('passed', 'failed', 'cantTell', 'untested', 'inapplicable')
const codes = fc
  .array(
    fc.record({ outcome, mandatory: fc.boolean(), share: fc.double({ min: 0, max: 0.5, noNaN: true }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map(rows =>
    rows.map(
      (row, at) =>
        ({
          code: `U1-${at}`,
          level: row.mandatory ? 'mandatory' : 'recommended',
          outcome: row.outcome,
          fixOwner: 'app',
          dimension: 'U1',
          credit: row.outcome === 'passed' ? 1 : row.outcome === 'failed' ? row.share : null,
        }) as CodeOutcome,
    ),
  )

const facts = (list: CodeOutcome[], waivers: WaiverState[] = []) => ({
  codes: list,
  causes: [],
  waivers,
  evidence: { sha256: '', records: [], unreadable: [], sources: [] },
  crashes: [],
})

describe('whatIf', () => {
  it('never lowers a score or a bound, whatever is mended', () => {
    fc.assert(
      fc.property(codes, fc.array(fc.nat(11)), (list, picks) => {
        const failing = list.filter(({ outcome: was }) => was === 'failed').map(({ code }) => code)
        const names = new Set(picks.map(pick => failing[pick % failing.length] ?? ''))
        const before = scoreOf(list, scoring)
        const after = whatIf(facts(list), names, scoring)
        if (before.score !== null) expect(after.score).toBeGreaterThanOrEqual(before.score)
        if (before.range) expect(after.range?.low).toBeGreaterThanOrEqual(before.range.low)
        if (before.range) expect(after.range?.high).toBeGreaterThanOrEqual(before.range.high)
      }),
    )
  })

  it('states gains of failed codes that add up', () => {
    fc.assert(
      fc.property(codes, list => {
        const failing = list.filter(({ outcome: was }) => was === 'failed')
        const before = scoreOf(list, scoring).score
        const after = whatIf(facts(list), new Set(failing.map(({ code }) => code)), scoring).score
        if (before === null || after === null) return
        const sum = failing.reduce((total, code) => total + (gainOf(code, list, scoring) ?? 0), 0)
        expect(Math.abs(after - before - sum)).toBeLessThan(0.11 * (failing.length + 1))
      }),
    )
  })

  it('leaves alone what is met or does not apply, and drops the marks of failure', () => {
    const base = { level: 'mandatory', fixOwner: 'app', dimension: 'U1' } as const
    const list: CodeOutcome[] = [
      { ...base, code: 'a', outcome: 'failed', credit: 0.2, advisory: true, waived: true, gain: 3 },
      { ...base, code: 'b', outcome: 'inapplicable', credit: null },
    ]
    expect(mended(list, new Set(['a', 'b']))).toEqual([
      { ...base, code: 'a', outcome: 'passed', credit: 1 },
      list[1],
    ])
  })

  it('says that a waiver of something mended has become stale', () => {
    const list = [
      {
        code: 'a',
        outcome: 'failed',
        level: 'mandatory',
        fixOwner: 'app',
        dimension: 'U1',
        credit: 0,
        waived: true,
      },
    ] as CodeOutcome[]
    const waiver = {
      code: 'a',
      reason: '',
      approver: '',
      expires: '',
      state: 'active',
      findings: 1,
    } as WaiverState
    const { gate } = whatIf(facts(list, [waiver]), new Set(['a']), scoring)
    expect(gate.because.map(({ id }) => id)).toEqual(['waiverStale'])
  })
})
