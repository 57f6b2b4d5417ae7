import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../model/evidence.ts'
import { operations } from './operations.ts'

function document(root: unknown, files: Record<string, unknown> = {}): ApiDocument {
  return {
    api: 'biz',
    version: '3.1.0',
    root: 'api.yaml',
    files: { 'api.yaml': root, ...files },
    gateway: 'plain',
    refFaults: [],
  }
}
const first = (root: unknown, files = {}) => {
  const operation = operations(document(root, files))[0]
  if (!operation) throw new Error('no operation')
  return operation
}

describe('operations', () => {
  it('counts QUERY and additional operations from 3.2 on', () => {
    const root = {
      paths: {
        '/a': { $ref: '#/components/pathItems/P', get: {} },
        '/b': { additionalOperations: { COPY: { parameters: [{ name: 'x', in: 'header' }] }, BAD: 1 } },
      },
      components: { pathItems: { P: { query: {}, additionalOperations: { PURGE: {} } } } },
    }
    const found = operations({ ...document(root), version: '3.2.0' })
    expect(found.map(({ key, pointer, parameters }) => [key, pointer, parameters.length])).toEqual([
      ['GET /a', '/paths/~1a/get', 0],
      ['QUERY /a', '/components/pathItems/P/query', 0],
      ['PURGE /a', '/components/pathItems/P/additionalOperations/PURGE', 0],
      ['COPY /b', '/paths/~1b/additionalOperations/COPY', 1],
    ])
    expect(operations(document(root)).map(({ key }) => key)).toEqual(['GET /a'])
  })

  it('lists what stands under paths, in order, and nothing else', () => {
    const found = operations(
      document({
        paths: {
          '/b': { post: {}, get: {}, summary: 'x', 'x-get': {}, query: {} },
          '/a/{id}': { delete: {} },
          'x-paths': { get: {} },
          noSlash: { get: {} },
        },
        webhooks: { changed: { post: {} } },
        components: { pathItems: { P: { get: {} } } },
      }),
    )
    expect(found.map(({ key, pointer }) => [key, pointer])).toEqual([
      ['GET /b', '/paths/~1b/get'],
      ['POST /b', '/paths/~1b/post'],
      ['DELETE /a/{id}', '/paths/~1a~1{id}/delete'],
    ])
  })

  it('is the same list for the same document', () => {
    const one = document({ paths: { '/a': { get: {} } } })
    expect(operations(one)).toBe(operations(one))
  })

  it('follows path items by $ref and lets what stands beside it win', () => {
    const found = operations(
      document(
        { paths: { '/a': { $ref: 'paths/a.yaml', post: { summary: 'own' } } } },
        { 'paths/a.yaml': { get: {}, post: { summary: 'referred' } } },
      ),
    )
    expect(found.map(({ key, file, pointer }) => [key, file, pointer])).toEqual([
      ['GET /a', 'paths/a.yaml', '/get'],
      ['POST /a', 'api.yaml', '/paths/~1a/post'],
    ])
    expect(found[1]?.node).toEqual({ summary: 'own' })
  })

  it('merges parameters of the path under those of the operation', () => {
    const operation = first({
      components: { parameters: { Page: { name: 'page', in: 'query', description: 'shared' } } },
      paths: {
        '/a': {
          parameters: [
            { name: 'id', in: 'query', description: 'path' },
            { name: 'id', in: 'header', description: 'path' },
            { $ref: '#/components/parameters/Page' },
            { $ref: '#/components/parameters/Lost' },
          ],
          get: { parameters: [{ name: 'id', in: 'query', description: 'own' }] },
        },
      },
    })
    expect(operation.parameters.map(({ pointer, node }) => [pointer, node.in, node.description])).toEqual([
      ['/paths/~1a/get/parameters/0', 'query', 'own'],
      ['/paths/~1a/parameters/1', 'header', 'path'],
      ['/components/parameters/Page', 'query', 'shared'],
    ])
  })

  it.each([
    [undefined, undefined, 'open'],
    [[{ gateway: [] }], undefined, 'secured'],
    [[{ gateway: [] }], [], 'open'],
    [undefined, [{ a: [] }, { b: [], c: [] }], 'secured'],
    [[{ gateway: [] }], [{ gateway: [] }, {}], 'optional'],
    [[{ gateway: [] }], 'nonsense', 'secured'],
  ])('security %j over %j is %s', (root, own, access) => {
    const operation = first({
      ...(root === undefined ? {} : { security: root }),
      paths: { '/a': { get: own === undefined ? {} : { security: own } } },
    })
    expect(operation.access).toBe(access)
    expect(operation.secured).toBe(access === 'secured')
  })

  it('gives answers by status, resolved, with the fault of those that are not', () => {
    const { answers } = first({
      components: { responses: { SignIn: { description: 'sign in' } } },
      paths: {
        '/a': {
          get: {
            responses: {
              200: { description: 'ok' },
              401: { $ref: '#/components/responses/SignIn' },
              500: { $ref: '#/components/responses/Lost' },
              404: null,
              'x-note': {},
            },
          },
        },
      },
    })
    expect([...answers.keys()]).toEqual(['200', '401', '500'])
    expect(answers.get('401')?.response?.node).toEqual({ description: 'sign in' })
    expect(answers.get('401')?.declared.pointer).toBe('/paths/~1a/get/responses/401')
    expect(answers.get('500')?.fault).toMatchObject({ fault: 'missing', ref: '#/components/responses/Lost' })
  })

  it('is quiet about nonsense', () => {
    for (const root of [
      null,
      3,
      [],
      { paths: null },
      { paths: [] },
      { paths: { '/a': 3, '/b': { get: [] } } },
    ]) {
      expect(operations(document(root))).toEqual([])
    }
    const odd = first({ paths: { '/a': { parameters: 3, get: { parameters: [null, 3], responses: [] } } } })
    expect([odd.parameters, odd.answers.size, odd.security]).toEqual([[], 0, undefined])
  })

  it('does not drag the document into JSON and works when frozen', () => {
    const operation = Object.freeze(first({ paths: { '/a': { get: { responses: { 200: {} } } } } }))
    expect(JSON.parse(JSON.stringify(operation))).toEqual({
      method: 'GET',
      path: '/a',
      key: 'GET /a',
      api: 'biz',
      file: 'api.yaml',
      pointer: '/paths/~1a/get',
    })
    expect(operation.answers.has('200')).toBe(true)
  })
})
