import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FORMATS } from './formats.ts'

const holds = (format: string, text: string) => FORMATS[format]?.(text)

describe('formats of the official schemas', () => {
  it.each([
    ['uri-reference', '#/components/schemas/A~1b', true],
    ['uri-reference', '#/paths/~1users~1{id}/get', true],
    ['uri-reference', '', true],
    ['uri-reference', '../a.yaml?x=1#y', true],
    ['uri-reference', 'http://[::1]:80/a', true],
    ['uri-reference', 'http://a/b c', false],
    ['uri-reference', 'http://例子.cn', false],
    ['uri-reference', 'a#b#c', false],
    ['uri-reference', '/a{b}', false],
    ['uri-reference', '%zz', false],
    ['uri-reference', '1a:b', false],
    ['uri-reference', 'http://a/[b]', false],
    ['uri', 'urn:a', true],
    ['uri', '/a', false],
    ['email', 'a.b+c@example.cn', true],
    ['email', 'a@', false],
    ['email', 'a@b@c', false],
    ['email', 'a..b@c', false],
    ['regex', '^\\w+$', true],
    ['regex', '^[\\w\\-\\_]+$', true],
    ['regex', '\\p{Script=Han}', true],
    ['regex', '(?i)a', false],
    ['regex', '([a-z', false],
    ['media-range', 'application/json; charset=utf-8', true],
    ['media-range', '*/*', true],
    ['media-range', 'text/*', true],
    ['media-range', 'json', false],
  ])('%s %s: %s', (format, text, expected) => {
    expect(holds(format, text)).toBe(expected)
  })

  it('never refuses as uri-reference what it takes for a uri', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'a1:/?#[]@%2F{} .-事') }), text => {
        if (holds('uri', text)) expect([text, holds('uri-reference', text)]).toEqual([text, true])
        if (holds('uri-reference', text))
          expect(URL.canParse(text, 'http://a.cn/b') || /^[a-z]+:|\/\//i.test(text)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })

  it('answers long hostile texts at once', () => {
    const started = performance.now()
    for (const text of [
      'a'.repeat(1e6),
      '%'.repeat(1e6),
      '@'.repeat(1e6),
      '/#'.repeat(5e5),
      'a.'.repeat(5e5),
    ]) {
      for (const format of ['uri-reference', 'uri', 'email', 'media-range']) holds(format, text)
    }
    expect(performance.now() - started).toBeLessThan(1500)
  })
})
