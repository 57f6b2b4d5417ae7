import { visible } from '../../text/fill.ts'
import { scoreWords } from '../pretty/head.ts'
import { beijingTime } from '../speech.ts'
import { totalsOf } from '../view.ts'
import { html, type Markup } from './markup.ts'
import { chip, type Page, pairs } from './page.ts'

/** Title, what kind of paper this is, and who was checked by what. */
export function head({ scorecard, speech }: Page): Markup {
  const { target, ruleset, run, tool, partial } = scorecard
  const body = (one: typeof target.owner) =>
    one
      ? visible([one.name ?? speech.say('target.unstated'), one.uscc ?? ''].join(' ').trim())
      : speech.say('target.unstated')
  const named = (group: string, value: string | null) =>
    value === null
      ? ''
      : speech.has(`target.${group}.${value}`)
        ? speech.say(`target.${group}.${value}`)
        : visible(value)
  const kinds = [named('tier', target.tier), named('audience', target.audience), named('kind', target.kind)]
  const where = [
    target.region ? speech.say('target.region', { code: target.region }) : '',
    target.host ? speech.say('target.in', { host: target.host }) : '',
  ]
  const statuses = Object.values(scorecard.words.clauses)
  const basis = [
    speech.say('report.ruleset', { id: ruleset.id, version: ruleset.version }),
    speech.say('sheet.basisCounts', {
      draft: statuses.filter(({ status }) => status === 'draft').length,
      unread: scorecard.assessments.filter(({ marks }) => marks.includes('unread')).length,
    }),
  ]
  const codes = (all: string[], empty: string) =>
    all.length > 0 ? speech.list(all.map(visible)) : speech.say(empty)
  const colon = speech.lang === 'zh' ? '；' : '; '
  return html`<header class="top">
<div class="over"><span>${speech.say('report.internal')}</span><span>${speech.say('sheet.recordNumber')} <span class="mono">${visible(run.id)}</span></span></div>
<h1>${speech.say('report.titleFull')}</h1>
<p class="app">${visible(target.name ?? '') || speech.say('target.unnamed')} ${
    target.fictional ? html`<span class="sample">${speech.say('report.fictional')}</span>` : undefined
  }</p>
${pairs(
  [
    [
      speech.say('sheet.app'),
      [...kinds, ...where].filter(Boolean).join(' · ') || speech.say('target.unstated'),
    ],
    [speech.say('sheet.ownerBody'), body(target.owner)],
    [speech.say('sheet.operatorBody'), target.operator ? body(target.operator) : undefined],
    [speech.say('sheet.channels'), speech.list(target.channels.map(one => named('channel', one)))],
    [speech.say('sheet.basis'), basis.join(colon)],
    [speech.say('sheet.scope'), speech.list(scorecard.scope.map(part => speech.say(`part.${part}`)))],
    [speech.say('sheet.environment'), target.environment ? visible(target.environment) : undefined],
    [speech.say('sheet.time'), `${beijingTime(run.asOf)} (${speech.say('report.zone')})`],
    ['', `${visible(tool.name)} ${visible(tool.version)} · ${speech.say('report.seed', { seed: run.seed })}`],
  ],
  'facts',
)}
${
  partial
    ? html`<p>${chip('cantTell', speech.say('report.partial', { only: codes(partial.only, 'report.all'), skip: codes(partial.skip, 'report.none') }))}</p>`
    : undefined
}</header>`
}

/** Verdict, score and gate side by side, then the counts. */
export function conclusion({ scorecard, speech }: Page): Markup {
  const { verdict, gate, score, coverage } = scorecard
  const tone = verdict === 'conformant' ? 'passed' : verdict === 'nonConformant' ? 'failed' : 'cantTell'
  const gateTone = gate.passed ? 'passed' : gate.exit === 3 ? 'cantTell' : 'failed'
  const { codes } = totalsOf(scorecard)
  const applicable = codes.passed + codes.failed + codes.cantTell + codes.untested
  const missing = scorecard.notYetAutomated.length
  const reasons = gate.because.map(({ id, data }) => speech.say(`gateReason.${id}`, data))
  const scoreText = scoreWords(scorecard, speech)
  return html`<div class="verdict">
<div class="card ${tone}"><span class="soft">${speech.say('report.verdict')}</span><b>${speech.say(`verdict.${verdict}`)}</b>
<p class="small">${speech.say('report.judgedOf', { judged: coverage.judged, applicable })}${
    missing > 0 ? html`<br>${speech.say('report.notYet', { count: missing })}` : undefined
  }</p></div>
<div class="card ${score === null ? 'untested' : ''}"><span class="soft">${speech.say('report.score')}</span><b>${score ?? '-'}</b>
<p class="small">${scoreText}</p></div>
<div class="card ${gateTone}"><span class="soft">${speech.say('report.gate')}</span><b>${speech.say(gate.passed ? 'report.gatePassed' : 'report.gateFailed')}</b>
<p class="small">${speech.clauses([speech.say('report.exit', { exit: gate.exit }), ...reasons])}</p></div>
</div>
<ul class="counts">${(['passed', 'failed', 'cantTell', 'untested', 'inapplicable'] as const).map(
    outcome => html`<li>${chip(outcome, `${speech.say(`outcome.${outcome}`)} ${codes[outcome]}`)}</li>`,
  )}</ul>
<p class="small soft">${speech.say('report.noGrade')}${speech.lang === 'zh' ? '。' : '.'}</p>`
}
