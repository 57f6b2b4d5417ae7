import { describe, expect, it } from 'vitest'
import {
  caseKind,
  checkLevels,
  checkTaskType,
  checkTier,
  LEVELS,
  ON_APPLICATION,
  TASK_TYPES,
} from './enumerations.ts'

describe('task type', () => {
  it('knows the eleven of the table', () => {
    expect(TASK_TYPES.size).toBe(11)
    for (const [code, name] of TASK_TYPES) expect(checkTaskType(code)).toEqual({ status: 'valid', name })
    for (const code of ON_APPLICATION) expect(TASK_TYPES.has(code)).toBe(true)
  })

  it('other two digits may be local', () => {
    expect(checkTaskType('21')).toEqual({ status: 'unknown', why: 'local-extension' })
    expect(checkTaskType('99')).toEqual({ status: 'unknown', why: 'local-extension' })
  })

  it.each([
    ['', { why: 'empty' }],
    ['1', { why: 'leading-zero', hint: '01' }],
    ['行政许可', { why: 'name', hint: '01' }],
    ['001', { why: 'length', found: '3' }],
    ['O1', { why: 'alphabet', at: 1, expected: '0' }],
    ['０1', { why: 'full-width', at: 1, expected: '0' }],
    ['__proto__', { why: 'alphabet' }],
  ])('%s', (text, expected) => {
    expect(checkTaskType(text)).toMatchObject({ status: 'invalid', ...expected })
  })
})

describe('levels, tiers, kinds', () => {
  it('levels are one digit or several', () => {
    expect(checkLevels('3')).toEqual({ status: 'valid', tiers: ['city'] })
    expect(checkLevels('2,3、4^5')).toEqual({
      status: 'valid',
      tiers: ['province', 'city', 'county', 'township'],
    })
    expect(checkLevels('')).toEqual({ status: 'invalid', why: 'empty' })
    expect(checkLevels('2,7')).toEqual({
      status: 'invalid',
      why: 'level',
      at: 2,
      found: '7',
      expected: '1-6',
    })
    expect([...LEVELS.keys()].join('')).toBe('123456')
  })

  it('tiers are those of the manifest', () => {
    expect(checkTier('county')).toEqual({ status: 'valid' })
    expect(checkTier('')).toEqual({ status: 'invalid', why: 'empty' })
    expect(checkTier('County')).toMatchObject({ status: 'invalid', why: 'tier', found: 'County' })
  })

  it('case kinds are known by name; digits are not translated', () => {
    expect([caseKind('即办件'), caseKind('承诺件'), caseKind('1'), caseKind('')]).toEqual([
      'instant',
      'promise',
      undefined,
      undefined,
    ])
  })
})
