import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Parameters that carry a ticket or token, compared without case, `_` and `-`. */
  tokens: string[]
  /** Parameters that often do, and often carry something else. */
  perhaps: string[]
}

/** Addresses of pages as they are left, and what others are told as referrer, carry no ticket and no token. */
export default defineFold<Options>()<
  { pages: number },
  { tokenLeft: ['place', 'name']; perhapsToken: ['place', 'name']; notSignedIn: ['count'] }
>({
  name: 'pages/no-token-left',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { tokenLeft: ['place', 'name'], perhapsToken: ['place', 'name'], notSignedIn: ['count'] },
  stateBytesPerUnit: 0,
  options: {
    type: 'object',
    required: ['tokens', 'perhaps'],
    additionalProperties: false,
    properties: {
      tokens: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      perhaps: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  init: () => ({ pages: 0 }),
  step(state, unit, _context, { tokens, perhaps }, report) {
    const { traces } = unit.data as PageCapture
    state.pages++
    for (const { place, name, kind } of traces) {
      if (place !== 'address' && place !== 'referer') continue
      if (kind !== 'opaque' && kind !== 'web-token') continue
      const plain = name.toLowerCase().replace(/[_-]/g, '')
      const where = { identity: { place, name } }
      if (kind === 'web-token' || tokens.includes(plain)) report.failure('tokenLeft', { place, name }, where)
      else if (perhaps.includes(plain)) report.doubt('perhapsToken', { place, name }, where)
    }
    return 1
  },
  end({ pages }, _context, _options, report) {
    // Nobody signs in during a look: what comes after it was not seen, and is said not to be.
    if (pages > 0) report.note('notSignedIn', { count: pages }, { identity: {} })
    return 0
  },
})
