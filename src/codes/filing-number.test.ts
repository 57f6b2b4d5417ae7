import { describe, expect, it } from 'vitest'
import {
  checkAppFiling,
  checkGovernmentFiling,
  checkIcpFiling,
  checkPoliceRecord,
  isPlaceholder,
} from './filing-number.ts'

describe('ICP and app filing numbers', () => {
  it('the form of a site and of an app', () => {
    expect(checkIcpFiling('浙ICP备12345678号')).toEqual({ status: 'valid' })
    expect(checkIcpFiling('京ICP备12345678号-1')).toEqual({ status: 'valid' })
    expect(checkIcpFiling('粤ICP备2023000001号-12')).toEqual({ status: 'valid' })
    expect(checkAppFiling('京ICP备12345678号-1A')).toEqual({ status: 'valid', form: 'app' })
    expect(checkAppFiling('京ICP备12345678号-3X')).toEqual({ status: 'valid', form: 'mini-program' })
    expect(checkAppFiling('京ICP备12345678号-2K')).toEqual({ status: 'valid', form: 'quick-app' })
  })

  it('a number of zeros has the form and says nothing', () => {
    expect(checkAppFiling('浙ICP备00000000号-1X')).toEqual({
      status: 'unknown',
      why: 'all-zeros',
      form: 'mini-program',
    })
    expect(checkIcpFiling('浙ICP备00000000号')).toEqual({ status: 'unknown', why: 'all-zeros' })
  })

  it.each([
    ['', { why: 'empty' }],
    ['待定', { why: 'placeholder' }],
    ['京ICP证123456号', { why: 'icp-licence' }],
    ['京ICP备12345678号', { why: 'suffix', expected: 'A X K' }],
    ['京ICP备12345678号-1B', { why: 'form' }],
    ['港ICP备12345678号-1A', { why: 'form' }],
    ['京ICP备123号-1A', { why: 'form' }],
    ['京icp备12345678号-1a', { why: 'form', hint: '京ICP备12345678号-1A' }],
    ['京ICP备12345678号－１A', { why: 'dash', at: 15, hint: '京ICP备12345678号-1A' }],
    ['京ICP备 12345678号-1A', { why: 'space', at: 6, hint: '京ICP备12345678号-1A' }],
    ['京ICP备12345678号—1A', { why: 'dash', hint: '京ICP备12345678号-1A' }],
    [`京ICP备${'1'.repeat(100_000)}`, { why: 'form' }],
  ])('%s', (text, expected) => {
    expect(checkAppFiling(text)).toMatchObject({ status: 'invalid', ...expected })
  })

  it('an app filing is not the number of a site', () => {
    expect(checkIcpFiling('京ICP备12345678号-1A')).toMatchObject({
      status: 'invalid',
      why: 'app-suffix',
      found: 'A',
    })
  })
})

describe('public-security record', () => {
  it('has 14 digits that begin with a region', () => {
    expect(checkPoliceRecord('浙公网安备33010002000001号')).toEqual({ status: 'valid' })
    expect(checkPoliceRecord('浙公网安备99010002000001号')).toMatchObject({ why: 'region', found: '990100' })
    expect(checkPoliceRecord('浙公网安备3301000200000号')).toMatchObject({ why: 'form' })
    expect(checkPoliceRecord('浙公网安备 33010002000001号')).toMatchObject({
      why: 'space',
      hint: '浙公网安备33010002000001号',
    })
  })
})

describe('government-app filing', () => {
  it('is never called valid, because its form is not published', () => {
    expect(checkGovernmentFiling('政应用备330000001')).toEqual({
      status: 'unknown',
      why: 'form-not-published',
    })
  })

  it.each(['', '  '])('"%s" is empty', text => {
    expect(checkGovernmentFiling(text)).toEqual({ status: 'invalid', why: 'empty' })
  })

  it.each([
    '待定',
    '（待定）',
    '暂无',
    'N/A',
    'n/a',
    'TBD',
    'xxx',
    'XXXXXX',
    '000000',
    '-',
    '——',
    '/',
    '无',
    '【待填写】',
    '???',
    'null',
    '备案中',
  ])('%s is a placeholder', text => {
    expect(checkGovernmentFiling(text)).toMatchObject({ status: 'invalid', why: 'placeholder' })
    expect(isPlaceholder(text)).toBe(true)
  })

  it('a number that only begins like one is not', () => {
    expect(isPlaceholder('无政备2026001')).toBe(false)
    expect(isPlaceholder('浙ICP备12345678号')).toBe(false)
    expect(checkGovernmentFiling('号'.repeat(50) + '1'.repeat(60))).toMatchObject({
      why: 'too-long',
      found: '110',
    })
  })
})
