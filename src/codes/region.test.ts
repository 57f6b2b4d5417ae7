import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { earlierRegionsText } from '../dev/make-earlier-regions.ts'
import { PROVINCE_PREFIXES, PROVINCE_SIGNS, provinceName } from './provinces.ts'
import { resolveRegion } from './region.ts'

describe('region code (GB/T 2260)', () => {
  it.each([
    ['330000', '浙江省', '2024'],
    ['330100', '杭州市', '2024'],
    ['330113', '临平区', '2024'],
    ['330114', '钱塘区', '2024'],
    ['659012', '白杨市', '2024'],
    ['710000', '台湾省', '2024'],
    ['330101', '市辖区', '201607'],
    ['520101', '市辖区', '201607'],
  ])('%s is %s', (code, name, revision) => {
    expect(resolveRegion(code)).toEqual({ status: 'valid', name, revision })
  })

  it('a withdrawn code is legacy, and was valid before', () => {
    expect(resolveRegion('110103')).toEqual({
      status: 'legacy',
      why: 'withdrawn',
      name: '崇文区',
      revision: '200912',
    })
    expect(resolveRegion('110103', { asOf: '2010-01-01' }).status).toBe('valid')
    expect(resolveRegion('110103', { asOf: '2026-11-24' }).status).toBe('legacy')
    expect(resolveRegion('130223')).toEqual({
      status: 'legacy',
      why: 'withdrawn',
      name: '滦县',
      revision: '201607',
    })
    expect(resolveRegion('130223', { asOf: '2016-07-31' }).status).toBe('valid')
  })

  it.each([
    ['330199', 'not-in-data'],
    ['810101', 'no-county-data'],
    ['660000', 'xpcc'],
    ['100000', 'national'],
  ])('%s cannot be decided: %s', (code, why) => {
    expect(resolveRegion(code)).toMatchObject({ status: 'unknown', why })
  })

  it.each([
    ['', { why: 'empty' }],
    ['990000', { why: 'province', at: 1, found: '99' }],
    ['33', { why: 'length', found: '2', expected: '6', hint: '330000' }],
    ['330100000000', { why: 'length', found: '12', hint: '330100' }],
    ['3301', { why: 'length', hint: '330100' }],
    ['33O100', { why: 'alphabet', at: 3, found: 'O', expected: '0', hint: '330100' }],
    ['３30100', { why: 'full-width', at: 1, hint: '330100' }],
    ['__prot', { why: 'alphabet', at: 1 }],
  ])('%s', (code, expected) => {
    expect(resolveRegion(code)).toMatchObject({ status: 'invalid', ...expected })
  })

  it('knows the 34 of the standard and the corps beside them', () => {
    expect(PROVINCE_PREFIXES).toHaveLength(34)
    expect([...PROVINCE_SIGNS]).toHaveLength(31)
    for (const prefix of PROVINCE_PREFIXES) {
      expect(resolveRegion(`${prefix}0000`)).toMatchObject({ status: 'valid', name: provinceName(prefix) })
    }
    expect(provinceName('660000')).toBe('新疆生产建设兵团')
    expect(provinceName('99')).toBeUndefined()
  })

  it('the generated table of earlier codes is what the packages give', () => {
    const url = new URL('./earlier-regions.generated.json', import.meta.url)
    expect(readFileSync(url, 'utf8')).toBe(earlierRegionsText())
  })
})
