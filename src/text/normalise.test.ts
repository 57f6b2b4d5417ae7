import { describe, expect, it } from 'vitest'
import { halfWidth, looksLike, matchingName, oddCharacters, UNSEEN } from './normalise.ts'

describe('odd characters', () => {
  it('are named and placed by code points', () => {
    expect(oddCharacters('Ａ—b\u200B\u202Ec\u00A0“①\u0000')).toEqual([
      { at: 1, char: 'Ａ', name: 'full-width' },
      { at: 2, char: 'U+2014', name: 'dash' },
      { at: 4, char: 'U+200B', name: 'invisible' },
      { at: 5, char: 'U+202E', name: 'bidi' },
      { at: 7, char: 'U+00A0', name: 'space' },
      { at: 8, char: '“', name: 'quote' },
      { at: 9, char: '①', name: 'compatibility' },
      { at: 10, char: 'U+0000', name: 'control' },
    ])
    expect(oddCharacters('𠮷\u200D')).toEqual([{ at: 2, char: 'U+200D', name: 'invisible' }])
  })

  it('ordinary text has none, long text is bounded, names can be chosen', () => {
    expect(oddCharacters('居民身份证换领 2026-11-24 #1')).toEqual([])
    expect(oddCharacters('\u200B'.repeat(100_000))).toHaveLength(20)
    expect(oddCharacters('（甲）\u200B', { names: UNSEEN })).toEqual([
      { at: 4, char: 'U+200B', name: 'invisible' },
    ])
  })
})

describe('normal forms', () => {
  it('half width', () => {
    expect(halfWidth('ＡＢ－１２\u3000甲，。')).toBe('AB-12 甲,。')
  })

  it('near misses share one', () => {
    for (const near of [
      '11O37O',
      '11037o',
      '１１０３７０',
      '11-03-70',
      'Il0370',
      '110\u200B370',
      '110 370',
      '110\u2014370',
    ]) {
      expect(looksLike(near)).toBe('110370')
    }
    expect(looksLike('110371')).not.toBe('110370')
  })

  it('names match over brackets, spaces and dots', () => {
    const wanted = matchingName('社会保险登记(个人)')
    for (const same of [
      '社会保险登记（个人）',
      '社会保险登记【个人】',
      ' 社会 保险登记〔个人〕',
      '社会保险·登记\u200B个人',
      '「社会保险登记」-个人',
    ]) {
      expect(matchingName(same)).toBe(wanted)
    }
    expect(matchingName('ＡＢ卡')).toBe('ab卡')
    expect(matchingName('（）· ')).toBe('')
    expect(matchingName('社会保险登记(单位)')).not.toBe(wanted)
  })
})
