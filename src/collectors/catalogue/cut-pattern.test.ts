import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileCut } from './cut-pattern.ts'

describe('compileCut', () => {
  it.each([
    ['itemCode=([^&]+)', 'http://x/?a=1&itemCode=51-A&b=2', '51-A'],
    ['(\\d{2,4})', 'ab12345', '1234'],
    ['(\\d{2,4}?)', 'ab12345', '12'],
    ['^([A-Z]*)\\d+$', 'AB12', 'AB'],
    ['编码[::](.+)', '编码:甲乙', '甲乙'],
    ['.*/(.*)', 'a/b/c', 'c'],
    ['.*?/(.*)', 'a/b/c', 'b/c'],
    ['a?b', 'xb', 'b'],
    ['(x*)', 'yx', ''],
    ['\\.([^.]{3})\\.', 'a.bcd.e', 'bcd'],
    ['[\\]a]+', 'x]a', ']a'],
  ])('%s cuts out of %s', (pattern, text, expected) => {
    expect(compileCut(pattern)(text)).toBe(expected)
  })

  it('gives nothing where nothing matches', () => {
    expect(compileCut('itemCode=([^&]+)')('a=1')).toBeUndefined()
  })

  it('agrees with the language’s own expressions', () => {
    const atom = fc.tuple(
      fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', '\\d'),
      fc.constantFrom('', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{0,2}?', '{1,}'),
    )
    const pattern = fc
      .tuple(
        fc.array(atom, { maxLength: 3 }),
        fc.array(atom, { minLength: 1, maxLength: 3 }),
        fc.array(atom, { maxLength: 3 }),
      )
      .map(parts => parts.map(part => part.flat().join('')))
    fc.assert(
      fc.property(
        pattern,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c', '1'), maxLength: 12 }),
        ([a, b, c], text) => {
          const source = `${a}(${b})${c}`
          expect(compileCut(source)(text)).toBe(new RegExp(source, 'u').exec(text)?.[1])
        },
      ),
      { numRuns: 3000, seed: 7 },
    )
  })

  it.each([
    '(a',
    'a)',
    '(a)+',
    '((a))',
    'a|b',
    '(?:a)',
    '(?=a)',
    '\\1',
    '\\b',
    'a**',
    '[b-a]',
    'a{3,1}',
    'a{999}',
    'x'.repeat(201),
  ])('refuses %s', pattern => {
    expect(() => compileCut(pattern)).toThrow()
  })

  it('cannot be made slow', () => {
    const before = performance.now()
    expect(compileCut(`${'a*'.repeat(90)}(b)`)('a'.repeat(2000))).toBeUndefined()
    expect(compileCut('(.*.*.*.*.*x)')('y'.repeat(100_000))).toBeUndefined()
    expect(performance.now() - before).toBeLessThan(3000)
  })
})
