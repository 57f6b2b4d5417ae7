import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../model/evidence.ts'
import { apiContents, stated, typesOf } from './api-contents.ts'

function documentOf(root: object, files: Record<string, unknown> = {}): ApiDocument {
  return {
    api: 'biz',
    version: '3.0.3',
    root: 'a.yaml',
    files: { 'a.yaml': root, ...files },
    gateway: 'plain',
    refFaults: [],
  }
}

const answers = (schema: object) => ({
  responses: { 200: { content: { 'application/json': { schema } } } },
})

describe('the contents of an API document', () => {
  it('walks a shared schema once, and ends at cycles', () => {
    const schemas = {
      A: {
        type: 'object',
        properties: { id: { type: 'string' }, parent: { $ref: '#/components/schemas/A' } },
      },
    }
    const use = answers({ $ref: '#/components/schemas/A' })
    const { fields } = apiContents(
      documentOf({ paths: { '/a': { get: use }, '/b': { get: use } }, components: { schemas } }),
    )
    expect(fields.map(({ name, pointer }) => [name, pointer])).toEqual([
      ['id', '/components/schemas/A/properties/id'],
    ])
  })

  it('finds fields in lists, envelopes, compositions and other files, with all that is said of them', () => {
    const { fields } = apiContents(
      documentOf(
        {
          paths: {
            '/a': {
              get: {
                parameters: [{ name: 'q', in: 'query', description: 'asked', schema: { type: 'string' } }],
                ...answers({
                  allOf: [
                    {
                      type: 'object',
                      properties: { codes: { type: 'array', items: { $ref: 'b.yaml#/C' } } },
                    },
                  ],
                }),
              },
            },
          },
        },
        { 'b.yaml': { C: { description: 'own', allOf: [{ type: ['string', 'null'], maxLength: 3 }] } } },
      ),
    )
    expect(fields.map(field => [field.name, field.in, field.file, field.pointer, field.description])).toEqual(
      [
        ['q', 'query', 'a.yaml', '/paths/~1a/get/parameters/0/schema', 'asked'],
        ['codes', 'body', 'b.yaml', '/C', 'own'],
      ],
    )
    const [, codes] = fields
    expect(codes && [...typesOf(codes)]).toEqual(['string'])
    expect(codes && stated(codes, 'maxLength')).toBe(3)
  })

  it('keeps names of the prototype apart and survives what is malformed', () => {
    const properties = JSON.parse(
      '{"__proto__": {"type": "string"}, "constructor": {"type": "string"}, "x": 3}',
    )
    const broken = { parameters: [null, 3, { in: 'query' }], requestBody: 5, responses: { 200: null } }
    const { fields } = apiContents(
      documentOf({ paths: { '/a': { get: answers({ type: 'object', properties }), put: broken } } }),
    )
    expect(fields.map(({ name }) => name)).toEqual(['__proto__', 'constructor'])
  })

  it('is bounded on deep nesting', () => {
    let schema: object = { type: 'string' }
    for (let level = 0; level < 20_000; level++) schema = { type: 'object', properties: { a: schema } }
    expect(apiContents(documentOf({ paths: { '/a': { get: answers(schema) } } })).fields).toEqual([])
  })

  it('lists examples with the schema beside them, JSON only', () => {
    const content = {
      'application/json': { schema: { type: 'integer', default: 1 }, examples: { one: { value: 2 } } },
      'application/xml': { schema: {}, example: '<a/>' },
    }
    const { examples } = apiContents(
      documentOf({ paths: { '/a': { get: { responses: { 200: { content } } } } } }),
    )
    expect(examples.map(({ value, schema }) => [value, schema?.node])).toEqual([
      [2, { type: 'integer', default: 1 }],
      [1, { type: 'integer', default: 1 }],
    ])
  })
})
