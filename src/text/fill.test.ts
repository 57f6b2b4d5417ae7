import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldsOf, fill, fillStated, visible } from './fill.ts'

describe('fill', () => {
  it('puts fields in and leaves a gap visible', () => {
    expect(fill('第 {at} 位应为 {expected},实际 {found}', { at: 19, expected: '1-6' })).toBe(
      '第 19 位应为 1-6,实际 {found}',
    )
  })
  it('does not fill braces that come with the data, nor names of the prototype', () => {
    expect(fill('{name} {constructor} {__proto__}', { name: '{at}', at: 1 })).toBe(
      '{at} {constructor} {__proto__}',
    )
  })
  it('neutralises what could break a terminal or turn the reading direction', () => {
    expect(fill('[{name}]', { name: 'a\u001b[31mb\u202Egnp\n\t\u200B\uD800' })).toBe(
      '[a[U+001B][31mb[U+202E]gnp\\n\\t[U+200B][U+D800]]',
    )
  })
  it('cuts a hostile length without splitting a character', () => {
    const text = fill('{name}', { name: '𠮷'.repeat(100_000) })
    expect(text).toBe(`${'𠮷'.repeat(400)}...`)
  })
  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(visible(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u)
      }),
      { seed: 7 },
    )
  })
  it('keeps emoji families whole', () => {
    expect(visible('👨‍👩‍👧')).toBe('👨‍👩‍👧')
  })
})

describe('fieldsOf', () => {
  it('lists each field once', () => {
    expect(fieldsOf('{a} {b} {a} {not closed')).toEqual(['a', 'b'])
  })
})

describe('fillStated', () => {
  it('leaves out the clause of a field stated empty, and nothing else', () => {
    expect(fillStated('没有 {name},最接近的是 {nearest}', { name: 'x', nearest: '' })).toBe('没有 x')
    expect(fillStated('最接近的键:{nearest};自有字段请以 x- 开头', { nearest: '' })).toBe(
      '自有字段请以 x- 开头',
    )
    expect(fillStated('没有 {name},最接近的是 {nearest}', { name: 'x', nearest: 'y' })).toBe(
      '没有 x,最接近的是 y',
    )
    expect(fillStated('{nearest}', { nearest: '' })).toBe('')
  })
})
