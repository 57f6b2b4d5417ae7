import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Least contrast of text, and of text larger than `largeAbove` dp. */
  least: number
  leastLarge: number
  largeAbove: number
}

/** Text stands out from its background. Contrast is axe-core's; which text is large is decided here, in dp. */
export default defineCheck<Options>()({
  name: 'pages/contrast',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    tooFaint: ['element', 'ratio', 'least', 'size', 'foreground', 'background'],
    notMeasured: ['element'],
  },
  options: {
    type: 'object',
    required: ['least', 'leastLarge', 'largeAbove'],
    additionalProperties: false,
    properties: {
      least: { type: 'number', minimum: 1, maximum: 21 },
      leastLarge: { type: 'number', minimum: 1, maximum: 21 },
      largeAbove: { type: 'number', minimum: 1 },
    },
  },
  judge(unit, _context, options, report) {
    const page = unit.data as PageCapture
    if (page.cut.includes('axe')) {
      report.untested('incomplete')
      return 0
    }
    for (const fact of page.axe) {
      if (fact.id !== 'color-contrast') continue
      for (const { element, data } of fact.nodes) {
        const where = {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        }
        const ratio = Number(data.contrastRatio)
        const size = dpOf(data.fontSize, page.scale)
        const least = size > options.largeAbove ? options.leastLarge : options.least
        // A single character may be a sign; where it stands out nothing is in doubt.
        if (ratio >= least && (fact.kind === 'violation' || data.messageKey === 'shortTextContent')) continue
        if (fact.kind === 'incomplete' || !(ratio > 0)) {
          report.doubt('notMeasured', { element: element.selector }, where)
          continue
        }
        report.failure(
          'tooFaint',
          {
            element: element.selector,
            ratio,
            least,
            size,
            foreground: `${data.fgColor ?? '-'}`,
            background: `${data.bgColor ?? '-'}`,
          },
          where,
        )
      }
    }
    return page.axeExamined.includes('color-contrast') ? 1 : 0
  },
})

/** axe-core says `12.0pt (16px)`. */
function dpOf(fontSize: string | number | undefined, scale: number): number {
  const pixels = Number(/\(([\d.]+)px\)/.exec(`${fontSize ?? ''}`)?.[1] ?? 0)
  return Math.round(pixels * scale * 10) / 10
}
