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
    ...nearMisses(sheet),
    ...(severalOwners(sheet) ? [speech.say('suggest.owner')] : []),
    ...(lapsed ? [speech.say('suggest.waiverRenew')] : []),
    ...(first?.kind === 'failure' && !scorecard.baseline ? [speech.say('suggest.baseline')] : []),
    ...(scorecard.coverage.judged > 0 ? [speech.say('suggest.html')] : []),
  ]
}

/** A code that fails at no more places than this is nearly met (ours). */
const NEARLY = 3
const NEARLY_SHOWN = 3

/** Codes that a handful of places keep from being met, with the points they would bring. */
function nearMisses({ scorecard, speech, causes }: Sheet): string[] {
  const places = new Map<string, number>()
  for (const { kind, code, total } of causes) {
    if (kind === 'failure') places.set(code, (places.get(code) ?? 0) + total)
  }
  const near = scorecard.codes
    .filter(({ code, gain }) => gain !== undefined && (places.get(code) ?? NEARLY + 1) <= NEARLY)
    .sort((a, b) => (b.gain ?? 0) - (a.gain ?? 0))
    .slice(0, NEARLY_SHOWN)
  if (near.length === 0) return []
  const list = near.map(({ code, gain }) =>
    speech.say('suggest.near', { code, places: places.get(code) ?? 0, gain: gain ?? 0 }),
  )
  const codes = near.map(({ code }) => code).join(',')
  return [speech.say('suggest.nearly', { list: speech.list(list), codes })]
}

/** Several owners have something to mend, and the gate did not tell them apart. */
function severalOwners({ scorecard, causes }: Sheet): boolean {
  const owners = new Set(
    causes.filter(({ kind, fresh }) => kind === 'failure' && fresh > 0).map(c => c.fixOwner),
  )
  return owners.size > 1 && scorecard.gate.owners === undefined
}

/** The watermark of samples and the sentence every report ends with. */
export function closing({ scorecard, speech, paint, width }: Sheet): string[] {
  return [
    ...(scorecard.target.fictional ? wrap(speech.say('report.fictionalMeans'), width).map(paint.warn) : []),
    ...wrap(speech.say('report.closing'), width),
  ]
}
