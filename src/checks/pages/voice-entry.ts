import { isFirstLook, offersOf, withoutInnocent } from '../../derive/page-sayings.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages on which one may stand. */
  roles: string[]
  /** What it is called. */
  entry: string[]
  /** Longer words that hold one of those and mean something else. */
  innocent: string[]
}

/** Part of the name of every permission that opens it. */
const MICROPHONE = 'microphone'
const TYPED = new Set(['text', 'search', 'textarea'])

/** One can say what one needs, and type it instead; the microphone waits for a tap. */
export default defineFold<Options>()<
  { looked: number; found: number },
  { noVoiceEntry: ['roles']; noTextInstead: ['element']; microphoneUntapped: ['permission'] }
>({
  name: 'pages/voice-entry',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    noVoiceEntry: ['roles'],
    noTextInstead: ['element'],
    microphoneUntapped: ['permission'],
  },
  stateBytesPerUnit: 1,
  options: {
    type: 'object',
    required: ['roles', 'entry', 'innocent'],
    additionalProperties: false,
    properties: Object.fromEntries(
      ['roles', 'entry', 'innocent'].map(name => [
        name,
        { type: 'array', items: { type: 'string', minLength: 1 } },
      ]),
    ),
  },
  init: () => ({ looked: 0, found: 0 }),
  step(state, unit, _context, { roles, entry, innocent }, report) {
    const page = unit.data as PageCapture
    if (!roles.includes(page.role) || !isFirstLook(page)) return 0
    state.looked++
    const voice = offersOf(page).find(({ text }) =>
      entry.some(word => withoutInnocent(text, innocent).includes(word)),
    )
    const early = page.asked.find(({ permission, tapped }) => permission.includes(MICROPHONE) && !tapped)
    if (early)
      report.failure(
        'microphoneUntapped',
        { permission: early.permission },
        { identity: { role: page.role } },
      )
    if (!voice) return early ? 1 : 0
    state.found++
    const typed = page.fields.some(({ type }) => TYPED.has(type))
    if (!typed) {
      const { selector, component } = voice.element
      report.failure(
        'noTextInstead',
        { element: selector },
        { pointer: selector, identity: {}, template: { component } },
      )
    }
    return 1
  },
  end({ looked, found }, _context, { roles }, report) {
    if (looked === 0 || found > 0) return 0
    report.failure('noVoiceEntry', { roles: roles.join('、') }, { identity: {} })
    return 1
  },
})
