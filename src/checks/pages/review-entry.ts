import { isFirstLook, offersOf, withoutInnocent } from '../../derive/page-sayings.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Role of the page of a finished case. */
  role: string
  /** Words of which a finished case shows one. */
  finished: string[]
  /** Words of which the entry to the review holds one. */
  entry: string[]
  /** Longer words that hold one of those and lead elsewhere. */
  innocent: string[]
}

/** The page of a finished case leads to a review. */
export default defineFold<Options>()<
  { seen: number },
  { noEntry: []; entryNotTappable: ['word']; notFinished: ['url'] }
>({
  name: 'pages/review-entry',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { noEntry: [], entryNotTappable: ['word'], notFinished: ['url'] },
  stateBytesPerUnit: 8,
  options: {
    type: 'object',
    required: ['role', 'finished', 'entry', 'innocent'],
    additionalProperties: false,
    properties: {
      role: { type: 'string', minLength: 1 },
      finished: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      entry: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      innocent: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  init: () => ({ seen: 0 }),
  step(state, unit, _context, { role, finished, entry, innocent }, report) {
    const page = unit.data as PageCapture
    if (page.role !== role || !isFirstLook(page)) return 0
    state.seen++
    const words = withoutInnocent(page.words, innocent)
    if (!finished.some(word => words.includes(word))) {
      // A sign-in page in its place, or a case that is still under way.
      report.doubt('notFinished', { url: page.finalUrl }, { identity: {} })
      return 1
    }
    const offers = offersOf(page).map(({ text }) => withoutInnocent(text, innocent))
    if (entry.some(word => offers.some(text => text.includes(word)))) return 1
    const word = entry.find(one => words.includes(one))
    if (word === undefined) report.failure('noEntry', {}, { identity: {} })
    else report.doubt('entryNotTappable', { word }, { identity: {} })
    return 1
  },
  end({ seen }, _context, _options, report) {
    if (seen === 0) report.untested('not-provided')
    return 0
  },
})
