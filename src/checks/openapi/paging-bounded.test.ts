import { describe, expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import check from './paging-bounded.ts'

const rule = shippedRule('standards/paging')

/** What is said of one page size described like this. */
async function said(description: string): Promise<string[]> {
  const parameters = [{ name: 'pageSize', in: 'query', description, schema: { type: 'integer' } }]
  const documents = [{ openapi: '3.0.3', paths: { '/a': { get: { parameters } } } }]
  return (await observe(rule, check, { evidence: { documents } })).findings.map(({ messageId }) => messageId)
}

describe('a bound in words', () => {
  // Texts of the kinds met in real documents.
  it.each([
    'The maximum number of listings to return, between 1 and 500.',
    'How many items should be returned per page, maximum of 1,000',
    'Page limit default 20, max 100',
    'The number of items to return (up to 1000 per request)',
    '每页条数，不超过 100 条',
    '每页条数（100 以内）',
  ])('%s', async text => expect(await said(text)).toEqual(['boundInWords']))

  it.each([
    'The maximum number of returned processes per page of results. Defaults to 50.',
    'Optional. The page limit. If not specified, the default page limit is 10.',
    'Pagination limit',
    '每页条数，默认 20',
    '',
  ])('is not seen in: %s', async text => expect(await said(text)).toEqual(['unbounded']))
})
