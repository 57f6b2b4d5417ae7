import { linesShown } from '../view.ts'
import { html, type Markup } from './markup.ts'
import type { Page } from './page.ts'

/** Filters over causes and codes. Hidden until the script can serve them. */
export function filters({ scorecard, speech }: Page): Markup {
  const present = <T extends string>(values: readonly T[]): T[] => [...new Set(values)].sort()
  const { codes, assessments } = scorecard
  const choice = (name: string, label: string, group: string, values: readonly string[]) =>
    html`<label>${label}<select name="${name}"><option value="">${speech.say('sheet.all')}</option>${values.map(
      value => html`<option value="${value}">${speech.say(`${group}.${value}`)}</option>`,
    )}</select></label>`
  return html`<form class="filters" id="filters" hidden aria-label="${speech.say('sheet.filters')}">
<label class="wide text">${speech.say('sheet.search')}<input name="text" type="search" autocomplete="off"></label>
<label class="wide">${speech.say('report.column.code')}<select name="code"><option value="">${speech.say('sheet.all')}</option>${linesShown(
    scorecard,
  ).map(line => {
    const mine = codes.filter(({ dimension }) => dimension === line.id)
    if (mine.length === 0) return undefined
    return html`<optgroup label="${speech.pick(line.name)}"><option value="${line.id}">${speech.pick(line.name)}: ${speech.say('sheet.all')}</option>${mine.map(
      ({ code }) =>
        html`<option value="${code}">${code} ${speech.pick(scorecard.words.codes[code])}</option>`,
    )}</optgroup>`
  })}</select></label>
${choice('owner', speech.say('report.column.owner'), 'owner', present(codes.map(({ fixOwner }) => fixOwner)))}
${choice('level', speech.say('report.column.level'), 'level', present(codes.map(({ level }) => level)))}
${choice('outcome', speech.say('report.column.outcome'), 'outcome', present(codes.map(({ outcome }) => outcome)))}
${choice('certainty', speech.say('sheet.certainty'), 'confidence', present(assessments.map(({ confidence }) => confidence)))}
<button type="reset">${speech.say('sheet.reset')}</button>
<output class="wide" id="shown" aria-live="polite" data-template="${template(speech.say('sheet.shown'))}"></output>
</form>`
}

/** The untouched template: its fields are filled by the script. */
const template = (text: string): string => text
