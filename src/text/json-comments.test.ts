import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainJson } from './json-comments.ts'
import { createLocator } from './positions.ts'

const TEXT = `{
  // a comment, with "quotes"
  "a": "// not a comment, ,]",
  /* two
     lines */ "b": [1, 2, /* last */],
}
`

describe('JSON with comments', () => {
  it('becomes JSON of the same length', () => {
    const plain = plainJson(TEXT)
    expect(JSON.parse(plain.json)).toEqual({ a: '// not a comment, ,]', b: [1, 2] })
    expect(plain.json).toHaveLength(TEXT.length)
    expect(plain).toMatchObject({ comments: 3, trailingCommas: 2, conditional: false, json5At: undefined })
  })

  it('keeps every place', () => {
    expect(createLocator(TEXT, 'jsonc').locate('/b/1')).toEqual({ line: 5, column: 24 })
  })

  it('leaves JSON alone', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        expect(plainJson(text)).toMatchObject({ json: text, comments: 0, trailingCommas: 0 })
      }),
    )
  })

  it('keeps the length of anything', () => {
    const unit = fc.constantFrom('"', '/', '*', ',', ']', '}', '\\', '\n', "'", 'a')
    fc.assert(
      fc.property(fc.string({ unit }), text => {
        expect(plainJson(text).json).toHaveLength(text.length)
      }),
    )
  })
})

it('sees conditional compilation', () => {
  expect(plainJson('[1, // #ifdef MP-WEIXIN\n2 // #endif\n]')).toMatchObject({
    comments: 2,
    conditional: true,
  })
})

it.each([
  ["{'a': 1}", 1],
  ['{a: 1}', 1],
  ['{"a": NaN}', 6],
])('tells JSON5 by its place: %s', (text, at) => {
  expect(plainJson(text).json5At).toBe(at)
})

it('takes an unclosed quote of two million characters in linear time', () => {
  const started = performance.now()
  plainJson(`"${'\\a,]'.repeat(500_000)}`)
  expect(performance.now() - started).toBeLessThan(5000)
})
