import { describe, expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import reviewIndicators from './review-indicators.ts'

const rule = shippedRule('service/review-indicators')
const FIVE = ['整体满意度', '办事效率', '办事指南精确度', '办事便捷度', '平台操作性']

function saidOf(files: Record<string, unknown>, schema: unknown) {
  const root = {
    openapi: '3.0.3',
    paths: {
      '/reviews': { post: { requestBody: { content: { 'application/json': { schema } } }, responses: {} } },
    },
  }
  const document = { api: 'reviews', roles: { 'review.submit': 'POST /reviews' }, root: 'openapi.yaml' }
  return observe(rule, reviewIndicators, {
    evidence: { documents: [{ ...document, files: { 'openapi.yaml': root, ...files } }] },
  })
}

describe('openapi/review-indicators', () => {
  it('follows references into other files and reports there', async () => {
    const files = { 'schemas.yaml': { Scores: { properties: { kind: { enum: FIVE.slice(1) } } } } }
    const { findings } = await saidOf(files, { $ref: 'schemas.yaml#/Scores' })
    expect(
      findings.map(({ messageId, data, locus }) => [messageId, data.indicators, locus.file, locus.pointer]),
    ).toEqual([['missing', '整体满意度', 'schemas.yaml', '/Scores/properties/kind']])
  })

  it('ends on a schema that holds itself and on one of endless depth', async () => {
    const files = {
      'schemas.yaml': { A: { properties: { a: { $ref: '#/A' }, b: { allOf: [{ $ref: '#/A' }] } } } },
    }
    expect((await saidOf(files, { $ref: 'schemas.yaml#/A' })).said).toEqual([
      'doubt notFound /paths/~1reviews/post/requestBody',
    ])
    let deep: unknown = { enum: FIVE.slice(1) }
    for (let level = 0; level < 20_000; level++) deep = { items: deep }
    const { crash, outcome } = await saidOf({}, deep)
    expect(crash).toBeUndefined()
    expect(outcome).toBe('cantTell')
  })

  it.each([
    ['values of other kinds', { enum: [1, null, {}, ['整体满意度']] }],
    ['a body that is none', 'x'],
    ['properties of a prototype', JSON.parse('{"properties": {"__proto__": {"enum": []}}}')],
    ['two of five, as any questionnaire may ask', { enum: [FIVE[0], FIVE[1], '等候时间'] }],
  ])('does not fail by a guess: %s', async (_name, schema) => {
    const { crash, outcome } = await saidOf({}, schema)
    expect(crash).toBeUndefined()
    expect(outcome).toBe('cantTell')
  })
})
