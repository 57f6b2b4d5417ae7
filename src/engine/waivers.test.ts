import { describe, expect, it } from 'vitest'
import type { Finding } from '../model/scorecard.ts'
import { Waivers } from './waivers.ts'

const finding = (unit: string, cause = '0123456789abcdef'): Finding => ({
  kind: 'failure',
  messageId: 'm',
  data: {},
  locus: { unit, pointer: '/task_code' },
  fingerprint: 'f'.repeat(64),
  cause,
})
const base = { code: 'U1-08', reason: '整改中', approver: '张某', expires: '2026-12-31' }
const asOf = '2026-11-24T08:00:00.000Z'

describe('Waivers', () => {
  it('accepts by place, by wildcard and by cause, only for its own code', () => {
    const waivers = new Waivers(
      [
        { ...base, place: 'A1' },
        { ...base, place: 'GET /items/*' },
        { ...base, cause: '01234567' },
      ],
      asOf,
    )
    expect(waivers.accept('U1-08', finding('A1', 'x'))).toBe(0)
    expect(waivers.accept('U1-08', finding('GET /items/{id}', 'x'))).toBe(1)
    expect(waivers.accept('U1-08', finding('B2'))).toBe(2)
    expect(waivers.accept('U1-08', finding('B2', 'x'))).toBeUndefined()
    expect(waivers.accept('U1-09', finding('A1'))).toBeUndefined()
  })

  it('refuses a cause too short to name one', () => {
    expect(new Waivers([{ ...base, cause: '01' }], asOf).accept('U1-08', finding('A'))).toBeUndefined()
  })

  it('holds through its last day, and accepts nothing after it or when incomplete', () => {
    const today = new Waivers([{ ...base, expires: '2026-11-24' }], asOf)
    expect(today.accept('U1-08', finding('A'))).toBe(0)
    const over = new Waivers(
      [
        { ...base, expires: '2026-11-23' },
        { ...base, approver: '' },
      ],
      asOf,
    )
    expect(over.accept('U1-08', finding('A'))).toBeUndefined()
    expect(over.states.map(state => state.state)).toEqual(['expired', 'incomplete'])
  })

  it('calls a waiver stale only when its code was judged and nothing matched', () => {
    const waivers = new Waivers(
      [
        { ...base, place: 'A1' },
        { ...base, code: 'X-A11Y-16' },
      ],
      asOf,
    )
    expect(waivers.close(code => code === 'U1-08').map(state => state.state)).toEqual(['stale', 'active'])
  })
})
