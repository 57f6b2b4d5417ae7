import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../model/evidence.ts'
import { misfitOf } from './example-fit.ts'

function fitted(value: unknown, schema: object, version = '3.0.3', schemas: object = {}) {
  const root = { components: { schemas } }
  const document: ApiDocument = {
    api: 'biz',
    version,
    root: 'a.yaml',
    files: { 'a.yaml': root },
    gateway: 'plain',
    refFaults: [],
  }
  const at = { file: 'a.yaml', pointer: '/x' }
  return misfitOf(document, { value, name: '', ...at, schema: { ...at, node: schema } })
}

describe('whether an example satisfies its schema', () => {
  it('follows the version: null by nullable in 3.0, by type in 3.1', () => {
    expect(fitted(null, { type: 'string', nullable: true })).toBeUndefined()
    expect(fitted(null, { type: 'string', nullable: true }, '3.1.0')).toMatchObject({
      keyword: 'type',
      found: 'null',
    })
    expect(fitted(null, { type: ['string', 'null'] }, '3.1.0')).toBeUndefined()
  })

  it('ends at schemas that refer to themselves, and at values too large to read', () => {
    const self = { anyOf: [{ $ref: '#/components/schemas/S' }] }
    expect(fitted(1, self, '3.0.3', { S: self })).toBeUndefined()
    expect(fitted(Array(30_000).fill(1), { items: { type: 'integer' } })).toBe('unread')
  })

  it('reads whole values written as text', () => {
    expect(fitted('{"a": 1}', { type: 'object', properties: { a: { type: 'integer' } } })).toBeUndefined()
    expect(fitted('{"a": 1}', { type: 'object', properties: { a: { type: 'string' } } })).toMatchObject({
      at: '/a',
    })
  })

  it('tells the place inside the value', () => {
    const schema = {
      type: 'array',
      items: { type: 'object', required: ['a/b'], properties: { c: { maximum: 1 } } },
    }
    expect(fitted([{ 'a/b': 1 }, { c: 2 }], schema)).toMatchObject({
      at: '/1',
      keyword: 'required',
      expected: 'a/b',
    })
    expect(fitted([{ 'a/b': 1, c: 2 }], schema)).toMatchObject({ at: '/0/c', keyword: 'maximum' })
  })

  it('passes over keywords of the wrong kind', () => {
    const schema = JSON.parse(
      '{"type": 7, "enum": {}, "required": "a", "properties": [], "minLength": "x", "allOf": {}}',
    )
    expect(fitted('x', schema)).toBeUndefined()
    expect(fitted({ a: 1 }, JSON.parse('{"properties": {"__proto__": {"type": "string"}}}'))).toBeUndefined()
  })
})
