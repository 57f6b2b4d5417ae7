/**
 * Holds the HTML report against the kit's own page rules: `node src/dev/eval-report.ts REPORT.html [REPORT.en.html]`. The
 * reports are served as the build of an app. What rules of accessibility find is printed and fails the run; rules about an
 * app's own duties (a complaint entrance, a filing number …) are listed, because a report has none of them.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scorecard } from '../model/scorecard.ts'
import { fill } from '../text/fill.ts'

/** Asked of an app with services and an elder version of its own; what a report is like does not decide them. */
const OF_APPS = new Set([
  'accessibility/elder-entrance',
  'accessibility/elder-search',
  'accessibility/elder-version',
  'accessibility/largest-text',
  'accessibility/read-aloud',
])

const MANIFEST = `wutong: 1
fictional: true
app: {id: report, name: 自查记录, kind: standalone, tier: province, region: "330000", audience: public}
environments:
  local: {default: true, pages: bundle, hosts: []}
channels:
  - {id: h5, type: h5, container: own, version: 1.0.0, bundle: h5, entry: "https://report.test.example.cn/"}
pages:
`

const reports = process.argv.slice(2)
if (reports.length === 0 || reports.length > 2) throw new Error('one or two HTML reports are needed')
const folder = mkdtempSync(join(tmpdir(), 'wutong-report-'))
try {
  mkdirSync(join(folder, 'h5'))
  for (const [at, file] of reports.entries())
    copyFileSync(file, join(folder, 'h5', at === 0 ? 'index.html' : `report-${at}.html`))
  // Roles whose pages are looked at enlarged and narrow too.
  const pages = ['  home: index.html', '  search: report-1.html'].slice(0, reports.length)
  writeFileSync(join(folder, 'wutong.yaml'), `${MANIFEST}${pages.join('\n')}\n`)
  const args = ['check', folder, '--ruleset', 'preview', '--scope', 'pages', '--max-pages', '1', '--quiet']
  const json = join(folder, 'scorecard.json')
  const { stderr } = spawnSync(process.execPath, ['bin/wutong.js', ...args, '--format', `json=${json}`], {
    encoding: 'utf8',
  })
  process.stderr.write(stderr)
  told(JSON.parse(readFileSync(json, 'utf8')) as Scorecard)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function told(scorecard: Scorecard): void {
  const decides = (rule: string) => rule.startsWith('accessibility/') && !OF_APPS.has(rule)
  const [ours, others] = [true, false].map(mine =>
    scorecard.assessments.filter(({ rule }) => decides(rule) === mine),
  ) as [Scorecard['assessments'], Scorecard['assessments']]
  let faults = 0
  for (const { code, rule, outcome, examined, findings } of ours) {
    const found = findings.filter(({ kind }) => kind !== 'note')
    if (outcome === 'failed' || outcome === 'cantTell' || outcome === 'untested') faults++
    process.stdout.write(`${code} ${rule} ${outcome} (${examined})\n`)
    for (const { kind, messageId, data, locus } of found.slice(0, 8))
      process.stdout.write(
        `  ${kind} ${locus.unit}: ${fill(scorecard.messages[rule]?.[messageId]?.zh ?? messageId, data)}\n`,
      )
    if (found.length > 8) process.stdout.write(`  and ${found.length - 8} more\n`)
  }
  const kept = others.filter(({ outcome }) => outcome !== 'passed' && outcome !== 'inapplicable')
  process.stdout.write('about apps, not about a report:\n')
  for (const { code, rule, outcome } of kept) process.stdout.write(`  ${code} ${rule} ${outcome}\n`)
  process.stdout.write(`rules of accessibility: ${ours.length}, not met or open: ${faults}\n`)
  if (faults > 0) process.exitCode = 1
}
