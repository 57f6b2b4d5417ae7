import type { Finding, Scorecard } from '../model/scorecard.ts'
import { ownerWords, placeOf, type Speech, sentence, unitOf } from './speech.ts'
import type { CauseView } from './view.ts'

/** What a cause says and in how many places: `承诺 30 工作日长于法定 20 工作日 (2 处)`. */
export function causeHead(cause: CauseView, scorecard: Scorecard, speech: Speech): string {
  const what = sentence(scorecard, cause.rule, cause.example, speech)
  const count = speech.say(cause.total === 1 ? 'report.place' : 'report.places', { count: cause.total })
  const settled = [
    ...(cause.waived > 0 ? [speech.say('report.waivedOf', { count: cause.waived })] : []),
    ...(cause.known > 0 ? [speech.say('report.knownOf', { count: cause.known })] : []),
  ]
  return `${what} (${speech.clauses([count, ...settled])})`
}

/**
 * A cause as plain text, one thing a line: what, where, who mends it, how. `findings` are its places as far as the caller
 * knows them; at most `most` are listed and the rest is counted.
 */
export function causeLines(
  cause: CauseView,
  findings: readonly Finding[],
  scorecard: Scorecard,
  speech: Speech,
  most: number,
): string[] {
  const said = sentence(scorecard, cause.rule, cause.example, speech)
  const shown = (findings.length > 0 ? findings : [cause.example]).slice(0, most)
  const places = shown
    // Of several places the sentence names the first only.
    .map(({ locus }) =>
      [placeOf(locus), unitOf(locus, shown.length > 1 ? '' : said)].filter(Boolean).join('  '),
    )
    .filter(Boolean)
  const more = cause.total - shown.length
  const mend = cause.kind === 'doubt' ? '' : speech.pick(scorecard.words.rules[cause.rule]?.remediation)
  return [
    causeHead(cause, scorecard, speech),
    ...places.map(place => `${speech.say('report.at')} ${place}`),
    ...(more > 0 && places.length > 0 ? [speech.say('sheet.continued', { count: more })] : []),
    speech.say('report.owner', { owner: ownerWords(cause.fixOwner, speech) }),
    ...(mend ? [`${speech.say('report.mend')} ${mend}`] : []),
  ]
}
