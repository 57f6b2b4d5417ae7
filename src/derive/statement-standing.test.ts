import { describe, expect, it } from 'vitest'
import type { AttestationForm, Statement } from '../model/attestation.ts'
import { dateOf, dayNumber } from './calendar.ts'
import { flawsOf, monthsAfter, speakerOf } from './statement-standing.ts'

const words = { zh: '示例', en: 'sample' }
const FORM: AttestationForm = {
  procedure: [words, words],
  evidence: [
    { id: 'report', title: words },
    { id: 'extra', title: words, optional: true },
  ],
  facts: [
    { id: 'day', title: words, type: 'date' },
    { id: 'level', title: words, type: 'integer', min: 1, max: 5 },
    { id: 'how', title: words, type: 'choice', choices: ['a', 'b'] },
    { id: 'yes', title: words, type: 'flag' },
    { id: 'names', title: words, type: 'list' },
    { id: 'rate', title: words, type: 'number', min: 0 },
    { id: 'note', title: words, type: 'text' },
  ],
  validMonths: 12,
}
const GOOD: Statement = {
  code: 'X-SEC-01',
  verdict: 'passed',
  who: { name: '林某（虚构）', unit: '示例局（虚构）' },
  date: '2026-02-28',
  steps: [2, 1],
  evidence: [{ is: 'report', file: 'a.pdf', sha256: 'f'.repeat(64), state: 'same' }],
  facts: { day: '2026-01-01', level: 3, how: 'b', yes: false, names: ['SM2'], rate: 0, note: 'x' },
  signedBy: { name: '周某（虚构）', date: '2026-02-28' },
}
const flaws = (change: Partial<Statement>, asOf = '2026-11-24T00:00:00.000Z') =>
  flawsOf({ ...GOOD, ...change }, FORM, asOf).map(({ id, pointer }) => `${id} ${pointer}`)
const fact = (facts: NonNullable<Statement['facts']>) => flaws({ facts: { ...GOOD.facts, ...facts } })

describe('a statement stands', () => {
  it('when it is signed, in force and complete', () => {
    expect(flaws({})).toEqual([])
  })

  it('on its last day and not on the day after', () => {
    expect(flaws({}, '2027-02-28T23:59:59.000Z')).toEqual([])
    expect(flaws({}, '2027-03-01T00:00:00.000Z')).toEqual(['statementExpired /date'])
  })

  it('no longer than it says itself, and never longer than the rule lets it', () => {
    expect(flaws({ validUntil: '2026-11-23' })).toEqual(['statementExpired /validUntil'])
    expect(flaws({ validUntil: '2026-11-24' })).toEqual([])
    expect(flaws({ validUntil: '2099-01-01' }, '2027-03-01T00:00:00.000Z')).toEqual([
      'statementExpired /date',
    ])
  })

  it('without steps, evidence or facts where it does not say met', () => {
    for (const verdict of ['failed', 'cantTell']) {
      expect(flaws({ verdict, steps: [], evidence: [], facts: {} })).toEqual([])
    }
    expect(flaws({ verdict: 'inapplicable', reason: ' ' })).toEqual(['statementLacks /reason'])
  })
})

describe('a statement proves nothing', () => {
  it('when nothing in it is stated', () => {
    expect(flawsOf({}, FORM, '2026-11-24T00:00:00.000Z').map(({ pointer }) => pointer)).toEqual([
      '/verdict',
      '/who/name',
      '/who/unit',
      '/signedBy/name',
      '/signedBy/date',
      '/date',
    ])
  })

  it.each([
    [{ verdict: '符合' }, ['statementUnclear /verdict']],
    [{ date: '2026-02-30' }, ['statementUnclear /date']],
    [{ date: '2026-11-25' }, ['statementFuture /date']],
    [{ validUntil: '长期' }, ['statementUnclear /validUntil']],
    [{ steps: [1] }, ['statementSteps /steps']],
    [{ evidence: [] }, ['statementEvidenceAsked /evidence']],
    [{ reviewedBy: { name: ' 林某（虚构）' } }, ['statementSamePerson /reviewedBy/name']],
  ])('%j', (change, expected) => {
    expect(flaws(change)).toEqual(expected)
  })

  it.each([
    [{ file: 'a.pdf', sha256: 'f', state: 'unread' }, 'statementEvidenceUnread /evidence/0/file'],
    [{ file: 'a.pdf', sha256: 'f', state: 'changed' }, 'statementEvidenceChanged /evidence/0/sha256'],
    [{ file: 'a.pdf', state: 'changed' }, 'statementLacks /evidence/0/sha256'],
    [{ sha256: 'f', state: 'unread' }, 'statementLacks /evidence/0/file'],
  ] as const)('with evidence %j', (file, expected) => {
    expect(flaws({ evidence: [{ is: 'report', ...file }] })).toEqual([expected])
  })

  it.each([
    ['day', '2026-02-30', 'statementUnclear'],
    ['day', '2027-01-01', 'statementFuture'],
    ['day', true, 'statementUnclear'],
    ['level', 6, 'statementUnclear'],
    ['level', 2.5, 'statementUnclear'],
    ['level', '3', 'statementUnclear'],
    ['how', 'c', 'statementUnclear'],
    ['yes', 'false', 'statementUnclear'],
    ['names', [], 'statementUnclear'],
    ['names', [' '], 'statementUnclear'],
    ['rate', Number.NaN, 'statementUnclear'],
    ['note', '  ', 'statementLacks'],
    ['note', 7, 'statementUnclear'],
  ])('with the fact %s being %j', (id, value, expected) => {
    expect(fact({ [id]: value } as NonNullable<Statement['facts']>)).toEqual([`${expected} /facts/${id}`])
  })

  it('takes no fact from the prototype', () => {
    expect(flaws({ facts: Object.create(GOOD.facts ?? {}) as NonNullable<Statement['facts']> })).toHaveLength(
      7,
    )
  })
})

it('counts months to the same day, or to the last of a shorter month', () => {
  const after = (day: string, months: number) => dateOf(monthsAfter(dayNumber(day) as number, months))
  expect(after('2026-01-31', 1)).toBe('2026-02-28')
  expect(after('2024-02-29', 12)).toBe('2025-02-28')
  expect(after('2025-11-24', 12)).toBe('2026-11-24')
  expect(after('2026-12-15', 1)).toBe('2027-01-15')
})

it('names who speaks, and a dash where nobody is named', () => {
  expect(speakerOf(GOOD)).toBe('示例局（虚构） 林某（虚构）')
  expect(speakerOf({ who: { name: ' ' } })).toBe('-')
})
