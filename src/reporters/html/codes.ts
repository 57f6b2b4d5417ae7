import { ownerWords, sentence } from '../speech.ts'
import { marksOf } from '../view.ts'
import { place } from './causes.ts'
import { html, type Markup } from './markup.ts'
import { bullets, chip, marks, type Page } from './page.ts'

/** Every code judged or in scope, with its outcome, why, by whom it is mended and how certain its source is. */
export function codes(page: Page): Markup | undefined {
  const { scorecard, speech } = page
  if (scorecard.codes.length === 0) return undefined
  const columns = ['requirement', 'outcome', 'level', 'marks', 'owner', 'examined']
  return html`<div><table class="codes"><thead><tr><th scope="col">${speech.say('report.column.code')}</th>${columns.map(
    id =>
      html`<th scope="col"${id === 'examined' ? html` class="num"` : ''}>${speech.say(`report.column.${id}`)}</th>`,
  )}</tr></thead>
<tbody data-list>${scorecard.codes.map(code => row(code, page))}</tbody></table>
<p class="empty" data-nothing hidden>${speech.say('sheet.nothingShown')}</p></div>`
}

function row(code: Page['scorecard']['codes'][number], page: Page): Markup {
  const { scorecard, speech } = page
  const parts = scorecard.assessments.filter(assessment => assessment.code === code.code)
  const lead = parts.find(({ outcome }) => outcome === code.outcome) ?? parts[0]
  if (!lead) return html``
  const reason =
    code.outcome === 'untested' && lead.untestedBecause
      ? speech.say(`untested.${lead.untestedBecause}`)
      : code.outcome === 'inapplicable' && lead.inapplicableBecause
        ? speech.say(`inapplicable.${lead.inapplicableBecause}`)
        : code.waived
          ? speech.say('report.waivedOf', { count: lead.failing })
          : ''
  const notes = parts.flatMap(({ rule, findings }) =>
    findings
      .filter(({ kind }) => kind === 'note')
      .slice(0, 20)
      .map(finding => {
        const text = sentence(scorecard, rule, finding, speech)
        return html`${text} ${place(finding.locus, text)}`
      }),
  )
  const cell = (id: string, value: Markup | string | number, name = '') =>
    html`<td data-label="${speech.say(`report.column.${id}`)}"${name === '' ? '' : html` class="${name}"`}>${value}</td>`
  return html`<tr data-item data-code="${code.code}" data-dimension="${code.dimension}" data-owner="${code.fixOwner}" data-level="${code.level}" data-outcome="${code.outcome}" data-certainty="${lead.confidence}">
<th scope="row"><code>${code.code}</code></th>
${cell(
  'requirement',
  html`${speech.pick(scorecard.words.codes[code.code])}${
    notes.length > 0
      ? html`<details><summary>${speech.say('report.notes', { count: notes.length })}</summary>${bullets(notes)}</details>`
      : undefined
  }`,
)}
${cell('outcome', html`${chip(code.outcome, speech.say(`outcome.${code.outcome}`))}${reason === '' ? undefined : html` <span class="small soft">${reason}</span>`}`)}
${cell('level', speech.say(`level.${code.level}`))}
${cell('marks', marks(marksOf(lead), speech))}
${cell('owner', ownerWords(code.fixOwner, speech))}
${cell('examined', lead.failing > 0 ? `${lead.failing}/${lead.examined}` : lead.examined, 'num')}</tr>
`
}
