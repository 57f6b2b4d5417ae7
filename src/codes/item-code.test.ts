import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  checkBasicCode,
  checkHandlingItemCode,
  checkImplementationCode,
  splitImplementationCode,
} from './item-code.ts'
import { recogniseLocalLayout } from './local-item-code.ts'
import { isCheckDigitOnly } from './uscc.ts'

/** Real codes of Jining and Shanwei (dossier ID-6) and a fictional one. */
const JINING = '11370800MB285591843370117002011'
const SHANWEI = '12441500196720244T3442199806003'
const FICTIONAL = '11330000MB0FAKE29C2332099900100'

describe('basic code (GB/T 39554.1, 12 digits)', () => {
  it.each(['002099001000', '370117002011', '442199806003', '332099900100'])('%s is valid', code => {
    expect(checkBasicCode(code)).toEqual({ status: 'valid' })
  })

  it('admits 00 and the own province only, where one is given', () => {
    expect(checkBasicCode('002099001000', { province: '330000' }).status).toBe('valid')
    expect(checkBasicCode('332099900100', { province: '33' }).status).toBe('valid')
    expect(checkBasicCode('370117002011', { province: '330000' })).toEqual({
      status: 'invalid',
      why: 'other-province',
      at: 1,
      found: '37',
      expected: '00 / 33',
    })
  })

  it.each([
    ['', { why: 'empty' }],
    ['2099001000', { why: 'leading-zeros', hint: '002099001000' }],
    ['33209990010', { why: 'length', found: '11', expected: '12' }],
    ['3320999001000', { why: 'length', found: '13' }],
    ['3.32E+11', { why: 'number-notation' }],
    ['332099900100.0', { why: 'number-notation' }],
    ['992099900100', { why: 'region-prefix', at: 1, found: '99' }],
    ['33209990010O', { why: 'alphabet', at: 12, found: 'O', expected: '0', hint: '332099900100' }],
    ['３３2099900100', { why: 'full-width', at: 1, hint: '332099900100' }],
    ['332099—00100', { why: 'dash', at: 7 }],
    ['3320A9900100', { why: 'alphabet', at: 5, found: 'A', expected: '0-9' }],
  ])('%s', (code, expected) => {
    expect(checkBasicCode(code)).toMatchObject({ status: 'invalid', ...expected })
  })
})

describe('implementation code (31 characters)', () => {
  it.each([JINING, SHANWEI, FICTIONAL])('%s is valid', code => {
    const valid = { status: 'valid' }
    expect(checkImplementationCode(code)).toEqual({
      status: 'valid',
      parts: { organisation: code.slice(0, 18), level: code[18], basic: code.slice(19) },
      answers: { organisation: valid, level: valid, basic: valid },
    })
  })

  it('says which part is at fault and counts over the whole code', () => {
    const changed = (at: number, character: string) => JINING.slice(0, at - 1) + character + JINING.slice(at)
    expect(checkImplementationCode(changed(19, 'O'))).toMatchObject({
      part: 'level',
      why: 'level',
      at: 19,
      found: 'O',
      expected: '1-6',
    })
    expect(checkImplementationCode(changed(19, '7'))).toMatchObject({
      part: 'level',
      why: 'level',
      at: 19,
      found: '7',
    })
    expect(checkImplementationCode(changed(19, '３'))).toMatchObject({
      part: 'level',
      why: 'full-width',
      at: 19,
      expected: '3',
    })
    expect(checkImplementationCode(changed(22, 'O'))).toMatchObject({
      part: 'basic',
      why: 'alphabet',
      at: 22,
      expected: '0',
    })
    expect(checkImplementationCode(changed(9, 'O'))).toMatchObject({
      part: 'organisation',
      why: 'alphabet',
      at: 9,
    })
    expect(checkImplementationCode(JINING, { province: '33' })).toMatchObject({
      part: 'basic',
      why: 'other-province',
      at: 20,
    })
  })

  it('puts a check digit last, so that it hides no fault of shape', () => {
    const digit = `${JINING.slice(0, 17)}5${JINING.slice(18)}`
    const answer = checkImplementationCode(digit)
    expect(answer).toMatchObject({
      status: 'invalid',
      part: 'organisation',
      why: 'check-digit',
      at: 18,
      found: '5',
      expected: '4',
    })
    expect(isCheckDigitOnly(answer)).toBe(true)
    expect(checkImplementationCode(`${digit.slice(0, 18)}9${digit.slice(19)}`)).toMatchObject({
      part: 'level',
      at: 19,
    })
  })

  it.each([
    ['', { why: 'empty', part: 'whole' }],
    [JINING.slice(1), { why: 'length', found: '30', expected: '31', part: 'whole' }],
    [`${JINING}0`, { why: 'length', found: '32', part: 'whole' }],
    ['1.13708E+30', { why: 'number-notation', part: 'whole' }],
    ['11370800MB28559184-3-370117002011', { why: 'length', found: '33', hint: JINING }],
    ['11370800MB28559184–3－370117002011', { why: 'length', found: '33', hint: JINING }],
    [` ${JINING}`, { why: 'length', found: '32', hint: JINING }],
    [`${JINING}\u200B`, { why: 'length', found: '32', hint: JINING }],
  ])('%s', (code, expected) => {
    expect(checkImplementationCode(code)).toMatchObject({ status: 'invalid', ...expected })
  })

  it('splits by place only', () => {
    expect(splitImplementationCode(JINING)).toEqual({
      organisation: '11370800MB28559184',
      level: '3',
      basic: '370117002011',
    })
    expect(splitImplementationCode(JINING.slice(1))).toBeUndefined()
  })

  it('never throws and always places a fault inside the code', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary', minLength: 31, maxLength: 31 })),
        text => {
          const answer = checkImplementationCode(text)
          if (answer.status === 'invalid' && answer.at !== undefined)
            expect(answer.at).toBeLessThanOrEqual(31)
          else expect(['valid', 'invalid', 'unknown']).toContain(answer.status)
        },
      ),
      { numRuns: 500, seed: 2026 },
    )
  })
})

describe('local layouts', () => {
  it('recognises the dashed layout seen in Sichuan, whatever stands for the body', () => {
    const code = '511A0149700000-511602000000-000-11511301008778255F-1-00'
    expect(checkImplementationCode(code)).toEqual({ status: 'unknown', why: 'local-layout', part: 'whole' })
    expect(recogniseLocalLayout(code)).toEqual({
      layout: 'sichuan-dashed',
      directory: '511A0149700000',
      region: '511602000000',
      organisation: '11511301008778255F',
      tail: '1-00',
    })
    expect(recogniseLocalLayout('512C0100900002-511602000000-000-00877868-5-1-00')?.organisation).toBe(
      '00877868-5',
    )
    expect(recogniseLocalLayout(JINING)).toBeUndefined()
    expect(recogniseLocalLayout('-'.repeat(100_000))).toBeUndefined()
  })
})

describe('handling-item code', () => {
  it('is the task code and two digits', () => {
    expect(checkHandlingItemCode(`${JINING}01`, JINING)).toEqual({ status: 'valid' })
    expect(checkHandlingItemCode(`${JINING}01`)).toEqual({ status: 'valid' })
  })

  it('leaves faults of the task code to the task code', () => {
    expect(checkHandlingItemCode('ABC01', 'ABC')).toEqual({ status: 'valid' })
    expect(checkHandlingItemCode(`${JINING.slice(0, 18)}9${JINING.slice(19)}01`)).toMatchObject({
      why: 'level',
      at: 19,
    })
    expect(checkHandlingItemCode(`${JINING.slice(0, 18)}9${JINING.slice(19)}01`)).not.toHaveProperty('parts')
  })

  it.each([
    ['', { why: 'empty' }],
    [`${SHANWEI}01`, { why: 'prefix', at: 2, expected: JINING }],
    [JINING, { why: 'length', found: '31', expected: '33' }],
    [`${JINING}001`, { why: 'length', found: '34', expected: '33' }],
    [`${JINING}0A`, { why: 'sequence', at: 32, found: '0A' }],
    ['1.13708E+32', { why: 'number-notation' }],
  ])('%s', (code, expected) => {
    expect(checkHandlingItemCode(code, JINING)).toMatchObject({ status: 'invalid', ...expected })
  })
})
