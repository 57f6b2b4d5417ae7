import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Requirement, Scoring } from '../model/rule.ts'
import type { Assessment } from '../model/scorecard.ts'
import type { Outcome } from '../model/vocabulary.ts'
import { codeOutcomes, type Scored, scoreOf } from './score.ts'

const scoring: Scoring = {
  version: '1',
  weights: { mandatory: 3, recommended: 1 },
  failedShare: 0.5,
  leastJudgedShare: 0.5,
  vetoes: ['X-A11Y-12'],
}

interface Facts {
  code: string
  examined: number
  failing: number
  doubts: number
  missing: number
  mandatory: boolean
}

/** The contract's order, spelt out here a second time on purpose. */
function outcomeOf({ examined, failing, doubts, missing }: Facts): Outcome {
  if (failing > 0) return 'failed'
  if (doubts > 0) return 'cantTell'
  if (missing > 0) return 'untested'
  return examined === 0 ? 'inapplicable' : 'passed'
}

function scored(facts: Facts, rule: string): Scored {
  const outcome = outcomeOf(facts)
  const open = outcome === 'failed' && (facts.doubts > 0 || facts.missing > 0)
  const assessment = {
    code: facts.code,
    rule,
    level: facts.mandatory ? 'mandatory' : 'recommended',
    basis: 'text',
    confidence: 'seen',
    proof: 'observed',
    dimension: 'U1',
    outcome,
    examined: facts.examined,
    failing: facts.failing,
    ...(open ? { open: true } : {}),
    fixOwner: 'app',
  } as Assessment
  return { assessment, unwaived: facts.failing }
}

const total = (facts: readonly Facts[]) =>
  scoreOf(
    codeOutcomes(
      facts.map((fact, index) => scored(fact, `r${index}`)),
      new Map<string, Requirement>(),
      new Set(),
      scoring,
    ),
    scoring,
  )

const factsArbitrary = fc
  .record({
    code: fc.constantFrom<string>('U1-02', 'U1-04', 'U1-08', 'U2-09', 'U4-06'),
    examined: fc.integer({ min: 1, max: 9 }),
    failing: fc.integer({ min: 0, max: 9 }),
    doubts: fc.integer({ min: 0, max: 2 }),
    missing: fc.integer({ min: 0, max: 1 }),
    mandatory: fc.boolean(),
  })
  .map(facts => ({ ...facts, failing: Math.min(facts.failing, facts.examined) }))

describe('scoreOf', () => {
  it('is 100 when everything judged passed, and null when nothing was judged', () => {
    const pass = { code: 'U1-02', examined: 1, failing: 0, doubts: 0, missing: 0, mandatory: true }
    expect(total([pass])).toMatchObject({ score: 100, range: { low: 100, high: 100 }, passed: 1 })
    expect(total([{ ...pass, missing: 1 }])).toMatchObject({
      score: null,
      range: { low: 0, high: 100 },
      untested: 1,
    })
    expect(total([])).toMatchObject({ score: null, range: null })
  })

  it('is null when less than half of the weight was judged', () => {
    const judged = { code: 'U1-02', examined: 1, failing: 0, doubts: 0, missing: 0, mandatory: false }
    const open = { code: 'U1-04', examined: 1, failing: 0, doubts: 1, missing: 0, mandatory: true }
    expect(total([judged, open])).toMatchObject({ score: null, range: { low: 25, high: 100 } })
  })

  it('keeps a share of a failed code by how much of it failed, never more than failedShare', () => {
    const failed = { code: 'U1-04', examined: 4, failing: 1, doubts: 0, missing: 0, mandatory: true }
    expect(total([failed]).score).toBe(37.5)
    expect(total([{ ...failed, failing: 4 }]).score).toBe(0)
    expect(total([{ ...failed, doubts: 1 }]).score).toBe(0)
  })

  it('never falls when any finding is turned into a pass', () => {
    fc.assert(
      fc.property(
        fc.array(factsArbitrary, { minLength: 1, maxLength: 8 }),
        fc.nat(),
        fc.boolean(),
        (facts, pick, doubt) => {
          const index = pick % facts.length
          const chosen = facts[index] as Facts
          const mended = doubt
            ? { ...chosen, doubts: Math.max(0, chosen.doubts - 1) }
            : { ...chosen, failing: Math.max(0, chosen.failing - 1) }
          const before = total(facts)
          const after = total(facts.with(index, mended))
          if (before.score !== null && after.score !== null)
            expect(after.score).toBeGreaterThanOrEqual(before.score)
          expect(after.range?.low ?? 0).toBeGreaterThanOrEqual(before.range?.low ?? 0)
          expect(after.range?.high ?? 0).toBeGreaterThanOrEqual(before.range?.high ?? 0)
        },
      ),
      { numRuns: 2000, seed: 7 },
    )
  })
})

describe('codeOutcomes', () => {
  it('takes the worst part and reports veto codes by their outcome alone', () => {
    const codes = codeOutcomes(
      [
        scored({ code: 'X-A11Y-12', examined: 1, failing: 0, doubts: 1, missing: 0, mandatory: true }, 'a'),
        scored({ code: 'X-A11Y-12', examined: 1, failing: 0, doubts: 0, missing: 0, mandatory: true }, 'b'),
      ],
      new Map(),
      new Set(),
      scoring,
    )
    expect(codes).toMatchObject([{ code: 'X-A11Y-12', outcome: 'cantTell', credit: null }])
  })

  it('marks an interpretation that fails as advisory, unless somebody answerable adopted it', () => {
    const part = scored(
      { code: 'U2-01', examined: 1, failing: 1, doubts: 0, missing: 0, mandatory: true },
      'a',
    )
    part.assessment.basis = 'interpretation'
    expect(codeOutcomes([part], new Map(), new Set(), scoring)[0]).toMatchObject({ advisory: true })
    expect(codeOutcomes([part], new Map(), new Set(['U2-01']), scoring)[0]).not.toHaveProperty('advisory')
  })

  it('gives declared-only codes no weight', () => {
    const part = scored(
      { code: 'U1-03', examined: 1, failing: 1, doubts: 0, missing: 0, mandatory: false },
      'a',
    )
    part.assessment.proof = 'declared'
    const codes = codeOutcomes([part], new Map(), new Set(), scoring)
    expect(codes[0]).toMatchObject({ declared: true, outcome: 'failed' })
    expect(scoreOf(codes, scoring)).toMatchObject({ score: null, failed: 1 })
  })
})
