import type { Reporter } from '../../model/reporter.ts'
import { visible } from '../../text/fill.ts'
import { placesByCause } from '../cause-pictures.ts'
import { speechOf } from '../speech.ts'
import { causesInOrder, totalsOf } from '../view.ts'
import { causes } from './causes.ts'
import { evidence, footer, signatures } from './closing.ts'
import { codes } from './codes.ts'
import { dimensions } from './dimensions.ts'
import { filters } from './filters.ts'
import { conclusion, head } from './head.ts'
import { html, Markup, scriptJson } from './markup.ts'
import { numbered, type Page } from './page.ts'
import { Pictures } from './pictures.ts'
import { SCRIPT, SCRIPT_SHA256 } from './script.ts'
import { statements, unjudged } from './statements.ts'
import { STYLE } from './style.ts'
import { typeset } from './typeset.ts'

const POLICY = `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${SCRIPT_SHA256}'; base-uri 'none'; form-action 'none'`

/**
 * The record as one file: nothing is fetched, its policy forbids it, and every word of the app's is escaped. Reads without
 * script; with it, causes and codes can be filtered. Prints on A4 with boxes for signatures and seal.
 */
export const report: Reporter = (scorecard, options) => {
  const speech = speechOf(options, options.lang === 'zh' ? typeset : undefined)
  const page: Page = {
    scorecard,
    options,
    speech,
    causes: causesInOrder(scorecard),
    places: placesByCause(scorecard, options),
    pictures: new Pictures(options.pictures, speech),
  }
  const name = visible(scorecard.target.name ?? '') || speech.say('target.unnamed')
  const sample = scorecard.target.fictional
  const say = (id: string) => speech.say(`sheet.${id}`)
  const sections = numbered(
    [
      { id: 'conclusion', title: say('conclusion'), body: conclusion(page) },
      { id: 'dimensions', title: say('unifications'), body: dimensions(page) },
      { id: 'causes', title: say('mainCauses'), body: html`${filters(page)}${causes(page)}` },
      { id: 'codes', title: say('codes'), body: codes(page) },
      { id: 'unjudged', title: say('unjudged'), body: unjudged(page) },
      { id: 'statements', title: say('statements'), body: statements(page) },
      { id: 'evidence', title: say('reproduce'), body: evidence(page) },
      { id: 'opinion', title: say('opinion'), body: signatures(page) },
    ],
    speech,
  )
  return `${
    html`<!doctype html>
<html lang="${speech.lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${speech.say('report.title')} - ${name}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#causes">${say('skip')}</a>
${sample ? html`<div class="watermark" aria-hidden="true" data-text="${speech.say('report.fictional')}"></div>` : undefined}
<div class="page">
${head(page)}
<main>
${sections}</main>
${footer(page)}
</div>
${page.pictures.store()}
<script type="application/json" id="totals">${scriptJson(totalsOf(scorecard))}</script>
<script>${new Markup(SCRIPT)}</script>
</body>
</html>`.text
  }\n`
}
