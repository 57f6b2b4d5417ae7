import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shortHash } from './short-hash.ts'

describe('shortHash', () => {
  it('is a safe integer, equal for equal texts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(Number.isSafeInteger(shortHash(text))).toBe(true)
        expect(shortHash(text)).toBe(shortHash(`${text}x`.slice(0, text.length)))
      }),
    )
  })

  it('tells apart 200,000 codes that differ in few places', () => {
    const seen = new Set<number>()
    for (let index = 0; index < 200_000; index++)
      seen.add(shortHash(`11330000MB0FAKE29C2${String(index).padStart(12, '0')}`))
    expect(seen.size).toBe(200_000)
  })

  it('tells apart where one field ends and the next begins', () => {
    expect(shortHash('ab\u0000c')).not.toBe(shortHash('a\u0000bc'))
  })
})
