import type { Reporter, ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { visible } from '../text/fill.ts'
import { gateWords, scoreWords } from './pretty/head.ts'
import {
  beijingTime,
  markWords,
  ownerWords,
  placeOf,
  type Speech,
  sentence,
  speechOf,
  unitOf,
  unreadableWords,
} from './speech.ts'
import { causesInOrder, countsOf, linesShown, missingInputs, reasonGroups, totalsOf } from './view.ts'

/** Causes listed; a merge request is no archive. */
const SHOWN = 30
const OUTCOMES = ['passed', 'failed', 'cantTell', 'untested', 'inapplicable'] as const

/** A summary for a merge request: GitHub and GitLab flavoured tables, nothing in it active. */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options)
  const sections = [
    head(scorecard, speech),
    conclusion(scorecard, speech),
    outcomes(scorecard, speech),
    ...(options.detail === 'quiet'
      ? []
      : [
          dimensions(scorecard, speech),
          causes(scorecard, speech, options),
          unjudged(scorecard, speech, options),
          waivers(scorecard, speech),
          baseline(scorecard, speech),
        ]),
    closing(scorecard, speech),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

function head({ target, ruleset, run }: Scorecard, speech: Speech): string {
  const name = visible(target.name ?? '') || speech.say('target.unnamed')
  const facts = [
    ...(target.fictional ? [`**${plain(speech.say('report.fictional'))}**`] : []),
    plain(speech.say('report.ruleset', { id: ruleset.id, version: ruleset.version })),
    plain(`${speech.say('report.asOf', { time: beijingTime(run.asOf) })} (${speech.say('report.zone')})`),
  ]
  return `## ${plain(`${speech.say('report.title')}:${speech.lang === 'zh' ? '' : ' '}${name}`)}\n\n${facts.join(' | ')}`
}

function conclusion(scorecard: Scorecard, speech: Speech): string {
  const row = (id: string, text: string) => `- **${plain(speech.say(`report.${id}`))}** ${plain(text)}`
  const count = scorecard.notYetAutomated.length
  return [
    row('verdict', speech.say(`verdict.${scorecard.verdict}`)),
    row('score', scoreWords(scorecard, speech)),
    row('gate', gateWords(scorecard, speech)),
    ...(count > 0 ? [`- ${plain(speech.say('report.notYet', { count }))}`] : []),
  ].join('\n')
}

/** Counts of codes by outcome, of places and of causes: also what other programs read from this format. */
function outcomes(scorecard: Scorecard, speech: Speech): string {
  const totals = totalsOf(scorecard)
  return table(
    [
      ...OUTCOMES.map(outcome => speech.say(`outcome.${outcome}`)),
      speech.say('report.column.places'),
      speech.say('outcome.cantTell') + speech.say('report.column.places'),
      speech.say('report.column.reason'),
    ].map(plain),
    [
      [...OUTCOMES.map(outcome => totals.codes[outcome]), totals.failures, totals.doubts, totals.causes].map(
        String,
      ),
    ],
  )
}

function dimensions(scorecard: Scorecard, speech: Speech): string {
  const ids = ['dimension', 'score', 'judged', 'mustText', 'mustOther', 'should', 'cantTell', 'untested']
  const rows = linesShown(scorecard).map(line => {
    const counts = countsOf(line, scorecard)
    const name = `${/^U\d$/.test(line.id) ? `${line.id} ` : ''}${speech.pick(line.name)}`
    const judged = counts.applicable === 0 ? '-' : `${counts.judged}/${counts.applicable}`
    return [plain(name), String(line.score ?? '-'), judged].concat(
      [counts.mustText, counts.mustOther, counts.should, line.cantTell, line.untested].map(String),
    )
  })
  return table(
    ids.map(id => plain(speech.say(`report.column.${id}`))),
    rows,
  )
}

function causes(scorecard: Scorecard, speech: Speech, { detail }: ReportOptions): string {
  const all = causesInOrder(scorecard)
  if (all.length === 0) {
    return plain(speech.say(scorecard.coverage.judged === 0 ? 'report.nothingJudged' : 'report.noCauses'))
  }
  const shown = detail === 'verbose' ? all : all.slice(0, SHOWN)
  const rows = shown.map(cause => {
    const what = sentence(scorecard, cause.rule, cause.example, speech)
    const place = placeOf(cause.example.locus)
    const unit = unitOf(cause.example.locus, what)
    const level = speech.say(cause.kind === 'doubt' ? 'outcome.cantTell' : `level.${cause.assessment.level}`)
    const mend = cause.kind === 'doubt' ? '' : speech.pick(scorecard.words.rules[cause.rule]?.remediation)
    const settled = [
      cause.waived > 0 ? speech.say('report.waivedOf', { count: cause.waived }) : '',
      cause.known > 0 ? speech.say('report.knownOf', { count: cause.known }) : '',
    ].filter(Boolean)
    return [
      `${code(cause.code)}<br>${plain(level)} ${plain(markWords(cause.marks, speech))}`,
      plain(ownerWords(cause.fixOwner, speech)),
      `${cause.total}${settled.length > 0 ? `<br>${plain(speech.clauses(settled))}` : ''}`,
      `${plain(what)}${mend ? `<br>*${plain(speech.say('report.mend'))}* ${plain(mend)}` : ''}`,
      [place && code(place), unit && code(unit)].filter(Boolean).join('<br>'),
    ]
  })
  const more = all.length - shown.length
  return [
    `### ${plain(speech.say('sheet.mainCauses'))}`,
    table(
      ['code', 'owner', 'places', 'what', 'where'].map(id => plain(speech.say(`report.column.${id}`))),
      rows,
    ),
    ...(more > 0 ? [plain(speech.say('report.moreCauses', { count: more }))] : []),
  ].join('\n\n')
}

function unjudged(scorecard: Scorecard, speech: Speech, { words }: ReportOptions): string {
  const lines = (['untested', 'inapplicable'] as const).flatMap(outcome =>
    reasonGroups(scorecard, outcome).map(({ reason, codes }) => {
      const label = `${speech.say(`outcome.${outcome}`)}:${speech.say(`${outcome}.${reason}`)}`
      return `- ${plain(label)} ${codes.map(({ code: id }) => code(id)).join(' ')}`
    }),
  )
  const part = (heading: string, of: string[]) =>
    of.length > 0 ? [`### ${plain(heading)}`, of.join('\n')] : []
  const missing = missingInputs(scorecard).flatMap(({ heading, inputs }) =>
    part(
      speech.say(heading, { count: inputs.length }),
      inputs.map(one => {
        const { where, what, mend } = unreadableWords(one, words, speech)
        return `- ${code(where)} ${plain(what)}${mend ? ` (${plain(mend)})` : ''}`
      }),
    ),
  )
  const crashed = scorecard.crashes.map(({ rule, error }) => `- ${code(rule)} ${plain(error)}`)
  return [
    ...missing,
    ...part(speech.say('report.crashes', { count: crashed.length }), crashed),
    ...part(speech.say('sheet.unjudged'), lines),
  ].join('\n\n')
}

function waivers({ waivers: all }: Scorecard, speech: Speech): string {
  if (all.length === 0) return ''
  const rows = all.map(({ code: id, reason, approver, expires, state, findings }) => [
    code(id),
    plain(speech.say(`waiverState.${state}`)),
    plain(reason),
    plain(approver),
    plain(expires),
    String(findings),
  ])
  const ids = ['code', 'state', 'reason', 'approver', 'expires', 'places']
  return `### ${plain(speech.say('report.waivers', { count: all.length }))}\n\n${table(
    ids.map(id => plain(speech.say(`report.column.${id}`))),
    rows,
  )}`
}

function baseline({ baseline: since }: Scorecard, speech: Speech): string {
  if (!since) return ''
  const counts = { new: since.new, known: since.known, fixed: since.fixed.length }
  return `**${plain(speech.say('report.baseline', { run: since.run }))}** ${plain(speech.say('report.baselineCounts', counts))}`
}

function closing({ target }: Scorecard, speech: Speech): string {
  const lines = [
    ...(target.fictional ? [speech.say('report.fictionalMeans')] : []),
    speech.say('report.closing'),
  ]
  return `---\n\n${lines.map(plain).join('<br>')}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/**
 * Text that stays text: no table cell, markup or HTML breaks out, and no account, issue or address in it becomes a link or
 * a notification (an empty comment parts what the platforms would join).
 */
export function plain(text: string): string {
  return visible(text)
    .replace(/[&<>]/g, character => ENTITIES[character] as string)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/[@#](?=[\p{L}\p{N}])|:(?=\/\/)|\bwww(?=\.)/giu, '$&<!-- -->')
}

/** A code span; text holding a backtick is shown as text instead. */
export function code(text: string): string {
  const shown = visible(text)
  return shown === '' || shown.includes('`') ? plain(shown) : `\`${shown.replaceAll('|', '\\|')}\``
}
