import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../model/evidence.ts'
import { bodyShape, jsonSchemas } from './body-shape.ts'

function shape(node: unknown, schemas: Record<string, unknown> = {}) {
  const files = { 'a.yaml': { components: { schemas } } }
  const document: ApiDocument = {
    api: 'a',
    version: '3.1.0',
    root: 'a.yaml',
    files,
    gateway: 'plain',
    refFaults: [],
  }
  const found = bodyShape(document, { file: 'a.yaml', pointer: '/x', node })
  return found?.kind === 'object' ? [...found.fields.keys()] : found?.kind
}

describe('bodyShape', () => {
  it('joins what a schema is made of, through references and circles', () => {
    const Base = { properties: { code: {} } }
    const Circle = { allOf: [{ $ref: '#/components/schemas/Circle' }, { properties: { next: {} } }] }
    expect(
      shape({ allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { data: {} } }] }, { Base }),
    ).toEqual(['data', 'code'])
    expect(shape({ $ref: '#/components/schemas/Circle' }, { Circle })).toEqual(['next'])
  })

  it('tells lists and bare values', () => {
    expect(shape({ type: 'array', items: {} })).toBe('list')
    expect(shape({ items: {} })).toBe('list')
    expect(shape({ type: ['string', 'null'] })).toBe('value')
  })

  it('does not guess: alternatives, free objects, references that lead nowhere', () => {
    for (const node of [
      {},
      true,
      null,
      { type: 'object' },
      { oneOf: [{ type: 'string' }] },
      { $ref: '#/lost' },
    ]) {
      expect(shape(node)).toBeUndefined()
    }
    expect(shape({ allOf: [{ $ref: '#/lost' }, { properties: { a: {} } }] })).toBeUndefined()
  })
})

describe('jsonSchemas', () => {
  it('are those of JSON media types, and the bare schema of Swagger 2.0', () => {
    const at = (node: Record<string, unknown>) =>
      jsonSchemas({ file: 'a.yaml', pointer: '/r', node }).map(({ pointer }) => pointer)
    const content = {
      'application/json; charset=utf-8': { schema: {} },
      'text/plain': { schema: {} },
      'a/b+json': {},
    }
    expect(at({ content })).toEqual(['/r/content/application~1json; charset=utf-8/schema'])
    expect(at({ schema: { type: 'object' } })).toEqual(['/r/schema'])
  })
})
