import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { depthFault, jsonFault, stringEnd, valueEnd } from './json-scan.ts'

describe('jsonFault', () => {
  it('accepts exactly what JSON.parse accepts', () => {
    fc.assert(
      fc.property(
        fc.json(),
        fc.nat(),
        fc.constantFrom('', ',', '"', '}', ']', '{', '\\', '0', ' '),
        (json, at, mark) => {
          const cut = at % (json.length + 1)
          const text = json.slice(0, cut) + mark + json.slice(cut + (at % 2))
          let parses = true
          try {
            JSON.parse(text)
          } catch {
            parses = false
          }
          expect(jsonFault(text) === undefined).toBe(parses)
        },
      ),
      { numRuns: 2000, seed: 7 },
    )
  })

  it.each([
    ['{"a":1,}', 7, '"…"', '}'],
    ['[1 2]', 3, ', ]', '2'],
    ['{"a" 1}', 5, ':', '1'],
    ['{"a":', 5, '{ [ "…" 0-9 true false null', 'EOF'],
    ['[1] x', 4, 'EOF', 'x'],
    ["{'a':1}", 1, '"…" }', "'"],
    ['["\\x"]', 2, '"', '\\'],
  ])('says what stands where in %s', (text, offset, expected, found) => {
    expect(jsonFault(text)).toEqual({ kind: 'syntax', offset, expected, found })
  })

  it('finds a key stated twice, also when one is escaped', () => {
    expect(jsonFault('{"a":{"k":1},"\\u0061":2}', { duplicates: true })).toEqual({
      kind: 'duplicate',
      offset: 13,
      first: 1,
      key: 'a',
    })
    expect(jsonFault('{"__proto__":1,"a":{"__proto__":2}}', { duplicates: true })).toBeUndefined()
  })

  it('does not overflow at any depth', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000)
    expect(jsonFault(deep)).toBeUndefined()
    expect(jsonFault(deep, { mostDepth: 200 })).toEqual({ kind: 'depth', offset: 200 })
    expect(depthFault(deep, 200)).toBe(200)
    expect(depthFault('{"a":"[[[[","b":[]}', 2)).toBeUndefined()
  })
})

describe('skipping', () => {
  it('ends strings at the quote that is not escaped', () => {
    expect(stringEnd('"a\\"b"', 0)).toBe(6)
    expect(stringEnd('"a\\\\"b"', 0)).toBe(5)
    expect(stringEnd('"open', 0)).toBe(5)
  })
  it('ends values where they end', () => {
    expect(valueEnd('{"a":[1,{"b":"}"}]},2', 0)).toBe(19)
    expect(valueEnd('-1.5e3 ,2', 0)).toBe(6)
  })
})
