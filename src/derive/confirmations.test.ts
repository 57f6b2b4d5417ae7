import { describe, expect, it } from 'vitest'
import type { Statement } from '../model/attestation.ts'
import { Confirmations } from './confirmations.ts'

const AS_OF = '2026-11-24T00:00:00.000Z'
const finding = { fingerprint: 'ab'.repeat(32), cause: '0123456789abcdef' }
const entry: Statement = {
  code: 'X-A11Y-12',
  finding: finding.fingerprint,
  verdict: 'failed',
  who: { name: '林某' },
  date: '2026-11-20',
  reviewedBy: { name: '周某', date: '2026-11-21' },
}
const holds = (...statements: Statement[]) => new Confirmations(statements, AS_OF).holds('X-A11Y-12', finding)

describe('a finding is confirmed', () => {
  it.each<[string, Statement[]]>([
    ['by one who looked and one who reviewed', [entry]],
    [
      'by two entries of different people',
      [
        { ...entry, reviewedBy: {} },
        { ...entry, who: { name: '周某' }, reviewedBy: {} },
      ],
    ],
    ['under the beginning of its fingerprint', [{ ...entry, finding: finding.fingerprint.slice(0, 16) }]],
    ['under its cause', [{ ...entry, finding: finding.cause }]],
    ['with every finding of the code', [{ ...entry, finding: '*' }]],
  ])('%s', (_, statements) => expect(holds(...statements)).toBe(true))
})

describe('a finding is not confirmed', () => {
  it.each<[string, Statement[]]>([
    ['by nobody', []],
    ['by one person', [{ ...entry, reviewedBy: {} }]],
    ['by the same person twice', [{ ...entry, reviewedBy: { name: ' 林 某', date: '2026-11-21' } }]],
    [
      'by the same person in two entries',
      [
        { ...entry, reviewedBy: {} },
        { ...entry, reviewedBy: {} },
      ],
    ],
    ['without a day', [{ ...entry, reviewedBy: { name: '周某' } }]],
    ['on a day to come', [{ ...entry, reviewedBy: { name: '周某', date: '2026-11-25' } }]],
    ['for another code', [{ ...entry, code: 'X-A11Y-13' }]],
    ['for another finding', [{ ...entry, finding: 'cd'.repeat(32) }]],
    ['under too short a beginning', [{ ...entry, finding: 'abab' }]],
    ['by an open verdict', [{ ...entry, verdict: 'cantTell' }]],
    ['against one who found otherwise', [entry, { ...entry, verdict: 'passed' }]],
    ['by a statement on the duty', [{ ...entry, finding: '' }]],
  ])('%s', (_, statements) => expect(holds(...statements)).toBe(false))
})
