import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citizenIdCheckCharacter } from '../text/check-characters.ts'
import { checkCitizenId } from './citizen-id.ts'

/** The standard's own specimen. */
const SPECIMEN = '11010519491231002X'

describe('citizen number (GB 11643-1999)', () => {
  it("the standard's specimen is valid", () => {
    expect(checkCitizenId(SPECIMEN)).toEqual({ status: 'valid' })
    expect(citizenIdCheckCharacter('11010519491231002')).toBe('X')
    expect(citizenIdCheckCharacter('1101051949123100')).toBeUndefined()
  })

  it('catches every change of one character of it', () => {
    for (let at = 0; at < 18; at++) {
      for (const character of '0123456789Xx ') {
        if (character === SPECIMEN[at]) continue
        const changed = SPECIMEN.slice(0, at) + character + SPECIMEN.slice(at + 1)
        expect(checkCitizenId(changed).status, changed).toBe('invalid')
      }
    }
  })

  it('catches every change of one digit of any number, by arithmetic alone', () => {
    const digits = fc.array(fc.constantFrom(...'0123456789'), { minLength: 17, maxLength: 17 })
    fc.assert(
      fc.property(digits, fc.nat(16), fc.constantFrom(...'0123456789'), (parts, at, other) => {
        fc.pre(parts[at] !== other)
        const changed = parts.with(at, other).join('')
        expect(citizenIdCheckCharacter(changed)).not.toBe(citizenIdCheckCharacter(parts.join('')))
      }),
      { numRuns: 1000, seed: 2026 },
    )
  })

  it.each([
    ['', { why: 'empty' }],
    ['1101051949123100', { why: 'length', found: '16', expected: '18' }],
    ['11010519491231002x', { why: 'lower-case', at: 18, expected: 'X' }],
    ['110105194912310O2X', { why: 'alphabet', at: 16, found: 'O', expected: '0' }],
    ['11010519491231002１', { why: 'full-width', at: 18, expected: '1' }],
    ['110105194912310021', { why: 'check-digit', at: 18, found: '1', expected: 'X' }],
    ['99010519491231002X', { why: 'province', at: 1, found: '99' }],
    ['11010519490231002X', { why: 'birth-date', at: 7, found: '19490231' }],
    ['11010519491331002X', { why: 'birth-date', at: 7, found: '19491331' }],
    ['11010500491231002X', { why: 'birth-date', at: 7 }],
  ])('%s', (code, expected) => {
    expect(checkCitizenId(code)).toMatchObject({ status: 'invalid', ...expected })
  })

  it('knows leap days', () => {
    const dated = (date: string) =>
      checkCitizenId(`110105${date}002${citizenIdCheckCharacter(`110105${date}002`)}`)
    expect(dated('20000229').status).toBe('valid')
    expect(dated('19000229')).toMatchObject({ why: 'birth-date' })
    expect(dated('20230229')).toMatchObject({ why: 'birth-date' })
  })

  it('a birth date after asOf is a fault only where asOf is given', () => {
    expect(checkCitizenId(SPECIMEN, { asOf: '1949-12-30T00:00:00Z' })).toMatchObject({
      why: 'birth-date-future',
      at: 7,
    })
    expect(checkCitizenId(SPECIMEN, { asOf: '1949-12-31' }).status).toBe('valid')
  })

  it('fifteen digits are the first generation', () => {
    expect(checkCitizenId('110105491231002')).toEqual({ status: 'legacy', why: 'fifteen-digits' })
    expect(checkCitizenId('110105491331002')).toMatchObject({ status: 'invalid', why: 'birth-date' })
    expect(checkCitizenId('910105491231002')).toMatchObject({ status: 'invalid', why: 'province' })
  })

  it.each(['81', '82', '83', '93'])('prefix %s (permits of residents) is known', prefix => {
    const seventeen = `${prefix}000019491231002`
    const code = (prefix === '93' ? `933${seventeen.slice(3)}` : seventeen) as string
    expect(checkCitizenId(code + citizenIdCheckCharacter(code))).toEqual({ status: 'valid' })
  })
})
