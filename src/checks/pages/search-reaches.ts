import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { SearchAnswer } from '../../model/page-search.ts'

interface Options {
  /** What is typed; each must lead there. */
  queries: string[]
  /** An answer that holds one of these is the page looked for. */
  names: string[]
  /** Role in the manifest of the page looked for; an answer that leads to its address is it. */
  role: string
}

/** A search for each of several names offers one and the same page. Only where the search was allowed to be asked. */
export default defineFold<Options>()<
  { pages: number; asked: number; unasked: boolean },
  {
    notReached: ['query', 'answers']
    perhapsReached: ['query', 'answer']
    noField: []
  }
>({
  name: 'pages/search-reaches',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: { notReached: ['query', 'answers'], perhapsReached: ['query', 'answer'], noField: [] },
  stateBytesPerUnit: 8,
  options: {
    type: 'object',
    required: ['queries', 'names', 'role'],
    additionalProperties: false,
    properties: {
      queries: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      names: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      role: { type: 'string', minLength: 1 },
    },
  },
  init: () => ({ pages: 0, asked: 0, unasked: false }),
  step(state, unit, { manifest }, { queries, names, role }, report) {
    const { search } = unit.data as PageCapture
    state.pages++
    const ours = search?.asked.filter(({ query }) => queries.includes(query)) ?? []
    if (!search || (search.field !== null && ours.length === 0)) return 0
    const unasked = search.unasked?.some(query => queries.includes(query)) ?? false
    // A visit that was to search for something else.
    if (search.unasked && !unasked && ours.length === 0) return 0
    state.asked++
    if (search.field === null) {
      report.doubt('noField', {}, { identity: {} })
      return 1
    }
    if (unasked) state.unasked = true
    const route = (manifest?.pages as Record<string, unknown> | undefined)?.[role]
    const leads = ({ text, href }: SearchAnswer) =>
      names.some(name => text.includes(name)) ||
      (typeof route === 'string' && route.length > 1 && (href?.endsWith(route) ?? false))
    for (const { query, answers } of ours) {
      const found = answers.filter(leads)
      // A chip of what was searched for is no answer, and what stood there before was not found by searching.
      if (found.some(({ fresh, text, href }) => fresh && (href !== null || text !== query))) continue
      const [perhaps] = found
      const where = { identity: { query } }
      if (perhaps) report.doubt('perhapsReached', { query, answer: perhaps.text }, where)
      else
        report.failure('notReached', { query, answers: answers.filter(({ fresh }) => fresh).length }, where)
    }
    return ours.length
  },
  end({ pages, asked, unasked }, _context, _options, report) {
    if (unasked) report.untested('incomplete')
    else if (pages > 0 && asked === 0) report.untested('not-authorised')
    return 0
  },
})
