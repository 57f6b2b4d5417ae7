import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { isObject } from '../../text/json-tree.ts'
import { dialectFor, loadDialect } from './dialects.ts'
import { Explainer } from './explain.ts'

beforeAll(async () => {
  for (const version of ['2.0', '3.0.3', '3.1.0', '3.2.0']) await loadDialect(version)
})

function explained(document: { openapi?: string; swagger?: string }, most = 50) {
  const dialect = dialectFor(document.openapi ?? '2.0')
  const explainer = new Explainer(dialect, most)
  explainer.judge({ schema: dialect.root, base: dialect.root, name: 'OpenAPI' }, document)
  return { valid: dialect.valid(document) === true, faults: explainer.faults }
}

/** A document that uses most objects of Swagger 2.0. */
function old() {
  return {
    swagger: '2.0',
    info: { title: '办件', version: '1', license: { name: 'x', url: 'http://a.cn' } },
    host: 'a.cn',
    schemes: ['https'],
    consumes: ['application/json'],
    paths: {
      '/cases/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
        post: {
          parameters: [
            { $ref: '#/parameters/page' },
            { name: 'body', in: 'body', schema: { $ref: '#/definitions/Case' } },
            {
              name: 'ids',
              in: 'query',
              type: 'array',
              items: { type: 'integer' },
              collectionFormat: 'multi',
            },
          ],
          security: [{ key: [] }],
          responses: {
            200: { description: 'x', schema: { type: 'file' }, headers: { 'X-A': { type: 'string' } } },
            401: { $ref: '#/responses/signIn' },
          },
        },
      },
    },
    definitions: {
      Case: {
        type: 'object',
        discriminator: 'kind',
        properties: { kind: { type: 'string', enum: ['a'] }, more: { items: { type: 'object' } } },
        additionalProperties: { type: 'string' },
        xml: { name: 'case' },
      },
    },
    parameters: { page: { name: 'page', in: 'query', type: 'integer', minimum: 1 } },
    responses: { signIn: { description: 'x' } },
    securityDefinitions: {
      key: { type: 'apiKey', name: 'k', in: 'header' },
      flow: { type: 'oauth2', flow: 'application', tokenUrl: 'https://a.cn/t', scopes: { a: 'b' } },
      basic: { type: 'basic' },
    },
    tags: [{ name: 't' }],
  }
}

/** A document that uses most objects of OpenAPI 3. */
function rich(openapi: string) {
  return {
    openapi,
    info: {
      title: '办件',
      version: '1',
      contact: { email: 'a@example.cn' },
      license: { name: 'x', url: 'http://a.cn' },
    },
    servers: [{ url: 'https://{h}.cn', variables: { h: { default: 'a', enum: ['a', 'b'] } } }],
    security: [{ gateway: [] }],
    tags: [{ name: 't', externalDocs: { url: 'http://a.cn' } }],
    paths: {
      '/cases/{id}': {
        parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', pattern: '^a' } }],
        get: {
          tags: ['t'],
          parameters: [
            { $ref: '#/components/parameters/Page' },
            { name: 'q', in: 'query', content: { 'application/json': { schema: { type: 'object' } } } },
          ],
          responses: {
            200: {
              description: 'ok',
              headers: { 'X-Trace': { schema: { type: 'string' }, examples: { a: { value: 1 } } } },
              content: {
                'application/json': { schema: { $ref: '#/components/schemas/Case' }, example: { a: 1 } },
              },
              links: { next: { operationId: 'x', parameters: { id: '$response.body#/id' } } },
            },
            default: { $ref: '#/components/responses/Other' },
          },
          callbacks: {
            done: { '{$request.body#/url}': { post: { responses: { 200: { description: 'x' } } } } },
          },
        },
        post: {
          requestBody: {
            content: {
              'multipart/form-data': {
                schema: { type: 'object' },
                encoding: { a: { contentType: 'text/plain' } },
              },
            },
          },
          security: [],
          responses: { '2XX': { description: 'x' } },
        },
      },
    },
    components: {
      schemas: {
        Case: {
          type: 'object',
          required: ['id'],
          properties: {
            id: { type: 'string', minLength: 1 },
            list: { type: 'array', items: { $ref: '#/components/schemas/Case' } },
          },
          additionalProperties: false,
          discriminator: { propertyName: 'id', mapping: { a: '#/components/schemas/Case' } },
          xml: { name: 'case' },
          oneOf: [{ type: 'object' }, { $ref: '#/components/schemas/Case' }],
        },
      },
      parameters: {
        Page: { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 }, style: 'form' },
      },
      responses: { Other: { description: 'x' } },
      securitySchemes: {
        gateway: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        key: { type: 'apiKey', name: 'k', in: 'header' },
        flow: {
          type: 'oauth2',
          flows: { clientCredentials: { tokenUrl: 'https://a.cn/t', scopes: { a: 'b' } } },
        },
        oidc: { type: 'openIdConnect', openIdConnectUrl: 'https://a.cn' },
      },
    },
  }
}

const STRANGE = [
  null,
  true,
  3,
  -1,
  'x',
  'a b',
  [],
  {},
  ['a', 'a'],
  { $ref: '#/x' },
  { $ref: 3 },
  { type: 'string' },
]
const NAMES =
  'x-a foo $ref schema content type example examples required in name style scheme flows not'.split(' ')

interface Change {
  at: number
  what: 'delete' | 'set' | 'add'
  key: number
  value: number
}

/** Changes one place of a document, anywhere in it. */
function change(document: object, { at, what, key, value }: Change): void {
  const nodes: object[] = [document]
  for (const node of nodes)
    nodes.push(...Object.values(node).filter(one => one !== null && typeof one === 'object'))
  const node = nodes[at % nodes.length] as Record<string, unknown>
  const strange = structuredClone(STRANGE[value % STRANGE.length])
  const keys = Object.keys(node)
  const own = keys[key % Math.max(1, keys.length)]
  if (what === 'add' && isObject(node)) node[NAMES[key % NAMES.length] as string] = strange
  else if (own === undefined) return
  else if (what === 'set') node[own] = strange
  else if (Array.isArray(node)) node.splice(Number(own), 1)
  else delete node[own]
}

const changes = fc.array(
  fc.record({
    at: fc.nat(500),
    what: fc.constantFrom('delete', 'set', 'add') as fc.Arbitrary<Change['what']>,
    key: fc.nat(40),
    value: fc.nat(40),
  }),
  { minLength: 1, maxLength: 3 },
)

describe.each(['2.0', '3.0.3', '3.1.0', '3.2.0'])('the explanation for %s', version => {
  const made = () =>
    (version === '2.0' ? old() : rich(version)) as ReturnType<typeof old> & ReturnType<typeof rich>

  it('has nothing to say of a valid document', () => {
    expect(explained(made())).toEqual({ valid: true, faults: [] })
  })

  it('has something to say exactly when Ajv refuses', () => {
    let refused = 0
    fc.assert(
      fc.property(changes, some => {
        const document = made()
        for (const one of some) change(document, one)
        if ((document.openapi ?? document.swagger) !== version) return
        const { valid, faults } = explained(document)
        if (!valid) refused++
        expect([valid, faults]).toEqual(
          valid ? [true, []] : [false, expect.arrayContaining([expect.anything()])],
        )
      }),
      { numRuns: 500 },
    )
    expect(refused).toBeGreaterThan(100)
  })
})

describe('the explanation', () => {
  it('takes an object under $ref in a callback for one of its members, as the schema does', () => {
    const document = rich('3.0.3') as ReturnType<typeof rich> & { paths: never }
    const paths = (document as { paths: Record<string, { get: Record<string, unknown> }> }).paths
    const operation = paths['/cases/{id}']?.get as { callbacks: { done: Record<string, unknown> } }
    operation.callbacks.done.$ref = {}
    expect(explained(document)).toEqual({ valid: true, faults: [] })
  })

  it('stops at the number asked for', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 5000 }, (_, n) => [`/p${n}`, { get: { respones: {}, foo: 1 } }]),
    )
    const started = performance.now()
    expect(
      explained({ openapi: '3.0.3', info: { title: 'a', version: '1' }, paths } as never, 20).faults,
    ).toHaveLength(20)
    expect(performance.now() - started).toBeLessThan(3000)
  })

  it('takes its time for a list of 100,000 parameters, but not for ever', () => {
    const parameters = Array.from({ length: 100_000 }, (_, n) => ({ $ref: `#/components/parameters/${n}` }))
    parameters.push({ $ref: '#/components/parameters/7' })
    const paths = { '/p': { parameters } }
    const started = performance.now()
    const { valid, faults } = explained({
      openapi: '3.0.3',
      info: { title: 'a', version: '1' },
      paths,
    } as never)
    expect(valid).toBe(false)
    expect(faults).toMatchObject([{ kind: 'duplicateEntry', pointer: '/paths/~1p/parameters/100000' }])
    expect(performance.now() - started).toBeLessThan(10_000)
  })

  it('names array entries by what they are, not by their order', () => {
    const document = rich('3.0.3')
    document.paths['/cases/{id}'].get.parameters.push({ name: 'z', in: 'body' } as never)
    const { faults } = explained(document)
    expect(faults.map(({ pointer, place }) => [pointer, place])).toContainEqual([
      '/paths/~1cases~1{id}/get/parameters/2/in',
      '/paths/~1cases~1{id}/get/parameters/[body:z]/in',
    ])
  })

  it('judges __proto__ as a name like any other', () => {
    const document = rich('3.0.3')
    const schemas = JSON.parse('{"__proto__":{"type":"objekt"}}') as object
    const { faults, valid } = explained({
      ...document,
      components: { ...document.components, schemas },
    } as never)
    expect(valid).toBe(false)
    expect(faults).toMatchObject([{ kind: 'notAllowed', value: 'objekt' }])
  })
})
