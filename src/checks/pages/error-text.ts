import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

/** A field that is stated to be wrong has text tied to it or beside it that says what is wrong. Colour alone is another fault. */
export default defineCheck()({
  name: 'pages/error-text',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { errorUnsaid: ['element', 'label'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const wrong = (unit.data as PageCapture).assist.fieldStates.filter(field => field.wrong === 'stated')
    for (const { element, label, message, rowIcon } of wrong) {
      if (message !== '' || !rowIcon) continue
      report.failure(
        'errorUnsaid',
        { element: element.selector, label },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return wrong.length
  },
})
