import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mod3736CheckCharacter } from './iso7064.ts'
import { checkLicenceId } from './licence-id.ts'

const ARC = '1.2.156.3005.2.'
/** Identifiers seen in public text. */
const NEW = [
  `${ARC}11100000000013338W011.11430000006122244L.20230000403.001.U`,
  `${ARC}11100000000013338W009.11330105002500287C.2025052201.002.0`,
]
const OLD = `${ARC}11100000MB03271699022.340100.000000016.001.9`

describe('e-licence identifier (GB/T 36904-2018)', () => {
  it.each(NEW)('%s is valid', id => {
    expect(checkLicenceId(id)).toMatchObject({ status: 'valid' })
  })

  it('gives its parts', () => {
    expect(checkLicenceId(NEW[0] as string)).toMatchObject({
      parts: {
        type: '11100000000013338W011',
        issuer: '11430000006122244L',
        serial: '20230000403',
        version: '001',
        check: 'U',
      },
    })
  })

  it('a six-digit region as issuer is older data', () => {
    expect(checkLicenceId(OLD)).toMatchObject({
      status: 'legacy',
      why: 'issuer-region',
      parts: { issuer: '340100' },
    })
  })

  it('an example of a document can fail its own check character', () => {
    // The published example is quoted with gaps, so its fault (an M that should be another) is planted here.
    expect(checkLicenceId(`${(NEW[0] as string).slice(0, -1)}M`)).toEqual({
      status: 'invalid',
      why: 'check-digit',
      at: 73,
      found: 'M',
      expected: 'U',
    })
  })

  it.each([
    ['', { why: 'empty' }],
    ['11100000000013338W011.11430000006122244L.20230000403.001.U', { why: 'arc', expected: ARC }],
    [`${ARC}11100000000013338W011.11430000006122244L.001.U`, { why: 'groups', found: '4', expected: '5' }],
    [`${ARC}11100000000013338W01.11430000006122244L.20230000403.001.U`, { why: 'type' }],
    [`${ARC}11100000000013338W011.1143000000612224.20230000403.001.U`, { why: 'issuer' }],
    [`${ARC}11100000000013338W011.990000.20230000403.001.U`, { why: 'issuer', found: '990000' }],
    [`${ARC}11100000000013338W011.11430000006122244L..001.U`, { why: 'serial' }],
    [`${ARC}11100000000013338W011.11430000006122244L.20230000403.1.U`, { why: 'version', found: '1' }],
    [
      `${ARC}11100000000013338W011.11430000006122244L.20230000403.001.u`,
      { why: 'lower-case', at: 73, expected: 'U' },
    ],
    [`${ARC}11100000000013338W011.11430000006122244L.20230000403.001.Ｕ`, { why: 'full-width', at: 73 }],
  ])('%s', (id, expected) => {
    expect(checkLicenceId(id)).toMatchObject({ status: 'invalid', ...expected })
  })
})

describe('ISO 7064 MOD 37,36', () => {
  it('knows the published example of the Global Release Identifier, which uses it', () => {
    expect(mod3736CheckCharacter('A12425GABC1234002')).toBe('M')
    expect(mod3736CheckCharacter('')).toBeUndefined()
    expect(mod3736CheckCharacter('a')).toBeUndefined()
  })

  it('catches every change of one character', () => {
    const characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
    const body = fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(body, fc.nat(), fc.constantFrom(...characters), (parts, place, other) => {
        const at = place % parts.length
        fc.pre(parts[at] !== other)
        expect(mod3736CheckCharacter(parts.with(at, other).join(''))).not.toBe(
          mod3736CheckCharacter(parts.join('')),
        )
      }),
      { numRuns: 1000, seed: 2026 },
    )
  })
})
