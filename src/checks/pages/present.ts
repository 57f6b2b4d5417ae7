import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Role of the page. */
  role: string
  /** A page of that role says one of these. */
  words: string[]
}

/** The app has a page of some role, and it holds what its role promises. */
export default defineFold<Options>()<
  { home: boolean; seen: boolean },
  { noPage: ['role']; otherContent: ['role'] }
>({
  name: 'pages/present',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: { noPage: ['role'], otherContent: ['role'] },
  stateBytesPerUnit: 0,
  options: {
    type: 'object',
    required: ['role', 'words'],
    additionalProperties: false,
    properties: {
      role: { type: 'string', minLength: 1 },
      words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  init: () => ({ home: false, seen: false }),
  step(state, unit, _context, { role, words }, report) {
    const page = unit.data as PageCapture
    if (page.state !== 'standard') return 0
    if (page.role === 'home') state.home = true
    if (page.role !== role) return 0
    state.seen = true
    if (!words.some(word => page.words.includes(word)))
      report.failure('otherContent', { role }, { identity: { role } })
    return 1
  },
  end({ home, seen }, { manifest }, { role }, report) {
    // Stated and lost, or provided by the host: not for this rule to say.
    if (seen || !home || manifest?.pages?.[role] !== undefined) return 0
    report.doubt('noPage', { role }, { identity: { role } })
    return 1
  },
})
