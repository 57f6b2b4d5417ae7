import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles judged by another code. */
  otherwise: string[]
  /** Most characters that may be read, by kind. */
  most: Record<string, number>
  /** Words beside numbers that are public by nature. */
  official: string[]
}

/** Personal data on lists and details is starred out. Fields of forms are left to their user. */
export default defineCheck<Options>()({
  name: 'pages/masked',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    plain: ['element', 'kind'],
    showsTooMuch: ['element', 'kind', 'visible', 'most'],
    namePlain: ['element', 'label'],
  },
  options: {
    type: 'object',
    required: ['otherwise', 'most', 'official'],
    additionalProperties: false,
    properties: {
      otherwise: { type: 'array', items: { type: 'string' } },
      most: { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } },
      official: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { otherwise, most, official }, report) {
    const { role, shown } = unit.data as PageCapture
    if (otherwise.includes(role)) return 0
    const personal = shown.filter(
      ({ field, specimen, label }) => !field && !specimen && !official.some(word => label.includes(word)),
    )
    for (const { element, kind, visible, length, label } of personal) {
      const where = {
        pointer: element.selector,
        identity: { element: element.selector, kind },
        template: { component: element.component, kind },
      }
      const bound = most[kind] ?? length
      if (kind === 'name') {
        if (visible === length) report.doubt('namePlain', { element: element.selector, label }, where)
      } else if (visible === length) report.failure('plain', { element: element.selector, kind }, where)
      else if (visible > bound)
        report.failure('showsTooMuch', { element: element.selector, kind, visible, most: bound }, where)
    }
    return personal.length
  },
})
