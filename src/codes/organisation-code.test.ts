import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOrganisationCode, organisationCheckCharacter } from './organisation-code.ts'

describe('organisation code (GB 11714)', () => {
  // Characters 9 to 17 of published credit codes of government bodies.
  it.each([
    '006122244',
    '002500287',
    '000021135',
    '000013338',
    '000013661',
    '196720244',
    'MB2855918',
    '00612224-4',
  ])('%s is valid', code => {
    expect(checkOrganisationCode(code)).toEqual({ status: 'valid' })
  })

  it('writes 10 as X and 11 as 0', () => {
    // 9 × weight 10 = 90 = 2 mod 11, 11 - 2 = 9; 1 × 3 + 2 × 10 = 23 = 1 mod 11 gives X; nothing gives 0.
    expect(organisationCheckCharacter('00090000')).toBe('9')
    expect(organisationCheckCharacter('10020000')).toBe('X')
    expect(organisationCheckCharacter('00000000')).toBe('0')
    expect(organisationCheckCharacter('0000000')).toBeUndefined()
    expect(organisationCheckCharacter('0000000_')).toBeUndefined()
  })

  it.each([
    ['', { why: 'empty' }],
    ['12345678', { why: 'length', found: '8', expected: '9' }],
    ['0061222440', { why: 'length', found: '10', expected: '9' }],
    ['006122245', { why: 'check-digit', at: 9, found: '5', expected: '4' }],
    ['00612224a', { why: 'alphabet', at: 9, found: 'a', expected: '0-9 X' }],
    ['10020000x', { why: 'lower-case', at: 9, found: 'x', expected: 'X' }],
    ['mB2855918', { why: 'lower-case', at: 1, found: 'm', expected: 'M' }],
  ])('%s', (code, expected) => {
    expect(checkOrganisationCode(code)).toMatchObject({ status: 'invalid', ...expected })
  })

  it('catches a change of one character unless the two values differ by 11, 22 or 33', () => {
    const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const eight = fc.array(fc.constantFrom(...characters), { minLength: 8, maxLength: 8 })
    fc.assert(
      fc.property(eight, fc.nat(7), fc.constantFrom(...characters), (parts, at, other) => {
        const code = parts.join('') + organisationCheckCharacter(parts.join(''))
        const changed = code.slice(0, at) + other + code.slice(at + 1)
        const apart = characters.indexOf(other) - characters.indexOf(parts[at] as string)
        expect(checkOrganisationCode(changed).status).toBe(apart % 11 === 0 ? 'valid' : 'invalid')
      }),
      { numRuns: 2000, seed: 2026 },
    )
  })
})
