import { beforeAll, describe, expect, it } from 'vitest'
import { loadDialect } from '../../derive/openapi-schema/dialects.ts'
import type { CheckContext, DataFields, UnitCheck, Where } from '../../model/check.ts'
import type { ApiDocument, Unit } from '../../model/evidence.ts'
import check from './official-schema.ts'

const { judge } = check as unknown as UnitCheck

beforeAll(async () => {
  for (const version of ['2.0', '3.0.3', '3.1.0', '3.2.0']) await loadDialect(version)
})

interface Said {
  kind: string
  id: string
  data: DataFields
  where: Where | undefined
}

function judged(files: Record<string, unknown>, more: Partial<ApiDocument> = {}) {
  const data: ApiDocument = {
    api: 'biz',
    version: '3.0.3',
    root: Object.keys(files)[0] ?? '',
    files,
    gateway: 'plain',
    refFaults: [],
    ...more,
  }
  const said: Said[] = []
  const untested: string[] = []
  const note = (kind: string) => (id: string, data: DataFields, where?: Where) =>
    void said.push({ kind, id, data, where })
  const report = {
    failure: note('failure'),
    doubt: note('doubt'),
    note: note('note'),
    measure: () => {},
    untested: (reason: string) => void untested.push(reason),
  }
  const unit: Unit = { key: 'biz', status: 'judged', required: true, data }
  const examined = judge(unit, {} as CheckContext, { most: 50 }, report)
  return { examined, said, untested }
}

const HEAD = { openapi: '3.0.3', info: { title: 'a', version: '1' } }

describe('official-schema', () => {
  it('keeps the identity of a fault when parameters change their order', () => {
    const good = { name: 'a', in: 'query', schema: {} }
    const bad = { name: 'b', in: 'query' }
    const identities = [
      [good, bad],
      [bad, good],
    ].map(parameters => {
      const paths = { '/x': { get: { parameters, responses: { 200: { description: 'x' } } } } }
      return judged({ 'a.yaml': { ...HEAD, paths } }).said.map(({ where }) => where?.identity)
    })
    expect(identities[0]).toHaveLength(1)
    expect(identities[1]).toEqual(identities[0])
  })

  it('gives one mistake of a generator one template', () => {
    const operation = { responses: { 200: {} } }
    const { said } = judged({
      'a.yaml': { ...HEAD, paths: { '/x': { get: operation }, '/y': { get: operation } } },
    })
    expect(said).toHaveLength(2)
    expect(said[0]?.where?.template).toEqual({ object: 'Response', field: 'description' })
    expect(said[1]?.where?.template).toEqual(said[0]?.where?.template)
    expect(said[1]?.where?.identity).not.toEqual(said[0]?.where?.identity)
  })

  it('says only what its messages declare', () => {
    const paths = {
      x: {},
      '/y': { gte: {}, get: { responses: {}, parameters: [{ $ref: 3 }, { in: 'body' }] } },
    }
    const { said } = judged({ 'a.yaml': { openapi: 3.1, info: { version: 1, summry: 'x' }, paths } })
    const messages: Record<string, readonly string[]> = check.messages
    expect(said.length).toBeGreaterThan(6)
    for (const { id, data } of said)
      expect([id, Object.keys(data).sort()]).toEqual([id, [...(messages[id] ?? [])].sort()])
  })

  it('judges each part of other files once, as what refers to it wants, through references of references', () => {
    const files = {
      'a.yaml': {
        ...HEAD,
        paths: { '/x': { $ref: 'p.yaml' }, '/y': { $ref: 'p.yaml' } },
        components: { schemas: { S: { $ref: 's.yaml#/S' } } },
      },
      'p.yaml': { get: { responses: { 200: { $ref: 'r.yaml#/Ok' } } } },
      'r.yaml': { Ok: {}, unused: 3 },
      's.yaml': { S: { type: 'objekt', properties: { parent: { $ref: '#/S' } } }, 'not a schema': 3 },
    }
    const { said } = judged(files)
    expect(said.map(({ id, where }) => [id, where?.file, where?.pointer])).toEqual([
      ['notAllowed', 's.yaml', '/S/type'],
      ['missingField', 'r.yaml', '/Ok'],
    ])
  })

  it('does not judge what nests deeper than any reader lets through', () => {
    let deep: unknown = {}
    for (let level = 0; level < 20_000; level++) deep = { properties: { a: deep } }
    const { examined, untested } = judged({
      'a.yaml': { ...HEAD, paths: {}, components: { schemas: { deep } } },
    })
    expect([examined, untested]).toEqual([0, ['incomplete']])
  })

  it('finds a version number without its last part wrong', () => {
    expect(
      judged({ 'a.yaml': { ...HEAD, openapi: '3.0', paths: {} } }, { version: '3.0' }).said,
    ).toMatchObject([
      { id: 'wrongForm', data: { object: 'OpenAPI', value: '3.0' }, where: { pointer: '/openapi' } },
    ])
  })
})
