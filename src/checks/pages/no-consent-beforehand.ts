import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** A box whose label holds one of these asks for consent. */
  words: string[]
}

/** No box that asks for consent is ticked when the page comes. */
export default defineCheck<Options>()({
  name: 'pages/no-consent-beforehand',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { tickedAlready: ['element', 'label'] },
  options: {
    type: 'object',
    required: ['words'],
    additionalProperties: false,
    properties: { words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  judge(unit, _context, { words }, report) {
    const { fields } = unit.data as PageCapture
    const asking = fields.filter(
      ({ type, label }) => type === 'checkbox' && words.some(word => label.includes(word)),
    )
    for (const { element, label, filled } of asking) {
      if (!filled) continue
      report.failure(
        'tickedAlready',
        { element: element.selector, label },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return asking.length
  },
})
