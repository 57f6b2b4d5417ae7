import { marksOf } from '../view.ts'
import { wrap } from './layout.ts'
import { keysToProvide } from './rest.ts'
import { block, indented, type Sheet } from './sheet.ts'

/** Marks in use with their meaning, then what to do next. */
export function legendAndNext(sheet: Sheet): string[][] {
  const { scorecard, speech, paint, width } = sheet
  const shown = scorecard.assessments.filter(({ outcome }) => outcome === 'failed' || outcome === 'cantTell')
  const used = new Set(shown.flatMap(marksOf))
  const order = ['text', 'interpretation', 'unread', 'reference', 'local', 'declared'] as const
  const legend = order
    .filter(mark => used.has(mark))
    .map(
      mark =>
        `${speech.say(`mark.${mark}`)}${speech.lang === 'zh' ? '' : ' '}${speech.say(`markMeans.${mark}`)}`,
    )
  const next = suggestions(sheet)
  return [
    legend.flatMap(line => wrap(line, width)).map(paint.faint),
    next.length === 0
      ? []
      : block(
          speech.say('report.next'),
          next.flatMap(text => indented(text, sheet)),
          sheet,
        ),
  ]
}

function suggestions(sheet: Sheet): string[] {
  const { scorecard, speech, causes } = sheet
  const keys = keysToProvide(sheet)
  const first = causes.find(cause => cause.kind === 'failure' && cause.fresh > 0) ?? causes[0]
  const lapsed = scorecard.waivers.some(({ state }) => state === 'expired' || state === 'stale')
  const waiting = scorecard.codes.some(({ outcome }) => outcome === 'untested')
  return [
    ...(waiting && keys !== '' ? [speech.say('suggest.provide', { keys })] : []),
    ...(first ? [speech.say('suggest.explain', { code: first.code })] : []),
    ...(lapsed ? [speech.say('suggest.waiverRenew')] : []),
    ...(first?.kind === 'failure' && !scorecard.baseline ? [speech.say('suggest.baseline')] : []),
    ...(scorecard.coverage.judged > 0 ? [speech.say('suggest.html')] : []),
  ]
}

/** The watermark of samples and the sentence every report ends with. */
export function closing({ scorecard, speech, paint, width }: Sheet): string[] {
  return [
    ...(scorecard.target.fictional ? wrap(speech.say('report.fictionalMeans'), width).map(paint.warn) : []),
    ...wrap(speech.say('report.closing'), width),
  ]
}
