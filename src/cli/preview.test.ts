import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Scorecard } from '../model/scorecard.ts'

const BIN = new URL('../../bin/wutong.js', import.meta.url).pathname
const EXEMPLARY = new URL('../../fixtures/apps/exemplary', import.meta.url).pathname
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

type Change = [file: string, from: string, to: string]

/** Codes these faults are of: the pages left out here would leave others open. */
const PLANTED = 'U1-19,X-A11Y-03,X-A11Y-05,X-A11Y-08,X-A11Y-14,X-A11Y-16,X-A11Y-17,X-PI-04,X-REV-02'

/** The exemplary app with some changes in its build, looked at on the home page and on the further pages named. */
async function checked(changes: readonly Change[], pages: string): Promise<Scorecard> {
  const folder = mkdtempSync(join(tmpdir(), 'wutong-preview-'))
  folders.push(folder)
  cpSync(EXEMPLARY, folder, { recursive: true })
  const change = (path: string, edit: (text: string) => string) =>
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')))
  for (const [file, from, to] of changes) {
    change(join('h5', file), text => {
      expect(text).toContain(from)
      return text.replace(from, to)
    })
  }
  change('wutong.yaml', text => text.replace(/^pages:\n(?: {2}.*\n)+/m, `pages:\n  home: "#/"\n${pages}`))
  // Of the pages come across none is looked at: those of the manifest fill the limit.
  const scope = [
    '--ruleset',
    'preview',
    '--env',
    'local',
    '--scope',
    'pages',
    '--max-pages',
    '1',
    '--only',
    PLANTED,
    '--format',
    'json',
  ]
  const argv = [BIN, 'check', folder, ...scope, '--now', '2026-11-24', '--quiet']
  const stdout = await new Promise<string>(resolve => {
    // The exit status is the gate's; what counts here is the scorecard.
    execFile(process.execPath, argv, { maxBuffer: 1 << 26 }, (_error, out) => resolve(out))
  })
  return JSON.parse(stdout) as Scorecard
}

const failed = ({ codes }: Scorecard) =>
  codes.filter(({ outcome }) => outcome === 'failed' || outcome === 'cantTell').map(({ code }) => code)

const CODE = '11330000MB0FAKE29C2002099018000'
const FURTHER = [
  '  elderHome: "#/?mode=elder"',
  `  apply: "#/apply/${CODE}"`,
  '  review: "#/review"',
  `  items:\n    - {taskCode: "${CODE}", url: "#/items/${CODE}"}`,
].join('\n')

/** Several faults in one run, each of another duty. Minutes of a browser: only where `WUTONG_PAGE_FAULTS` asks for it. */
describe.runIf(process.env.WUTONG_PAGE_FAULTS)(
  'rules on trial over the exemplary pages',
  { timeout: 180_000 },
  () => {
    it('find nothing where nothing is wrong', async () => {
      const scorecard = await checked([], `${FURTHER}\n`)
      expect(scorecard.evidence.records.find(({ kind }) => kind === 'pages')?.units.judged).toBeGreaterThan(6)
      // The largest text is set on the settings page, which this cut leaves out.
      expect(failed(scorecard).filter(code => code !== 'X-A11Y-03')).toEqual([])
    })

    it('find what was planted on every page', async () => {
      const planted: Change[] = [
        ['index.html', '<html lang="zh-CN">', '<html>'],
        ['index.html', 'viewport-fit=cover', 'viewport-fit=cover, user-scalable=no'],
        ['app.css', '--soft: #45524d', '--soft: #a8b2ad'],
        ['app.css', '--touch: 48px', '--touch: 40px'],
        [
          'pages.js',
          '<button class="button plain" type="submit">搜索</button>',
          '<button class="button plain" type="submit"></button>',
        ],
      ]
      expect(failed(await checked(planted, ''))).toEqual(
        expect.arrayContaining(['X-A11Y-05', 'X-A11Y-08', 'X-A11Y-14', 'X-A11Y-16', 'X-A11Y-17']),
      )
    })

    it('find what was planted on one page each', async () => {
      const planted: Change[] = [
        ['app.css', '--text: 22px; --small: 20px', '--text: 22px; --small: 15px'],
        ['pages.js', 'id="agree" type="checkbox"', 'id="agree" type="checkbox" checked'],
        ['pages.js', "'基本满意', ", ''],
        // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the page's own script
        ['pages.js', "${fact('监督投诉方式', one.supervise_way)}", ''],
      ]
      expect(failed(await checked(planted, `${FURTHER}\n`))).toEqual(
        expect.arrayContaining(['U1-19', 'X-A11Y-03', 'X-PI-04', 'X-REV-02']),
      )
    })

    it('tells pages that do not load one by one and leaves the verdict open', async () => {
      const scorecard = await checked(
        [],
        '  about: "/nowhere.html"\n  privacy: "/gone.html"\n  settings: "/lost.html"\n',
      )
      const pages = scorecard.evidence.records.find(({ kind }) => kind === 'pages')
      expect(pages?.units.missing).toBeGreaterThanOrEqual(3)
      expect(scorecard.evidence.unreadable.map(({ code, unit }) => [code, unit])).toEqual(
        expect.arrayContaining([
          ['page-status', '/nowhere.html'],
          ['page-status', '/gone.html'],
          ['page-status', '/lost.html'],
        ]),
      )
      expect(scorecard.verdict).toBe('undetermined')
      expect(scorecard.gate.exit).toBe(3)
    })
  },
)
