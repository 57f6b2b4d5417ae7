import { isFirstLook, offersOf } from '../../derive/page-sayings.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages with content to be read. */
  roles: string[]
  /** What a control that reads aloud is called. */
  entry: string[]
  /** What a page says of another way to have it read, wherever in the app. */
  otherWay: string[]
}

interface State {
  /** Pages, by role, that name a control or another way. */
  offered: boolean
  explained: boolean
}

/** Content pages can be read aloud, or the app says how else. Two passes: the other way may stand on any page. */
export default defineFold<Options>()<State, { noReadAloud: []; perhapsElsewhere: [] }>({
  name: 'pages/read-aloud',
  version: 1,
  unit: 'page',
  passes: ['page', 'page'],
  needs: { required: ['pages'], optional: [] },
  messages: { noReadAloud: [], perhapsElsewhere: [] },
  stateBytesPerUnit: 1,
  options: {
    type: 'object',
    required: ['roles', 'entry', 'otherWay'],
    additionalProperties: false,
    properties: Object.fromEntries(
      ['roles', 'entry', 'otherWay'].map(name => [
        name,
        { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      ]),
    ),
  },
  init: () => ({ offered: false, explained: false }),
  step(state, unit, _context, { roles, entry, otherWay }, report, pass) {
    const page = unit.data as PageCapture
    if (!isFirstLook(page)) return 0
    const offers = entry.some(word => offersOf(page).some(({ text }) => text.includes(word)))
    if (pass === 0) {
      state.offered ||= offers
      state.explained ||= otherWay.some(word => page.words.includes(word))
      return 0
    }
    if (!roles.includes(page.role)) return 0
    if (offers || state.explained) return 1
    // One button for the whole app may float over every page or stand on the home page only.
    if (state.offered) report.doubt('perhapsElsewhere', {}, { identity: {} })
    else report.failure('noReadAloud', {}, { identity: {} })
    return 1
  },
  end: () => 0,
})
