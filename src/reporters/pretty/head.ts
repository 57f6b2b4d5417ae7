import { visible } from '../../text/fill.ts'
import { beijingTime, ownerWords, type Speech } from '../speech.ts'
import { totalsOf } from '../view.ts'
import { columns, ends, facts, labelled, pad, wrap } from './layout.ts'
import type { Sheet } from './sheet.ts'

/** Who was checked, by what, when. */
export function header(sheet: Sheet): string[] {
  const { scorecard, speech, paint, width } = sheet
  const { target } = scorecard
  const title = `${speech.say('report.title')} | ${visible(target.name ?? '') || speech.say('target.unnamed')}`
  const sample = target.fictional ? `[ ${speech.say('report.fictional')} ]` : ''
  return [
    ...ends(title, sample, width).map(paint.strong),
    ...[...facts(targetFacts(sheet), width), ...facts(runFacts(sheet), width), ...partial(sheet)].map(
      paint.faint,
    ),
  ]
}

function targetFacts({ scorecard: { target }, speech }: Sheet): string[] {
  const named = (group: string, value: string | null) =>
    value === null
      ? []
      : [speech.has(`target.${group}.${value}`) ? speech.say(`target.${group}.${value}`) : visible(value)]
  return [
    ...named('tier', target.tier),
    ...named('audience', target.audience),
    ...named('kind', target.kind),
    ...(target.host ? [speech.say('target.in', { host: target.host })] : []),
    ...(target.region ? [speech.say('target.region', { code: target.region })] : []),
    ...(target.environment ? [speech.say('target.environment', { name: target.environment })] : []),
  ]
}

function runFacts({ scorecard, speech }: Sheet): string[] {
  const { ruleset, run, scope } = scorecard
  return [
    speech.say('report.ruleset', { id: ruleset.id, version: ruleset.version }),
    speech.say('report.seed', { seed: run.seed }),
    speech.say('report.asOf', { time: `${beijingTime(run.asOf)} (${speech.say('report.zone')})` }),
    speech.say('report.scope', { parts: speech.list(scope.map(part => speech.say(`part.${part}`))) }),
  ]
}

function partial({ scorecard, speech, width }: Sheet): string[] {
  if (!scorecard.partial) return []
  const { only, skip } = scorecard.partial
  const words = (codes: string[], empty: string) =>
    codes.length > 0 ? speech.list(codes) : speech.say(empty)
  return wrap(
    speech.say('report.partial', { only: words(only, 'report.all'), skip: words(skip, 'report.none') }),
    width,
  )
}

/** Verdict, score and gate: also what `--quiet` prints. */
export function conclusion(sheet: Sheet): string[] {
  const { scorecard, speech, paint, width } = sheet
  const { verdict, gate } = scorecard
  const labels = ['verdict', 'score', 'gate'].map(id => speech.say(`report.${id}`))
  const column = Math.max(...labels.map(columns))
  const row = (id: string, text: string, tone: (text: string) => string) => {
    const label = `${pad(speech.say(`report.${id}`), column)}  `
    return labelled(label, text, width, plain => plain).map((line, at) =>
      at === 0 ? paint.faint(label) + tone(line.slice(label.length)) : tone(line),
    )
  }
  const plain = (text: string) => text
  const verdictTone =
    verdict === 'conformant' ? paint.good : verdict === 'nonConformant' ? paint.bad : paint.warn
  return [
    ...row('verdict', speech.say(`verdict.${verdict}`), text => paint.strong(verdictTone(text))),
    ...judgedWords(sheet).flatMap(text => labelled(' '.repeat(column + 2), text, width, plain)),
    ...row('score', scoreWords(scorecard, speech), plain),
    ...row(
      'gate',
      gateWords(scorecard, speech),
      gate.passed ? paint.good : gate.exit === 3 ? paint.warn : paint.bad,
    ),
  ]
}

function judgedWords({ scorecard, speech }: Sheet): string[] {
  const { codes } = totalsOf(scorecard)
  const counted = codes.passed + codes.failed
  const applicable = counted + codes.cantTell + codes.untested
  const judged = speech.say('report.judgedOf', { judged: counted, applicable })
  const breakdown = (['passed', 'failed', 'cantTell', 'untested', 'inapplicable'] as const)
    .filter(outcome => codes[outcome] > 0)
    .map(outcome => `${speech.say(`outcome.${outcome}`)} ${codes[outcome]}`)
  const count = scorecard.notYetAutomated.length
  return [
    [judged, speech.list(breakdown)].filter(Boolean).join(speech.lang === 'zh' ? ':' : ': '),
    ...(count > 0 ? [speech.say('report.notYet', { count })] : []),
  ]
}

/** The score with its range, or why there is none. */
export function scoreWords({ score, range, coverage }: Sheet['scorecard'], speech: Speech): string {
  const own =
    score === null
      ? speech.say(coverage.judged === 0 ? 'report.noScoreAtAll' : 'report.noScore')
      : speech.say('report.scoreOf', { score })
  return speech.clauses(
    range && coverage.judged > 0 && range.low !== range.high
      ? [own, speech.say('report.scoreRange', { ...range })]
      : [own],
  )
}

/** The gate with its reasons, gravest first as the gate orders them. */
export function gateWords({ gate }: Sheet['scorecard'], speech: Speech): string {
  const outcome = speech.say(gate.passed ? 'report.gatePassed' : 'report.gateFailed')
  const exit = speech.say('report.exit', { exit: gate.exit })
  const because = speech.clauses(gate.because.map(({ id, data }) => speech.say(`gateReason.${id}`, data)))
  const zh = speech.lang === 'zh'
  const owners = gate.owners
    ? `${zh ? ',' : ', '}${speech.say('report.gateOwners', { owners: speech.list(gate.owners.map(owner => ownerWords(owner, speech))) })}`
    : ''
  return `${outcome}${zh ? ',' : ', '}${exit}${owners}${because === '' ? '' : `${zh ? ':' : ': '}${because}`}`
}
