import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Pages that must offer the elder version. */
  roles: string[]
  /** Its usual names. */
  names: string[]
}

/** The elder version is offered by one of its names, as something to tap. What has no name at all may be it. */
export default defineCheck<Options>()({
  name: 'pages/elder-entrance',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    noEntrance: ['role', 'names'],
    notTappable: ['role', 'name'],
    perhapsNameless: ['role', 'count', 'element'],
  },
  options: {
    type: 'object',
    required: ['roles', 'names'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      names: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { roles, names }, report) {
    const page = unit.data as PageCapture
    const { role, state, targets, links, words, search } = page
    if (state !== 'standard' || search || !roles.includes(role)) return 0
    if (page.cut.includes('targets') || page.cut.includes('elements')) {
      report.untested('incomplete')
      return 0
    }
    const offered = [...targets.map(({ name }) => name), ...links.map(({ text }) => text)]
    if (offered.some(said => names.some(name => said.includes(name)))) return 1
    const spoken = names.find(name => words.includes(name))
    const [nameless, ...others] = targets.filter(({ name }) => name === '')
    if (spoken !== undefined) report.doubt('notTappable', { role, name: spoken }, { identity: { role } })
    else if (nameless) {
      const element = nameless.element.selector
      report.doubt('perhapsNameless', { role, count: others.length + 1, element }, { identity: { role } })
    } else report.failure('noEntrance', { role, names: names.join('、') }, { identity: { role } })
    return 1
  },
})
