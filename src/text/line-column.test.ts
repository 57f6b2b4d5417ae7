import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineIndex, spotAt } from './line-column.ts'

/** The plain way: every start of a line. */
function startsOf(text: string): number[] {
  return [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)]
}

const texts = fc.oneof(
  fc.string({ unit: fc.constantFrom('\n', 'a', '，'), maxLength: 400 }),
  fc.integer({ min: 0, max: 300 }).map(lines => 'line\n'.repeat(lines)),
  fc.integer({ min: 0, max: 300 }).map(lines => `${'\n'.repeat(lines)}end`),
)

describe('lineIndex', () => {
  it('places every offset as counting from the start does', () => {
    fc.assert(
      fc.property(texts, text => {
        const index = lineIndex(text)
        for (let offset = 0; offset <= text.length; offset++)
          expect(index.spot(offset)).toEqual(spotAt(text, offset))
      }),
    )
  })

  it('starts every line where it starts, and lines beyond the last at the end', () => {
    fc.assert(
      fc.property(texts, text => {
        const index = lineIndex(text)
        const starts = startsOf(text)
        for (let line = 0; line <= starts.length + 130; line++)
          expect(index.start(line)).toBe(starts[line - 1] ?? text.length)
      }),
    )
  })
})
