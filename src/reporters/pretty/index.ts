import type { Reporter } from '../../model/reporter.ts'
import { speechOf } from '../speech.ts'
import { causes } from './causes.ts'
import { closing, legendAndNext } from './closing.ts'
import { conclusion, header } from './head.ts'
import { paintOf } from './paint.ts'
import { notJudged, observations } from './rest.ts'
import { settlements } from './settlements.ts'
import { sheetOf } from './sheet.ts'
import { table } from './table.ts'

/** The scorecard for a terminal: never wider than `options.width`, plain text without `options.color`. */
export const report: Reporter = (scorecard, options) => {
  const sheet = sheetOf(scorecard, options, speechOf(options), paintOf(options.color))
  const blocks =
    options.detail === 'quiet'
      ? [[...conclusion(sheet), ...closing(sheet)]]
      : [
          header(sheet),
          conclusion(sheet),
          table(sheet),
          ...causes(sheet),
          ...notJudged(sheet),
          ...observations(sheet),
          ...settlements(sheet),
          ...legendAndNext(sheet),
          closing(sheet),
        ]
  return `${blocks
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`
}
