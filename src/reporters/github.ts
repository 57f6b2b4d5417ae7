import type { Place } from '../model/input-error.ts'
import type { Reporter, ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { visible } from '../text/fill.ts'
import { causeLines } from './cause-lines.ts'
import { gateWords } from './pretty/head.ts'
import { markWords, type Speech, speechOf, unreadableWords } from './speech.ts'
import { type CauseView, causesInOrder, totalsOf } from './view.ts'

/** GitHub shows so many annotations of one kind for a step and drops the rest in silence. */
const SHOWN = 10
const OUTCOMES = ['passed', 'failed', 'cantTell', 'untested', 'inapplicable'] as const

interface Annotation {
  kind: 'error' | 'warning' | 'notice'
  at: Partial<Place>
  title: string
  text: string
  isCause: boolean
}

/**
 * Workflow commands of GitHub, one annotation a cause at its first place, heaviest causes first; the last one tells the
 * verdict, the counts and what is not shown. They work on standard output, and paths are relative to the folder of the manifest.
 */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const all =
    options.detail === 'quiet' ? [] : [...inputs(scorecard, options, speech), ...causes(scorecard, speech)]
  const of = (kind: Annotation['kind'], most: number) => all.filter(one => one.kind === kind).slice(0, most)
  // The closing notice is the tenth.
  const shown = [...of('error', SHOWN), ...of('warning', SHOWN), ...of('notice', SHOWN - 1)]
  const hidden = totalsOf(scorecard).causes - shown.filter(({ isCause }) => isCause).length
  return [...shown, closing(scorecard, hidden, speech)].map(command).join('')
}

/** Inputs that could not be read and checks that crashed. */
function inputs({ evidence, crashes }: Scorecard, options: ReportOptions, speech: Speech): Annotation[] {
  const unread = evidence.unreadable.map(one => {
    const { where, what, mend } = unreadableWords(one, options.words, speech)
    const title = speech.say(`kind.${one.kind}`)
    return { at: one.place ?? {}, title, text: [where, what, mend].filter(Boolean).join('\n') }
  })
  const crashed = crashes.map(({ rule, error }) => ({ at: {}, title: visible(rule), text: visible(error) }))
  return [...unread, ...crashed].map(one => ({ ...one, kind: 'error', isCause: false }))
}

function causes(scorecard: Scorecard, speech: Speech): Annotation[] {
  return causesInOrder(scorecard).map(cause => {
    const level = cause.kind === 'doubt' ? 'outcome.cantTell' : `level.${cause.assessment.level}`
    const title = speech.pick(scorecard.words.codes[cause.code])
    return {
      kind: kindOf(cause),
      at: cause.example.locus,
      title: [speech.say(level), markWords(cause.marks, speech), visible(cause.code), title].join(' ').trim(),
      text: causeLines(cause, [cause.example], scorecard, speech, 1).join('\n'),
      isCause: true,
    }
  })
}

/** What is waived or known from the baseline is told, not warned of. */
function kindOf(cause: CauseView): Annotation['kind'] {
  if (cause.kind === 'doubt' || cause.fresh === 0) return 'notice'
  return cause.assessment.level === 'mandatory' ? 'error' : 'warning'
}

function closing(scorecard: Scorecard, hidden: number, speech: Speech): Annotation {
  const totals = totalsOf(scorecard)
  const counts = OUTCOMES.map(outcome => `${speech.say(`outcome.${outcome}`)} ${totals.codes[outcome]}`)
  const places = (['failure', 'doubt'] as const).flatMap(kind => {
    const count = totals[`${kind}s`]
    return count === 0
      ? []
      : [`${speech.say(`findingKind.${kind}`)} ${speech.say('report.places', { count })}`]
  })
  const lines = [
    `${speech.say('report.verdict')} ${speech.say(`verdict.${scorecard.verdict}`)}`,
    `${speech.say('report.gate')} ${gateWords(scorecard, speech)}`,
    speech.list(counts),
    ...places,
    ...(totals.notYetAutomated > 0 ? [speech.say('report.notYet', { count: totals.notYetAutomated })] : []),
    ...(hidden > 0 ? [speech.say('report.causesNotShown', { count: hidden })] : []),
    ...(scorecard.target.fictional ? [speech.say('report.fictionalMeans')] : []),
    speech.say('report.closing'),
  ]
  return { kind: 'notice', at: {}, title: speech.say('report.title'), text: lines.join('\n'), isCause: false }
}

function command({ kind, at, title, text }: Annotation): string {
  const { file, column, sheet } = at
  // A workbook has no lines to annotate; the text names the cell.
  const line = sheet === undefined ? at.line : undefined
  const properties = [
    ...(file === undefined ? [] : [`file=${property(visible(file))}`]),
    ...(file === undefined || line === undefined ? [] : [`line=${line}`]),
    ...(file === undefined || line === undefined || column === undefined ? [] : [`col=${column}`]),
    `title=${property(title)}`,
  ]
  return `::${kind} ${properties.join(',')}::${data(text)}\n`
}

const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

/** A property ends at a comma or a colon. */
export const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
