import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

/** Each header cell of a table has cells it is the header of. */
export default defineCheck()({
  name: 'pages/table-headers',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { headsNothing: ['element', 'text'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const { headers, emptyHeaders } = (unit.data as PageCapture).assist
    for (const { element, text } of emptyHeaders) {
      report.failure(
        'headsNothing',
        { element: element.selector, text },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return headers
  },
})
