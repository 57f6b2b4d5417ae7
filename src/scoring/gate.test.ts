import { describe, expect, it } from 'vitest'
import type { CodeOutcome, WaiverState } from '../model/scorecard.ts'
import { type GateInput, type GateOptions, gateOf } from './gate.ts'
import { verdictOf } from './verdict.ts'

const code = (over: Partial<CodeOutcome>): CodeOutcome => ({
  code: 'U1-08',
  level: 'mandatory',
  outcome: 'passed',
  fixOwner: 'catalogue',
  dimension: 'U1',
  credit: 1,
  ...over,
})
const failed = code({ outcome: 'failed', credit: 0 })
const input = (codes: CodeOutcome[], over: Partial<GateInput> = {}): GateInput => ({
  codes,
  fresh: new Set(codes.filter(one => one.outcome === 'failed').map(one => one.code)),
  verdict: verdictOf(codes),
  score: 90,
  waivers: [],
  unreadable: 0,
  crashes: 0,
  ...over,
})
const plain: GateOptions = { failOn: 'mandatory', owners: [] }
const exit = (given: GateInput, options = plain) => gateOf(given, options).exit

describe('gateOf', () => {
  it('follows the precedence 70 > 2 > 1 > 3 > 0', () => {
    const open = code({ code: 'U1-04', outcome: 'cantTell' })
    expect(exit(input([failed, open], { crashes: 1, unreadable: 1 }))).toBe(70)
    expect(exit(input([failed, open], { unreadable: 1 }))).toBe(2)
    expect(exit(input([failed, open]))).toBe(1)
    expect(exit(input([code({}), open]))).toBe(3)
    expect(exit(input([code({})]))).toBe(0)
  })

  it('fails on what is new only, and on recommended duties only when asked', () => {
    expect(exit(input([failed], { fresh: new Set() }))).toBe(0)
    const advice = code({ code: 'U1-05', level: 'recommended', outcome: 'failed' })
    expect(exit(input([code({}), advice]))).toBe(0)
    expect(gateOf(input([code({}), advice]), { ...plain, failOn: 'any' }).because).toEqual([
      { id: 'shouldFix', data: { count: 1 } },
    ])
  })

  it('tells must-fix interpretations from confirmed text', () => {
    const advisory = code({ code: 'U2-01', outcome: 'failed', advisory: true })
    expect(gateOf(input([failed, advisory]), plain).because.map(reason => reason.id)).toEqual([
      'nonConformant',
      'mustFix',
    ])
  })

  it('lets any verdict through with fail-on none, but never a crash or an unreadable input', () => {
    const none: GateOptions = { ...plain, failOn: 'none', minScore: 100 }
    expect(exit(input([failed]), none)).toBe(0)
    expect(exit(input([failed], { unreadable: 1 }), none)).toBe(2)
    expect(exit(input([failed], { crashes: 1 }), none)).toBe(70)
  })

  it('gates on the named owners only', () => {
    const mine: GateOptions = { ...plain, owners: ['app'] }
    expect(exit(input([failed]), mine)).toBe(0)
    expect(gateOf(input([failed]), mine).owners).toEqual(['app'])
    expect(gateOf(input([failed]), plain).owners).toBeUndefined()
    expect(exit(input([failed, code({ code: 'U1-22', fixOwner: 'app', outcome: 'failed' })]), mine)).toBe(1)
  })

  it('minds the least score, and treats no score as unmet', () => {
    expect(exit(input([code({})]), { ...plain, minScore: 90 })).toBe(0)
    expect(exit(input([code({})]), { ...plain, minScore: 91 })).toBe(1)
    expect(gateOf(input([code({})], { score: null }), { ...plain, minScore: 1 }).because[0]?.id).toBe(
      'noScore',
    )
  })

  it('fails on stale and expired waivers', () => {
    const waiver = { state: 'stale' } as WaiverState
    expect(exit(input([code({})], { waivers: [waiver] }))).toBe(1)
    expect(exit(input([code({})], { waivers: [{ ...waiver, state: 'active' }] }))).toBe(0)
  })
})

describe('verdictOf', () => {
  it('is nonConformant only by an unwaived mandatory failure on confirmed text', () => {
    expect(verdictOf([failed, code({ code: 'U1-04', outcome: 'cantTell' })])).toBe('nonConformant')
    expect(verdictOf([{ ...failed, advisory: true }])).toBe('conformant')
    expect(verdictOf([{ ...failed, waived: true }])).toBe('conformant')
    expect(verdictOf([{ ...failed, level: 'recommended' }])).toBe('conformant')
  })

  it('is undetermined while a mandatory code is open, and when nothing was judged', () => {
    expect(verdictOf([code({}), code({ code: 'U1-04', outcome: 'untested' })])).toBe('undetermined')
    expect(verdictOf([code({ outcome: 'inapplicable' })])).toBe('undetermined')
    expect(verdictOf([code({}), code({ level: 'recommended', outcome: 'cantTell' })])).toBe('conformant')
  })
})
