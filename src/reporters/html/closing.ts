import { visible } from '../../text/fill.ts'
import { html, type Markup } from './markup.ts'
import { chip, type Page } from './page.ts'

/** What was collected, file by file, and how to come to the same scorecard again. */
export function evidence({ scorecard, speech, options }: Page): Markup {
  const { records, sources, sha256 } = scorecard.evidence
  return html`<div class="scroll" role="region" aria-label="${speech.say('sheet.reproduce')}" tabindex="0"><table><thead><tr><th scope="col">${speech.say('report.column.kind')}</th><th scope="col">${speech.say('report.column.state')}</th><th scope="col">${speech.say('report.column.units')}</th></tr></thead>
<tbody>${records.map(
    ({ kind, status, reason, units }) =>
      html`<tr><th scope="row">${speech.say(`kind.${kind}`)}</th><td>${chip(status === 'missing' ? 'failed' : status === 'present' ? 'passed' : 'plain', speech.say(`evidence.${status}`))} ${visible(reason ?? '')}</td><td>${status === 'present' || status === 'missing' ? speech.say('report.units', { planned: units.planned, judged: units.judged, missing: units.missing }) : '-'}</td></tr>`,
  )}</tbody></table></div>
<details><summary>${speech.say('report.column.file')} ${sources.length}</summary><ul class="plain">${sources.map(
    source =>
      html`<li><code>${visible(source.path)}</code>${source.convertedFrom ? html` ${speech.say('report.converted', { from: source.convertedFrom })}` : undefined} <span class="hash soft">${source.sha256}</span></li>`,
  )}</ul></details>
<p class="hash">${speech.say('sheet.reproduceText', { evidence: sha256, ruleset: scorecard.ruleset.sha256, digest: scorecard.verdictDigest })}</p>${options.pictures?.shots.length ? html`<p class="hash">${speech.say('sheet.picturesList', { sha256: options.pictures.sha256 })}</p>` : undefined}`
}

/** Boxes for the answer of the body checked, signatures and seal. */
export function signatures({ speech }: Page): Markup {
  const box = (id: string) =>
    html`<div class="box"><span>${speech.say(`sheet.${id}`)}</span><span class="soft">${speech.say('sheet.date')}</span></div>`
  return html`<p><span aria-hidden="true">□</span> ${speech.say('sheet.opinionAgree')} &emsp; <span aria-hidden="true">□</span> ${speech.say('sheet.opinionDisagree')} &emsp; ${speech.say('sheet.mendBy')} ________________</p>
<div class="boxes">${['inspector', 'reviewer', 'bodySeal'].map(box)}</div>`
}

/** What each mark means, and the sentence every report ends with. */
export function footer({ scorecard, speech }: Page): Markup {
  const marks = ['text', 'interpretation', 'unread', 'reference', 'local', 'declared']
  return html`<footer><h2 class="small">${speech.say('report.legend')}</h2>
<dl class="legend">${marks.map(mark => html`<dt>${speech.say(`mark.${mark}`)}</dt><dd>${speech.say(`markMeans.${mark}`)}</dd>`)}</dl>
${scorecard.target.fictional ? html`<p>${speech.say('report.fictionalMeans')}</p>` : undefined}
<p class="closing">${speech.say('report.closing')}</p></footer>`
}
