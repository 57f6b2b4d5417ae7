import { ownerWords, placeOf, sentence, unitOf } from '../speech.ts'
import { type CauseView, totalsOf } from '../view.ts'
import { html, type Markup } from './markup.ts'
import { bullets, chip, marks, type Page, pairs } from './page.ts'

/** Places listed under one cause, and so many of them without being unfolded. */
const PLACES = 100
const AT_ONCE = 5

/** Causes, heaviest first, each with who can mend it, where and how. */
export function causes(page: Page): Markup {
  const { scorecard, speech } = page
  const nothing = scorecard.coverage.judged === 0 ? 'report.nothingJudged' : 'report.noCauses'
  if (page.causes.length === 0) return html`<p class="empty">${speech.say(nothing)}</p>`
  const list = page.causes.map(cause => one(cause, page))
  const { causes, failures, doubts } = totalsOf(scorecard)
  return html`<div><p>${speech.say('sheet.causesTotal', { causes, places: failures + doubts })}</p>
${page.pictures.note(scorecard, page.causes)}
<div data-list>${list}</div>
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
  const listed = cause.total > 1 ? places(cause, page) : undefined
  const few = cause.total <= AT_ONCE ? listed : undefined
  return html`<article class="cause ${tone}" data-item data-code="${cause.code}" data-dimension="${assessment.dimension}" data-owner="${cause.fixOwner}" data-level="${assessment.level}" data-outcome="${doubt ? 'cantTell' : 'failed'}" data-certainty="${assessment.confidence}">
<p class="tags">${chip(tone, level)}<code>${cause.code}</code>${marks(cause.marks, speech)}<span>${speech.say('report.owner', { owner: ownerWords(cause.fixOwner, speech) })}</span><span class="count">${speech.say(cause.total === 1 ? 'report.place' : 'report.places', { count: cause.total })}</span></p>
<div class="said">
<h3>${what}</h3>
${pairs([
  [speech.say(cause.total > AT_ONCE ? 'report.atFirst' : 'report.at'), few ?? place(example.locus, what)],
  [speech.say('report.mend'), doubt ? undefined : speech.pick(words?.remediation)],
  ['', settled.length > 0 ? html`<span class="soft">${speech.clauses(settled)}</span>` : undefined],
])}
</div>
${page.pictures.figure(cause, page.places(cause))}
<div class="rest">${few === undefined ? listed : undefined}
${more(cause, page)}</div></article>
`
}

/** Where it stands, all of it when there are few. */
function places(cause: CauseView, page: Page): Markup {
  const { scorecard, speech } = page
  const shown = page.places(cause).slice(0, PLACES)
  const left = cause.total - shown.length
  const first = sentence(scorecard, cause.rule, cause.example, speech)
  const list = html`<ol class="places">${shown.map(finding => {
    const text = sentence(scorecard, cause.rule, finding, speech)
    return html`<li>${text === first ? undefined : html`${text}<br>`}${place(finding.locus, text)}</li>`
  })}</ol>${left > 0 ? html`<p class="soft">${speech.say('sheet.continued', { count: left })}</p>` : undefined}`
  if (cause.total <= AT_ONCE) return list
  return html`<details class="more long"><summary>${speech.say('sheet.allPlaces', { count: cause.total })}</summary>${list}</details>`
}

function more(cause: CauseView, page: Page): Markup {
  const { scorecard, speech } = page
  const { assessment } = cause
  const words = scorecard.words.rules[cause.rule]
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
])}</details>`
}

export function place(locus: CauseView['example']['locus'], said = ''): Markup | undefined {
  const unit = unitOf(locus, said)
  // Of a page the unit says all that its file does.
  const at = unit.startsWith(locus.file ?? ' ') && locus.line === undefined ? '' : placeOf(locus)
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
