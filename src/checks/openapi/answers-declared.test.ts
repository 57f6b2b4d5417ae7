import { describe, expect, it } from 'vitest'
import { operations } from '../../derive/operations.ts'
import type { CheckContext, UnitCheck } from '../../model/check.ts'
import type { ApiDocument, Unit } from '../../model/evidence.ts'
import check from './answers-declared.ts'

const { judge } = check as unknown as UnitCheck

/** What the check says of each operation, with how many it examined. */
function judged(root: object, options: object, more: Partial<ApiDocument> = {}) {
  const document: ApiDocument = {
    api: 'biz',
    version: '3.1.0',
    root: 'api.yaml',
    files: { 'api.yaml': root },
    gateway: 'plain',
    refFaults: [],
    ...more,
  }
  const said: string[] = []
  let examined = 0
  for (const operation of operations(document)) {
    const unit: Unit = { key: operation.key, status: 'judged', required: true, data: operation }
    const note = (kind: string) => (id: string) => void said.push(`${operation.key} ${kind} ${id}`)
    const report = {
      failure: note('failure'),
      doubt: note('doubt'),
      note: note('note'),
      measure: () => {},
      untested: () => {},
    }
    examined += judge(unit, {} as CheckContext, options, report)
  }
  return { examined, said }
}

const FORBIDDEN = { when: 'secured', statuses: ['403', '4XX'], envelopeField: 'forbidden' }

describe('the same verb for another kind of refusal', () => {
  const root = {
    security: [{ gateway: [] }],
    paths: { '/a': { get: { responses: { 200: {}, 401: {} } }, put: { responses: { 403: {} } } } },
  }

  it('asks for the statuses it is given', () => {
    expect(judged(root, FORBIDDEN)).toEqual({ examined: 2, said: ['GET /a failure undeclared'] })
  })

  it('takes the business codes of its own field only', () => {
    const wrapped = {
      security: [{ gateway: [] }],
      paths: { '/a': { get: { responses: { 200: { content: { 'application/problem+json': {} } } } } } },
    }
    expect(judged(wrapped, FORBIDDEN, { envelope: { unauthenticated: ['401'] } }).said).toHaveLength(1)
    expect(judged(wrapped, FORBIDDEN, { envelope: { forbidden: [403] } }).said).toEqual([])
    expect(judged(wrapped, FORBIDDEN, { envelope: { forbidden: [] } }).said).toHaveLength(1)
  })

  it('looks at open operations too when told to', () => {
    const open = { paths: { '/a': { get: { responses: { 200: {} } } } } }
    expect(judged(open, FORBIDDEN)).toEqual({ examined: 0, said: [] })
    expect(judged(open, { ...FORBIDDEN, when: 'always' }).examined).toBe(1)
  })
})

describe('what a declared status is', () => {
  const options = { when: 'secured', statuses: ['401', '4XX'], envelopeField: 'unauthenticated' }
  const answers = (responses: unknown) =>
    judged({ security: [{ gateway: [] }], paths: { '/a': { get: { responses } } } }, options).said

  it('counts also when its description cannot be found: that is another fault', () => {
    expect(answers({ 200: {}, 401: { $ref: '#/components/responses/Lost' } })).toEqual([])
  })

  it('is not an extension, a similar word or a default', () => {
    expect(answers({ 200: {}, 'x-401': {} })).toEqual(['GET /a failure undeclared'])
    expect(answers({ 200: {}, '4xx': {} })).toEqual(['GET /a failure undeclared'])
    expect(answers({ default: {} })).toEqual(['GET /a doubt defaultOnly'])
    expect(answers(null)).toEqual(['GET /a failure undeclared'])
  })
})
