import { countsOf, linesShown, noScoreReason } from '../view.ts'
import { bars, radar } from './charts.ts'
import { html, type Markup } from './markup.ts'
import type { Page } from './page.ts'

const COLUMNS = [
  'score',
  'judged',
  'passed',
  'mustText',
  'mustOther',
  'should',
  'cantTell',
  'untested',
  'inapplicable',
]

/** Radar, bars, and the table both are drawn from. */
export function dimensions({ scorecard, speech }: Page): Markup {
  const nothing = scorecard.coverage.judged === 0
  return html`${
    nothing
      ? undefined
      : html`<div class="figures"><figure>${radar(scorecard, speech)}<figcaption>${speech.say('sheet.radar')} · ${speech.say('sheet.scoreNote')}</figcaption></figure>
<figure>${bars(scorecard, speech)}<figcaption>${speech.say('sheet.bars')}</figcaption></figure></div>`
  }
<div class="scroll" role="region" aria-label="${speech.say('sheet.unifications')}" tabindex="0"><table class="lines">
<thead><tr><th scope="col">${speech.say('report.column.dimension')}</th>${COLUMNS.map(
    id => html`<th scope="col" class="num">${speech.say(`report.column.${id}`)}</th>`,
  )}</tr></thead>
<tbody>${linesShown(scorecard).map(line => {
    const counts = countsOf(line, scorecard)
    const none = noScoreReason(line, counts)
    const number = (value: number, bad = false) =>
      html`<td class="num${value === 0 ? ' zero' : bad ? ' over-none' : ''}">${value}</td>`
    return html`<tr><th scope="row">${/^U\d$/.test(line.id) ? `${line.id} ` : ''}${speech.pick(line.name)}</th>
<td class="num">${none === undefined ? (line.score ?? '') : html`<span class="soft">${speech.say(`report.bar.${none}`)}</span>`}</td>
<td class="num">${counts.applicable === 0 ? '-' : `${counts.judged}/${counts.applicable}`}</td>
${number(line.passed)}${number(counts.mustText, true)}${number(counts.mustOther, true)}${number(counts.should)}${number(line.cantTell)}${number(line.untested)}${number(line.inapplicable)}</tr>`
  })}</tbody></table></div>`
}
