import { describe, expect, it } from 'vitest'
import { isPrivateField, type Line, privateSpans } from './private-spans.ts'

const hidden = (...lines: Line[]) => [
  ...new Set(privateSpans(lines).map(({ line, start, end }) => lines[line]?.join('').slice(start, end))),
]

describe('what is painted over', () => {
  it('is what redaction knows, wherever elements part it', () => {
    expect(hidden(['证件号码 110105', '19491231', '002X 以上'])).toEqual(['11010519491231002X'])
    expect(hidden(['电话 138 0013 8000'], ['卡号 6222021234567890128'])).toEqual([
      '138 0013 8000',
      '6222021234567890128',
    ])
    expect(hidden(['已隐藏 138****8000'])).toEqual(['138****8000'])
  })

  it('is a number drawn in boxes of a digit each', () => {
    expect(hidden(['验证'], ...[...'13800138000'].map(digit => [digit]), ['完'])).toEqual(
      expect.arrayContaining(['1', '3', '8', '0']),
    )
    expect(hidden(['1'], ['2'], ['3'], ['4'])).toEqual([])
  })

  it('is a name or a home beside its label, in the same line or in the next', () => {
    expect(hidden(['姓名：', '李小明'])).toEqual(['李小明'])
    expect(hidden(['姓名'], ['李小明'], ['性别'], ['女'])).toEqual(['李小明'])
    expect(hidden(['持证人姓名：欧阳·某某,示例市'])).toEqual(['欧阳·某某'])
    expect(hidden(['住址'], ['示例市示例路 1 号'])).toEqual(['示例市示例路 1 号'])
  })

  it('is no item code, no office, no empty form and no head of a table', () => {
    expect(hidden(['实施编码 11330000MB0FAKE29C2002099018000'], ['12345 热线'])).toEqual([])
    expect(hidden(['姓名'], ['请输入姓名'])).toEqual([])
    expect(hidden(['姓名', '证件号码', '手机号'])).toEqual([])
  })

  it('is what a filled field shows of a person', () => {
    expect(isPrivateField({ value: '李小明', about: '姓名' })).toBe(true)
    expect(isPrivateField({ value: '13800138000', about: '备注' })).toBe(true)
    expect(isPrivateField({ value: '', about: '姓名' })).toBe(false)
    expect(isPrivateField({ value: '身份证到期', about: '搜索服务' })).toBe(false)
  })

  it('takes time in proportion to the text', () => {
    const started = performance.now()
    privateSpans([['姓名'.repeat(50_000)], ['1'.repeat(100_000)], ['姓名: '.repeat(30_000)]])
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
