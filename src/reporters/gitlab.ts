import type { Reporter, ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { visible } from '../text/fill.ts'
import { type FindingRow, findingRows } from './rows.ts'
import { markWords, type Speech, sentence, sheetCell, speechOf, unreadableWords } from './speech.ts'
import { marksOf, totalsOf } from './view.ts'

/** By the weight of the cause: decides the verdict, must be mended, should be, rests on the owner's word, needs a person. Ours. */
const SEVERITIES = ['critical', 'major', 'minor', 'info', 'info'] as const
const MANIFEST = /(?:^|\/)wutong\.(?:ya?ml|json)$/

interface Entry {
  description: string
  check_name: string
  fingerprint: string
  severity: 'blocker' | 'critical' | 'major' | 'minor' | 'info'
  location: { path: string; lines: { begin: number } }
}

/**
 * Code Quality report of GitLab: an entry for each failure and doubt, none for notes, and a blocker for each input that could
 * not be read; one more tells how much was not judged, for an empty list would look good. What is waived is info: the format knows no waivers. Paths are relative to the folder of the manifest.
 */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const entries = [
    ...unread(scorecard, options, speech),
    ...findingRows(scorecard, options)
      .filter(({ finding }) => finding.kind !== 'note')
      .map(row => entry(row, scorecard, speech)),
    ...unjudged(scorecard, speech),
  ]
  return `${JSON.stringify(unique(entries), null, 2)}\n`
}

function entry({ finding, assessment, cause }: FindingRow, scorecard: Scorecard, speech: Speech): Entry {
  const { kind, locus, waived, fingerprint } = finding
  const level = speech.say(kind === 'doubt' ? 'outcome.cantTell' : `level.${assessment.level}`)
  const said = sentence(scorecard, assessment.rule, finding, speech)
  const settled = waived === undefined ? '' : ` (${speech.say('report.column.waived')})`
  const cell = locus.sheet === undefined ? '' : ` [${visible(sheetCell(locus))}]`
  return {
    description: `${assessment.code} ${level}${markWords(marksOf(assessment), speech)} ${said}${cell}${settled}`,
    check_name: assessment.rule,
    fingerprint,
    severity: waived === undefined ? SEVERITIES[cause?.weight ?? 4] : 'info',
    location: location(locus, scorecard),
  }
}

function unread(scorecard: Scorecard, options: ReportOptions, speech: Speech): Entry[] {
  return scorecard.evidence.unreadable.map(one => {
    const { where, what, mend } = unreadableWords(one, options.words, speech)
    return {
      description: [where, what, mend].filter(Boolean).join(' '),
      check_name: `input/${one.code}`,
      fingerprint: visible(['input', one.kind, one.code, one.unit].join(' ')),
      severity: 'blocker',
      location: location(one.place ?? {}, scorecard),
    }
  })
}

function unjudged(scorecard: Scorecard, speech: Speech): Entry[] {
  const count = totalsOf(scorecard).codes.untested
  if (count === 0) return []
  const verdict = speech.say(`verdict.${scorecard.verdict}`)
  return [
    {
      description: `${speech.say('report.untested', { count })} | ${speech.say('report.verdict')} ${verdict}`,
      check_name: 'untested',
      fingerprint: 'untested',
      severity: 'info',
      location: location({}, scorecard),
    },
  ]
}

/** A finding about the whole stands in the manifest, where the app is declared. */
function location({ file, line }: { file?: string; line?: number }, { evidence }: Scorecard) {
  const manifest = evidence.sources.find(({ path }) => MANIFEST.test(path))?.path ?? 'wutong.yaml'
  const path = visible((file ?? manifest).replace(/^(?:\.?\/)+/, ''))
  return { path, lines: { begin: file === undefined ? 1 : Math.max(1, line ?? 1) } }
}

/** GitLab drops an entry whose fingerprint it has seen. */
function unique(entries: readonly Entry[]): Entry[] {
  const seen = new Map<string, number>()
  return entries.map(one => {
    const times = (seen.get(one.fingerprint) ?? 0) + 1
    seen.set(one.fingerprint, times)
    return times === 1 ? one : { ...one, fingerprint: `${one.fingerprint}-${times}` }
  })
}
