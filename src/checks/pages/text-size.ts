import { hasElderVersion } from '../../derive/elder-mode.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture, PageState } from '../../model/page.ts'

interface Options {
  /** Which states are looked at. */
  states: PageState[]
  /** Least size of main text, dp. */
  least: number
}

/** Main text is large enough. Text in bars, buttons and labels is no main text; nor is a single mark. */
export default defineCheck<Options>()({
  name: 'pages/text-size',
  version: 2,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { tooSmall: ['element', 'size', 'least', 'text'] },
  options: {
    type: 'object',
    required: ['states', 'least'],
    additionalProperties: false,
    properties: {
      states: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { enum: ['standard', 'elder', 'enlarged', 'reflow'] },
      },
      least: { type: 'number', minimum: 1 },
    },
  },
  judge(unit, _context, { states, least }, report) {
    const page = unit.data as PageCapture
    if (!states.includes(page.state)) return 0
    // Where the elder version changes nothing, that is the fault.
    if (page.state === 'elder' && !hasElderVersion(page)) return 0
    let examined = 0
    for (const { element, main, characters, fontSize, text } of page.texts) {
      if (!main || characters < 2) continue
      examined++
      if (fontSize >= least) continue
      report.failure(
        'tooSmall',
        { element: element.selector, size: fontSize, least, text },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return examined
  },
})
