import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { FieldState } from '../../model/page-assist.ts'

interface Options {
  /** Signs and words by which a label or placeholder says that a field must be filled in. */
  marks: string[]
}

/** A field that must be filled in, or is filled in wrongly, says so by text or a sign and not by colour alone. */
export default defineCheck<Options>()({
  name: 'pages/field-states',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    requiredByColour: ['element', 'label', 'colour', 'other'],
    wrongByColour: ['element', 'label'],
    perhapsWrongByColour: ['element', 'label', 'colour'],
  },
  options: {
    type: 'object',
    required: ['marks'],
    additionalProperties: false,
    properties: { marks: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  judge(unit, _context, { marks }, report) {
    const { fieldStates } = (unit.data as PageCapture).assist
    const marked = ({ label, placeholder, labelIcon }: FieldState) =>
      labelIcon || marks.some(mark => label.includes(mark) || placeholder.includes(mark))
    const plain = fieldStates.find(
      ({ required, wrong, label }) => !required && wrong === 'no' && label !== '',
    )
    const calm = fieldStates.find(({ wrong }) => wrong === 'no')
    let examined = 0
    for (const field of fieldStates) {
      const { element, label, required, wrong, message, rowIcon, labelColour, borderColour } = field
      const where = {
        pointer: element.selector,
        identity: { element: element.selector },
        template: { component: element.component },
      }
      if (required || wrong === 'stated') examined++
      if (wrong !== 'no') {
        if (message !== '' || rowIcon) continue
        if (wrong === 'stated') report.failure('wrongByColour', { element: element.selector, label }, where)
        else if (calm && calm.borderColour !== borderColour)
          report.doubt(
            'perhapsWrongByColour',
            { element: element.selector, label, colour: borderColour },
            where,
          )
        continue
      }
      if (!required || label === '' || marked(field) || !plain || plain.labelColour === labelColour) continue
      report.failure(
        'requiredByColour',
        { element: element.selector, label, colour: labelColour, other: plain.labelColour },
        where,
      )
    }
    return examined
  },
})
