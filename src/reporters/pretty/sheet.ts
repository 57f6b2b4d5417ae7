import type { ReportOptions } from '../../model/reporter.ts'
import type { Scorecard } from '../../model/scorecard.ts'
import type { Speech } from '../speech.ts'
import { type CauseView, causesInOrder } from '../view.ts'
import { columns, labelled, pad, wrap } from './layout.ts'
import type { Paint } from './paint.ts'

/** Below this the table has no room; narrower terminals get lines of this width. */
const NARROWEST = 60

/** What every section of the terminal report works with. */
export interface Sheet {
  scorecard: Scorecard
  options: ReportOptions
  speech: Speech
  paint: Paint
  width: number
  verbose: boolean
  causes: CauseView[]
}

export function sheetOf(scorecard: Scorecard, options: ReportOptions, speech: Speech, paint: Paint): Sheet {
  return {
    scorecard,
    options,
    speech,
    paint,
    width: Math.max(NARROWEST, Math.min(160, options.width)),
    verbose: options.detail === 'verbose',
    causes: causesInOrder(scorecard),
  }
}

/** A heading and what stands under it, two columns in. */
export function block(heading: string, lines: string[], { paint, width }: Sheet): string[] {
  return [...wrap(heading, width).map(paint.strong), ...lines]
}

/** `  label  text`, the label in a column of its own. */
export function entry(label: string, text: string, { paint, width }: Sheet, column = 0): string[] {
  const shown = `  ${pad(label, Math.max(column, Math.min(columns(label), 30)))}  `
  return labelled(shown, text, width, paint.faint)
}

export function indented(text: string, { width }: Sheet, indent = 2): string[] {
  return wrap(text, width - indent).map(line => ' '.repeat(indent) + line)
}
