import { ownerWords, placeOf, sentence, unitOf } from '../speech.ts'
import { type CauseView, findingsOf } from '../view.ts'
import { html, type Markup } from './markup.ts'
import { bullets, chip, marks, type Page, pairs } from './page.ts'

/** Places listed under one cause. */
const PLACES = 100

/** Causes, heaviest first, each with who can mend it, where and how. */
export function causes(page: Page): Markup {
  const { scorecard, speech } = page
  const nothing = scorecard.coverage.judged === 0 ? 'report.nothingJudged' : 'report.noCauses'
  if (page.causes.length === 0) return html`<p class="empty">${speech.say(nothing)}</p>`
  return html`<div><div data-list>${page.causes.map(cause => one(cause, page))}</div>
<p class="empty" data-nothing hidden>${speech.say('sheet.nothingShown')}</p></div>`
}

function one(cause: CauseView, page: Page): Markup {
  const { scorecard, speech } = page
  const { assessment, example } = cause
  const doubt = cause.kind === 'doubt'
  const tone = doubt ? 'cantTell' : assessment.level === 'recommended' ? 'should' : 'failed'
  const level = speech.say(doubt ? 'outcome.cantTell' : `level.${assessment.level}`)
  const what = sentence(scorecard, cause.rule, example, speech)
  const words = scorecard.words.rules[cause.rule]
  const settled = [
    cause.waived > 0 ? speech.say('report.waivedOf', { count: cause.waived }) : '',
    cause.known > 0 ? speech.say('report.knownOf', { count: cause.known }) : '',
    assessment.open && !doubt ? speech.say('report.partlyOpen') : '',
  ].filter(Boolean)
  return html`<article class="cause ${tone}" data-item data-code="${cause.code}" data-dimension="${assessment.dimension}" data-owner="${cause.fixOwner}" data-level="${assessment.level}" data-outcome="${doubt ? 'cantTell' : 'failed'}" data-certainty="${assessment.confidence}">
<p class="tags">${chip(tone, level)}<code>${cause.code}</code>${marks(cause.marks, speech)}<span>${speech.say('report.owner', { owner: ownerWords(cause.fixOwner, speech) })}</span><span class="count">${speech.say(cause.total === 1 ? 'report.place' : 'report.places', { count: cause.total })}</span></p>
<h3>${what}</h3>
${pairs([
  [speech.say(cause.total > 1 ? 'report.atFirst' : 'report.at'), place(example.locus, what)],
  [speech.say('report.mend'), doubt ? undefined : speech.pick(words?.remediation)],
  ['', settled.length > 0 ? html`<span class="soft">${speech.clauses(settled)}</span>` : undefined],
])}
${more(cause, page)}</article>
`
}

function more(cause: CauseView, page: Page): Markup {
  const { scorecard, options, speech } = page
  const { assessment } = cause
  const words = scorecard.words.rules[cause.rule]
  const found = findingsOf(cause, scorecard, options)
  const shown = found.slice(0, PLACES)
  const left = cause.total - shown.length
  return html`<details class="more"><summary>${speech.say('sheet.details')}</summary>
${pairs([
  [
    speech.say('report.column.requirement'),
    `${cause.code} ${speech.pick(scorecard.words.codes[cause.code])}`,
  ],
  [speech.say('sheet.rationale'), speech.pick(words?.rationale)],
  [speech.say('sheet.clauses'), clauses(assessment.clauses, page)],
  [speech.say('sheet.certainty'), speech.say(`confidence.${assessment.confidence}`)],
  [speech.say('report.causeId', { id: '' }).trim(), html`<code>${cause.id}</code>`],
])}
${
  cause.total > 1
    ? html`<ol>${shown.map(finding => {
        const text = sentence(scorecard, cause.rule, finding, speech)
        return html`<li>${text === sentence(scorecard, cause.rule, cause.example, speech) ? undefined : html`${text}<br>`}${place(finding.locus, text)}</li>`
      })}</ol>`
    : undefined
}${left > 0 ? html`<p class="soft">${speech.say('sheet.continued', { count: left })}</p>` : undefined}</details>`
}

export function place(locus: CauseView['example']['locus'], said = ''): Markup | undefined {
  const at = placeOf(locus)
  const unit = unitOf(locus, said)
  if (at === '' && unit === '') return undefined
  return html`${at === '' ? undefined : html`<code>${at}</code> `}${unit === '' ? undefined : html`<code class="soft">${unit}</code>`}`
}

/** Clauses cited, each with its source, its number where one is confirmed, and whether it is in force. */
export function clauses(ids: readonly string[], { scorecard, speech }: Page): Markup | undefined {
  return bullets(
    ids.flatMap(id => {
      const clause = scorecard.words.clauses[id]
      if (!clause) return []
      const number = clause.number === undefined ? '' : ` ${clause.number}`
      return [
        html`${speech.pick(clause.source)}${number} ${chip('plain', speech.say(`sourceStatus.${clause.status}`))} ${speech.pick(clause.paraphrase)}`,
      ]
    }),
  )
}
