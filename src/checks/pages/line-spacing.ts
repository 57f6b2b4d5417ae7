import { defineCheck } from '../../model/check.ts'
import type { PageCapture, PageState } from '../../model/page.ts'

interface Options {
  states: PageState[]
  /** Least line height by font size. */
  line: number
  /** Least gap between paragraphs by the gap between lines. */
  paragraph: number
}

/** Lines and paragraphs of main text stand apart. A single line has no distance to judge. */
export default defineCheck<Options>()({
  name: 'pages/line-spacing',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    linesTooClose: ['element', 'ratio', 'least', 'text'],
    paragraphsTooClose: ['element', 'ratio', 'least', 'text'],
  },
  options: {
    type: 'object',
    required: ['states', 'line', 'paragraph'],
    additionalProperties: false,
    properties: {
      states: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { enum: ['standard', 'elder', 'enlarged', 'reflow'] },
      },
      line: { type: 'number', minimum: 1 },
      paragraph: { type: 'number', minimum: 1 },
    },
  },
  judge(unit, _context, { states, line, paragraph }, report) {
    const page = unit.data as PageCapture
    if (!states.includes(page.state)) return 0
    let examined = 0
    for (const { element, text, main, lines = 1, lineHeight, paragraphGap } of page.texts) {
      if (!main) continue
      const where = {
        pointer: element.selector,
        identity: { element: element.selector },
        template: { component: element.component },
      }
      if (lines > 1) {
        examined++
        if (lineHeight < line)
          report.failure(
            'linesTooClose',
            { element: element.selector, ratio: lineHeight, least: line, text },
            where,
          )
      }
      // With lines too close, their gap is no measure for paragraphs.
      if (paragraphGap !== null && lineHeight >= line) {
        examined++
        if (paragraphGap < paragraph)
          report.failure(
            'paragraphsTooClose',
            { element: element.selector, ratio: paragraphGap, least: paragraph, text },
            where,
          )
      }
    }
    return examined
  },
})
