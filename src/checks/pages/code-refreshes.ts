import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that show a licence by a code. */
  roles: string[]
  /** A code is another one after so many seconds. */
  most: number
}

/** The watch begins when the page was read, so a code may be a little younger than the page. */
const SLACK_SECONDS = 5
/** What redaction leaves of a citizen number, shown in full or starred out. */
const HOLDER = /⟦citizen-id:(\d{1,9}):\d{1,9}:(?:valid|masked)⟧/g

/**
 * The code that shows a licence becomes another one in time, and the page shows one holder. A picture that nothing calls a
 * code is in doubt; a page that shows none, as before login, cannot be judged.
 */
export default defineCheck<Options>()({
  name: 'pages/code-refreshes',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    staysSame: ['element', 'most'],
    perhapsStaysSame: ['element', 'most'],
    unreadable: ['element'],
    expires: ['seconds'],
    noCode: [],
    severalHolders: ['count'],
  },
  options: {
    type: 'object',
    required: ['roles', 'most'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', minItems: 1, items: { type: 'string' } },
      most: { type: 'integer', minimum: 1, maximum: 60 },
    },
  },
  judge(unit, _context, { roles, most }, report) {
    const { role, state, codeWatch, words } = unit.data as PageCapture
    if (!roles.includes(role) || state !== 'standard') return 0
    const holders = new Set([...words.matchAll(HOLDER)].map(([, number]) => number))
    if (holders.size > 1) report.doubt('severalHolders', { count: holders.size }, { identity: {} })
    const codes = codeWatch?.codes ?? []
    if (!codeWatch || codes.length === 0) {
      report.doubt('noCode', {}, { identity: {} })
      return 1
    }
    const inTime = (seconds: number | null) => seconds !== null && seconds <= most + SLACK_SECONDS
    const named = codes.filter(code => code.named)
    // Of pictures that nothing calls a code, one that changes is the code and the others are decoration.
    const judged = named.length > 0 ? named : codes.some(code => inTime(code.changedAfter)) ? [] : codes
    for (const { element, readable, changedAfter } of judged) {
      if (inTime(changedAfter)) continue
      const where = { pointer: element.selector, identity: { element: element.selector } }
      if (!readable) report.doubt('unreadable', { element: element.selector }, where)
      else if (inTime(codeWatch.expiredAfter))
        report.note('expires', { seconds: codeWatch.expiredAfter ?? 0 }, where)
      else if (named.length > 0) report.failure('staysSame', { element: element.selector, most }, where)
      else report.doubt('perhapsStaysSame', { element: element.selector, most }, where)
    }
    return Math.max(1, judged.length)
  },
})
