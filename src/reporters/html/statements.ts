import { visible } from '../../text/fill.ts'
import { keysToProvide, measureWords } from '../pretty/rest.ts'
import { expiresSoon, waiverWords } from '../pretty/settlements.ts'
import { ownerWords, unreadableWords } from '../speech.ts'
import { missingInputs, notYetBy, reasonGroups } from '../view.ts'
import { html, type Markup } from './markup.ts'
import { bullets, chip, type Page } from './page.ts'

/** Inputs that could not be read, checks that crashed, codes not judged or not applicable, codes without a rule yet. */
export function unjudged(page: Page): Markup | undefined {
  const { scorecard, speech, options } = page
  const keys = keysToProvide(page)
  const reasons = (outcome: 'untested' | 'inapplicable') =>
    reasonGroups(scorecard, outcome).map(({ reason, codes }) => {
      const mend =
        outcome === 'untested' && (reason !== 'not-provided' || keys !== '')
          ? html`<br><span class="small soft">${speech.say(`untestedMend.${reason}`, { keys })}</span>`
          : undefined
      return html`${speech.say(`${outcome}.${reason}`)} ${codes.length} <code>${codes.map(({ code }) => code).join(' ')}</code>${mend}`
    })
  const count = (outcome: 'untested' | 'inapplicable') =>
    scorecard.codes.filter(code => code.outcome === outcome).length
  const missing = scorecard.notYetAutomated.length
  return all([
    ...missingInputs(scorecard).map(({ heading, inputs }) =>
      part(
        speech.say(heading, { count: inputs.length }),
        inputs.map(one => {
          const { where, what, mend } = unreadableWords(one, options.words, speech)
          return html`<code>${where}</code> ${what}${mend ? html`<br><span class="small soft">${mend}</span>` : undefined}`
        }),
      ),
    ),
    part(
      speech.say('report.crashes', { count: scorecard.crashes.length }),
      scorecard.crashes.map(
        ({ rule, check, error }) => html`<code>${visible(`${rule} (${check})`)}</code> ${visible(error)}`,
      ),
    ),
    part(speech.say('report.untested', { count: count('untested') }), reasons('untested')),
    part(speech.say('report.inapplicable', { count: count('inapplicable') }), reasons('inapplicable')),
    missing === 0
      ? undefined
      : html`<h3>${speech.say('report.notYetBy', { count: missing })}</h3><p class="soft small">${speech.say('report.notYetMeans')}</p>
<details><summary>${notYetBy(scorecard)
          .map(({ id, codes }) => `${id === 'other' ? speech.say('dimension.other') : id} ${codes.length}`)
          .join(
            ' · ',
          )}</summary>${bullets(notYetBy(scorecard).map(({ codes }) => html`<code>${codes.join(' ')}</code>`))}</details>`,
  ])
}

/** What rests on the owner's word, priority items, waivers, changes since the baseline, conflicts, overrides, measures. */
export function statements(page: Page): Markup | undefined {
  const { scorecard, speech } = page
  const { baseline } = scorecard
  const title = (code: string) => html`<code>${code}</code> ${speech.pick(scorecard.words.codes[code])}`
  return all([
    part(
      speech.say('report.declaredNone'),
      scorecard.evidence.records
        .filter(({ status }) => status === 'declaredNone')
        .map(
          ({ kind, reason }) =>
            html`${speech.say(`kind.${kind}`)} <span class="soft">${visible(reason ?? '')}</span>`,
        ),
    ),
    part(
      speech.say('report.declared'),
      scorecard.codes
        .filter(({ declared, outcome }) => declared && outcome !== 'untested' && outcome !== 'inapplicable')
        .map(({ code, outcome }) => html`${title(code)} ${chip(outcome, speech.say(`outcome.${outcome}`))}`),
    ),
    part(speech.say('report.vetoes'), scorecard.vetoes.map(title)),
    part(
      speech.say('report.waivers', { count: scorecard.waivers.length }),
      scorecard.waivers.map(waiver => {
        const tone = waiver.state === 'active' ? 'plain' : 'cantTell'
        const soon = expiresSoon(waiver, scorecard.run.asOf) ? [speech.say('report.expiresSoon')] : []
        const at = [waiver.place, waiver.cause].filter(part => part !== undefined).map(visible)
        return html`${chip(tone, speech.say(`waiverState.${waiver.state}`))} <code>${visible(waiver.code)}</code> ${at.map(text => html`<code>${text}</code> `)}${visible(waiver.reason)}
<br><span class="small soft">${speech.clauses([waiverWords(waiver, speech), ...soon])}</span>`
      }),
    ),
    baseline === undefined
      ? undefined
      : html`<h3>${speech.say('report.baseline', { run: baseline.run })}</h3><p>${speech.say('report.baselineCounts', { new: baseline.new, known: baseline.known, fixed: baseline.fixed.length })}</p>${bullets(
          baseline.fixed
            .slice(0, 50)
            .map(
              ({ code, messageId, unit }) =>
                html`${chip('passed', speech.say('report.baselineFixed'))} <code>${code}</code> ${visible(messageId)} <code class="soft">${visible(unit)}</code>`,
            ),
        )}`,
    part(
      speech.say('report.conflictsHeading'),
      scorecard.conflicts.map(
        ({ codes, holder, words }) =>
          html`<code>${codes.join(' ')}</code> ${speech.pick(words)} <span class="soft">${speech.say('report.owner', { owner: ownerWords(holder, speech) })}</span>`,
      ),
    ),
    part(
      speech.say('report.overrides'),
      scorecard.overrides.map(
        ({ rule, loosens, source, reason }) =>
          html`${chip(loosens ? 'cantTell' : 'plain', speech.say(loosens ? 'report.loosens' : 'report.tightens'))} <code>${rule}</code> ${speech.pick(reason)} <span class="soft">${visible(source)}</span>`,
      ),
    ),
    part(
      speech.say('report.measures'),
      scorecard.assessments.flatMap(({ code, measures }) =>
        Object.entries(measures).map(
          ([name, measure]) => html`<code>${code}</code> ${measureWords(name, measure, page)}`,
        ),
      ),
    ),
  ])
}

function part(heading: string, lines: readonly Markup[]): Markup | undefined {
  return lines.length === 0 ? undefined : html`<h3>${heading}</h3>${bullets(lines)}`
}

function all(parts: readonly (Markup | undefined)[]): Markup | undefined {
  const stated = parts.filter(part => part !== undefined)
  return stated.length === 0 ? undefined : html`${stated}`
}
