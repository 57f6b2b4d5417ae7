import { describe, expect, it } from 'vitest'
import type { ApiDocument } from '../model/evidence.ts'
import { convertedPointer, originalPointer, resolve } from './refs.ts'

function document(files: Record<string, unknown>, more: Partial<ApiDocument> = {}): ApiDocument {
  return { api: 'biz', version: '3.0.3', root: 'api.yaml', files, gateway: 'plain', refFaults: [], ...more }
}
const from = (ref: string, rest: object = {}) => ({
  file: 'api.yaml',
  pointer: '/x',
  node: { $ref: ref, ...rest },
})

describe('resolve', () => {
  it('answers a node without $ref by itself, also when a property is called $ref', () => {
    const plain = { file: 'api.yaml', pointer: '/x', node: { $ref: { type: 'string' } } }
    expect(resolve(document({ 'api.yaml': {} }), plain)).toBe(plain)
  })

  it('follows chains through files and says where it ends', () => {
    const files = {
      'api.yaml': { components: { schemas: { A: { $ref: 'lib/b.yaml#/B' } } } },
      'lib/b.yaml': { B: { $ref: '../c.json' } },
      'c.json': { type: 'object' },
    }
    expect(resolve(document(files), from('#/components/schemas/A'))).toEqual({
      file: 'c.json',
      pointer: '',
      node: { type: 'object' },
    })
  })

  it('ends a cycle of bare references, and does not mind a cyclic schema', () => {
    const cyclic = {
      'api.yaml': {
        a: { $ref: '#/b' },
        b: { $ref: '#/a' },
        tree: { properties: { child: { $ref: '#/tree' } } },
      },
    }
    expect(resolve(document(cyclic), from('#/a'))).toMatchObject({ fault: 'cyclic' })
    expect(resolve(document(cyclic), from('#/tree'))).toMatchObject({ pointer: '/tree' })
  })

  it.each([
    ['#/nowhere', 'missing'],
    ['other.yaml#/a', 'missing'],
    ['#/constructor', 'missing'],
    ['../../etc/passwd', 'outside'],
    ['https://example.cn/a.yaml#/A', 'remote'],
    ['#/%zz', 'malformed'],
  ])('%s is %s, with the place of the reference', (ref, fault) => {
    expect(resolve(document({ 'api.yaml': {} }), from(ref))).toEqual({
      fault,
      ref,
      file: 'api.yaml',
      pointer: '/x',
    })
  })

  it('keeps summary and description beside a reference in 3.1, the nearest first, and not in 3.0', () => {
    const files = {
      'api.yaml': { a: { $ref: '#/b', description: 'far', summary: 'far' }, b: { type: 'string' } },
    }
    const near = from('#/a', { description: 'near' })
    expect(resolve(document(files, { version: '3.1.0' }), near)).toMatchObject({
      pointer: '/b',
      overrides: { description: 'near', summary: 'far' },
    })
    expect(resolve(document(files), near)).toEqual({
      file: 'api.yaml',
      pointer: '/b',
      node: { type: 'string' },
    })
  })

  it('knows $anchor in 3.1 only', () => {
    const files = { 'api.yaml': { $defs: { A: { $anchor: 'item' } } } }
    expect(resolve(document(files, { version: '3.1.0' }), from('#item'))).toMatchObject({
      pointer: '/$defs/A',
    })
    expect(resolve(document(files), from('#item'))).toMatchObject({ fault: 'missing' })
  })

  it('finds the old places of a converted Swagger 2.0 root from its other files', () => {
    const files = { 'api.yaml': { components: { schemas: { Pet: { type: 'object' } } } }, 'b.yaml': {} }
    const at = { file: 'b.yaml', pointer: '/x', node: { $ref: 'api.yaml#/definitions/Pet' } }
    expect(resolve(document(files, { convertedFrom: 'swagger-2.0' }), at)).toMatchObject({
      pointer: '/components/schemas/Pet',
    })
    expect(resolve(document(files), at)).toMatchObject({ fault: 'missing' })
  })
})

describe('places of converted documents', () => {
  it('go there and back', () => {
    for (const old of [
      '/definitions/A/properties/b',
      '/parameters/p',
      '/responses/r',
      '/securityDefinitions/s',
    ]) {
      expect(originalPointer(convertedPointer(old) ?? '')).toBe(old)
    }
    expect(originalPointer('/components/requestBodies/body/content')).toBe('/parameters/body/content')
    expect(originalPointer('/paths/~1a/get')).toBe('/paths/~1a/get')
    expect(convertedPointer('/paths/~1a')).toBeUndefined()
  })
})
