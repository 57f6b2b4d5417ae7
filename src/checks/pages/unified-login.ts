import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Names under which unified sign-in is offered. */
  unified: string[]
  /** Buttons and links that open an account of one's own. */
  register: string[]
  /** Longer words with another meaning. */
  aside: string[]
}

const strings = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/** The sign-in page offers the unified sign-in of State or province, and sends nobody to register with this app first. */
export default defineCheck<Options>()({
  name: 'pages/unified-login',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { noUnifiedEntry: [], registersLocally: ['element', 'name'] },
  options: {
    type: 'object',
    required: ['unified', 'register', 'aside'],
    additionalProperties: false,
    properties: { unified: strings, register: strings, aside: strings },
  },
  judge(unit, _context, { unified, register, aside }, report) {
    const { role, state, title, words, targets } = unit.data as PageCapture
    if (role !== 'login' || state !== 'standard') return 0
    const said = `${title} ${words} ${targets.map(({ name }) => name).join(' ')}`
    if (!unified.some(word => said.includes(word))) {
      report.failure('noUnifiedEntry', {}, { identity: {} })
      return 1
    }
    for (const { element, name } of targets) {
      const left = aside.reduce((text, word) => text.replaceAll(word, ''), name)
      if (!register.some(word => left.includes(word))) continue
      report.doubt(
        'registersLocally',
        { element: element.selector, name },
        { pointer: element.selector, identity: { element: element.selector } },
      )
    }
    return 1
  },
})
