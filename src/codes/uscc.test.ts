import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { organisationCheckCharacter } from './organisation-code.ts'
import { checkUscc, isCheckDigitOnly, usccCheckCharacter } from './uscc.ts'

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
/** Codes of government bodies seen in public text. */
const BODIES = [
  '11430000006122244L',
  '11330105002500287C',
  '11110000000021135M',
  '11100000000013338W',
  '11100000000013661B',
  '12441500196720244T',
  '11370800MB28559184',
]

/** Any well-formed code: registering body, kind, region digits, organisation part with its check, check character. */
const anyCode = fc
  .tuple(
    fc.constantFrom(...ALPHABET),
    fc.constantFrom(...ALPHABET),
    fc.array(fc.constantFrom(...'0123456789'), { minLength: 6, maxLength: 6 }),
    fc.array(fc.constantFrom(...ALPHABET), { minLength: 8, maxLength: 8 }),
  )
  .map(([body, kind, region, eight]) => {
    const organisation = eight.join('')
    const seventeen = `${body}${kind}${region.join('')}${organisation}${organisationCheckCharacter(organisation)}`
    return seventeen + usccCheckCharacter(seventeen)
  })

describe('unified social credit code (GB 32100-2015)', () => {
  it.each(BODIES)('%s is valid', code => {
    expect(checkUscc(code)).toEqual({ status: 'valid' })
  })

  it('holds for fictional bodies of samples', () => {
    expect(checkUscc('11330000MB0FAKE29C').status).toBe('valid')
    expect(checkUscc('91330000MA0FAKE33G').status).toBe('valid')
  })

  it('catches every change of one character, whatever it becomes', () => {
    const printable = fc.integer({ min: 0x21, max: 0x7e }).map(code => String.fromCharCode(code))
    fc.assert(
      fc.property(anyCode, fc.nat(17), printable, (code, at, character) => {
        fc.pre(code[at] !== character)
        expect(checkUscc(code).status).toBe('valid')
        expect(checkUscc(code.slice(0, at) + character + code.slice(at + 1)).status).toBe('invalid')
      }),
      { numRuns: 2000, seed: 2026 },
    )
  })

  it('tells arithmetic from shape', () => {
    const digit = checkUscc('11430000006122244M')
    expect(digit).toEqual({ status: 'invalid', why: 'check-digit', at: 18, found: 'M', expected: 'L' })
    expect(isCheckDigitOnly(digit)).toBe(true)
    // Organisation part 00612224 with 5 for 4, and the outer character that fits it.
    const inner = `1143000000612224${'5'}`
    const organisation = checkUscc(inner + usccCheckCharacter(inner))
    expect(organisation).toMatchObject({ why: 'organisation-check-digit', at: 17, found: '5', expected: '4' })
    expect(isCheckDigitOnly(organisation)).toBe(true)
    expect(isCheckDigitOnly(checkUscc('1143000000612224'))).toBe(false)
    expect(isCheckDigitOnly({ status: 'valid' })).toBe(false)
  })

  it.each([
    ['', { why: 'empty' }],
    ['1151130108778239R', { why: 'length', found: '17', expected: '18' }],
    ['1151130108778239R_6391', { why: 'length', found: '22', expected: '18' }],
    ['4431152073643597824', { why: 'length', found: '19', expected: '18' }],
    ['1.143E+17', { why: 'number-notation' }],
    ['1143000000612224SL', { why: 'alphabet', at: 17, found: 'S', expected: '5' }],
    ['1143000000612224AL', { why: 'alphabet', at: 17, found: 'A', expected: '0-9 X' }],
    ['1143000A006122244L', { why: 'alphabet', at: 8, found: 'A', expected: '0-9' }],
    ['114300O0006122244L', { why: 'alphabet', at: 7, found: 'O', expected: '0', hint: '11430000006122244L' }],
    ['I1430000006122244L', { why: 'alphabet', at: 1, found: 'I', expected: '1', hint: '11430000006122244L' }],
    [
      '11430000006122244l',
      { why: 'lower-case', at: 18, found: 'l', expected: 'L', hint: '11430000006122244L' },
    ],
    [
      '１1430000006122244L',
      { why: 'full-width', at: 1, found: '１', expected: '1', hint: '11430000006122244L' },
    ],
    ['11430000\u200B006122244L', { why: 'length', found: '19', hint: '11430000006122244L' }],
    ['11430000-006122244L', { why: 'length', found: '19', hint: '11430000006122244L' }],
    ['11430000\u2014006122244', { why: 'dash', at: 9, found: 'U+2014' }],
    [
      '11430000006122244\u{1D40B}',
      { why: 'compatibility', at: 18, expected: 'L', hint: '11430000006122244L' },
    ],
  ])('%s', (code, expected) => {
    expect(checkUscc(code)).toMatchObject({ status: 'invalid', ...expected })
  })

  it.each(['006122244', '00612224-4'])('%s is an old organisation code', code => {
    expect(checkUscc(code)).toEqual({ status: 'legacy', why: 'organisation-code' })
  })

  it('an old organisation code whose check character fails is no code at all', () => {
    expect(checkUscc('00612224-5')).toMatchObject({
      status: 'invalid',
      why: 'organisation-code-check-digit',
      expected: '4',
    })
  })

  it('gives no hint that is not valid', () => {
    expect(checkUscc('I1430000006122244M')).not.toHaveProperty('hint')
  })
})
