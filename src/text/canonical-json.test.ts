import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson } from './canonical-json.ts'

describe('canonicalJson', () => {
  it('sorts keys at every level, by code unit', () => {
    expect(canonicalJson({ b: [{ y: 1, x: null }], a: '五统一', B: true })).toBe(
      '{"B":true,"a":"五统一","b":[{"x":null,"y":1}]}',
    )
  })
  it('treats undefined as JSON.stringify does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined, Number.NaN] })).toBe('{"b":[null,null]}')
  })
  it('says the same as parsing its own answer, for any value and key order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const text = canonicalJson(value)
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(canonicalJson(reversed(value))).toBe(text)
      }),
      { seed: 7 },
    )
  })
  it('walks 50,000 levels', () => {
    let deep: unknown = 1
    for (let level = 0; level < 50_000; level++) deep = level % 2 ? [deep] : { a: deep }
    expect(canonicalJson(deep)).toHaveLength(25_000 * 2 + 25_000 * 6 + 1)
  })
  it('keeps a member named __proto__ and writes shared parts twice', () => {
    const shared = { a: 1 }
    const value = JSON.parse('{"__proto__":1}') as Record<string, unknown>
    expect(canonicalJson(Object.assign(value, { x: shared, y: shared }))).toBe(
      '{"__proto__":1,"x":{"a":1},"y":{"a":1}}',
    )
  })
  it('refuses cycles and what JSON does not know', () => {
    const cycle: { self?: unknown } = {}
    cycle.self = cycle
    expect(() => canonicalJson(cycle)).toThrow(TypeError)
    expect(() => canonicalJson({ a: 1n })).toThrow(TypeError)
  })
})

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, part]) => [name, reversed(part)]),
  )
}

it('sorts names that look like array indices as text too', () => {
  expect(canonicalJson({ b: 1, 900: { 10: 1, 9: 2 }, 1: 3 })).toBe('{"1":3,"900":{"10":1,"9":2},"b":1}')
  expect(canonicalJson(JSON.parse('{"z":1,"__proto__":{"a":2}}'))).toBe('{"__proto__":{"a":2},"z":1}')
})
