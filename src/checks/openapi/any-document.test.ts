import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnyCheck } from '../../model/check.ts'
import { observe, shippedRule } from '../../testing/observe.ts'
import accessStated from './access-stated.ts'
import declaredHosts from './declared-hosts.ts'
import describedInChinese from './described-in-chinese.ts'
import errorEnvelope from './error-envelope.ts'
import gatewayHeaders from './gateway-headers.ts'
import httpsServers from './https-servers.ts'
import operationIds from './operation-ids.ts'
import pagingBounded from './paging-bounded.ts'
import referencesResolve from './references-resolve.ts'
import rolesExist from './roles-exist.ts'
import submissionsRepeatable from './submissions-repeatable.ts'
import successorNamed from './successor-named.ts'
import versionsStated from './versions-stated.ts'

const RULES: [string, AnyCheck][] = [
  ['standards/operation-ids', operationIds],
  ['standards/operation-access', accessStated],
  ['standards/error-envelope', errorEnvelope],
  ['standards/https-servers', httpsServers],
  ['standards/paging', pagingBounded],
  ['standards/api-roles', rolesExist],
  ['standards/gateway-headers', gatewayHeaders],
  ['standards/repeatable-submissions', submissionsRepeatable],
  ['standards/api-versions', versionsStated],
  ['standards/deprecated-operations', successorNamed],
  ['standards/chinese-descriptions', describedInChinese],
  ['standards/references', referencesResolve],
  ['standards/declared-hosts', declaredHosts],
]

const text = fc.constantFrom(
  '',
  ' ',
  '提交',
  'OK',
  '__proto__',
  'size',
  'page',
  'http://a.cn',
  '{x}',
  '//',
  'x'.repeat(3000),
)
const junk = fc.oneof(text, fc.constantFrom(null, 7, true, [], {}, [null], { $ref: '#/a' }, { $ref: 3 }))
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) =>
  fc.oneof({ weight: 8, arbitrary: fc.record(shape, { requiredKeys: [] }) }, junk)
const listOf = (one: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 8, arbitrary: fc.array(one, { maxLength: 3 }) }, junk)
const keyed = (one: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 8, arbitrary: fc.dictionary(text, one, { maxKeys: 3 }) }, junk)

const ref = fc
  .constantFrom('#/components/schemas/A', '#/components/schemas/B', '#/components/responses/R')
  .map($ref => ({ $ref }))
const schema: fc.Arbitrary<unknown> = fc.letrec(tie => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    ref,
    junk,
    some({
      type: text,
      properties: keyed(tie('schema')),
      items: tie('schema'),
      allOf: listOf(tie('schema')),
      maximum: junk,
    }),
  ),
})).schema
const content = fc.oneof(fc.record({ 'application/json': some({ schema }) }), junk)
const response = fc.oneof(ref, some({ description: text, content, headers: keyed(junk) }))
const parameter = fc.oneof(
  ref,
  some({ name: text, in: fc.constantFrom('query', 'header', 'path', 'x'), description: text, schema }),
)
const servers = listOf(some({ url: text, variables: keyed(some({ default: text, enum: listOf(text) })) }))
const security = listOf(keyed(junk))
const operation = some({
  operationId: text,
  summary: text,
  description: text,
  deprecated: fc.boolean(),
  security,
  servers,
  parameters: listOf(parameter),
  requestBody: fc.oneof(ref, some({ content })),
  responses: fc.oneof(fc.dictionary(fc.constantFrom('200', '400', 'default', '4XX'), response), junk),
})
const item = some({ get: operation, post: operation, parameters: listOf(parameter), servers })
const root = some({
  info: some({ version: text, title: text }),
  servers,
  security,
  paths: fc.oneof(fc.dictionary(fc.constantFrom('/a', '/b/{id}', '/v1/c'), item), junk),
  components: some({
    schemas: some({ A: schema, B: schema }),
    responses: some({ R: response }),
    securitySchemes: keyed(
      some({ type: text, in: text, name: text, flows: keyed(some({ tokenUrl: text })) }),
    ),
  }),
})
const roles = fc.dictionary(text, fc.oneof(text, fc.constantFrom('GET /a', 'POST /b/{x}')), { maxKeys: 3 })

describe.each(RULES)('%s on whatever a document may say', (id, check) => {
  it('never throws, and says what it declared and nothing else', async () => {
    const rule = shippedRule(id)
    await fc.assert(
      fc.asyncProperty(root, roles, text, async (given, roles, gateway) => {
        const document = {
          root: 'a.yaml',
          files: { 'a.yaml': given },
          roles,
          gateway,
          envelope: { code: '$.code' },
        }
        const evidence = { manifest: { wutong: 1 }, documents: [document] }
        const { crash, findings } = await observe(rule, check, { evidence })
        expect(crash).toBeUndefined()
        for (const { messageId, data } of findings)
          expect(Object.keys(data).sort()).toEqual([...(check.messages[messageId] ?? [])].sort())
      }),
      { numRuns: 100 },
    )
  })

  it('is done soon with a document made to keep it busy', { timeout: 60_000 }, async () => {
    const many = <T>(count: number, make: (index: number) => T) =>
      Array.from({ length: count }, (_, index) => make(index))
    const fields = Object.fromEntries(
      many(3000, index => [`f${index}`, { $ref: '#/components/schemas/Wide' }]),
    )
    const operation = {
      description: '/'.repeat(20_000),
      deprecated: true,
      requestBody: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Wide' } } } },
      responses: {
        200: {
          description: 'OK',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Chain0' } } },
        },
        400: {
          description: 'OK',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Wide' } } },
        },
      },
    }
    const chain = Object.fromEntries(
      many(1000, index => [
        `Chain${index}`,
        { allOf: many(20, next => ({ $ref: `#/components/schemas/Chain${(index + next + 1) % 1000}` })) },
      ]),
    )
    const given = {
      security: many(1000, index => ({ [`scheme${index}`]: [] })),
      servers: [
        {
          url: '{a}'.repeat(600),
          variables: { a: { default: 'x'.repeat(10_000), enum: many(5000, String) } },
        },
      ],
      paths: Object.fromEntries(many(1500, index => [`/p${index}`, { post: operation, get: operation }])),
      components: { schemas: { Wide: { type: 'object', properties: fields }, ...chain } },
    }
    const roles = Object.fromEntries(many(1500, index => [`role${index}`, `GET /q${index}`]))
    const documents = [
      {
        root: 'a.yaml',
        files: { 'a.yaml': given },
        roles,
        gateway: 'gjzwfwpt',
        envelope: { code: '$.code' },
      },
    ]
    const started = performance.now()
    const { crash } = await observe(shippedRule(id), check, {
      evidence: { manifest: { wutong: 1 }, documents },
    })
    expect(crash).toBeUndefined()
    // Under two seconds on an idle machine; the bound leaves room for a busy one, and quadratic work takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
