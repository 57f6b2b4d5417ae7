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

/** The exemplary app with one change in its build, looked at on the home page and on one further page. */
async function checked(file: string, from: string, to: string, pages: string): Promise<Scorecard> {
  const folder = mkdtempSync(join(tmpdir(), 'wutong-preview-'))
  folders.push(folder)
  cpSync(EXEMPLARY, folder, { recursive: true })
  const change = (path: string, edit: (text: string) => string) =>
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), 'utf8')))
  change(file, text => {
    expect(text).toContain(from)
    return text.replace(from, to)
  })
  change('wutong.yaml', text => text.replace(/^pages:\n(?: {2}.*\n)+/m, `pages:\n  home: "#/"\n${pages}`))
  const scope = ['--ruleset', 'preview', '--env', 'local', '--scope', 'pages', '--format', 'json']
  const argv = [BIN, 'check', folder, ...scope, '--now', '2026-11-24', '--quiet']
  const stdout = await new Promise<string>(resolve => {
    // The exit status is the gate's; what counts here is the scorecard.
    execFile(process.execPath, argv, { maxBuffer: 1 << 26 }, (_error, out) => resolve(out))
  })
  return JSON.parse(stdout) as Scorecard
}

const failed = ({ codes }: Scorecard) =>
  codes.filter(({ outcome }) => outcome === 'failed' || outcome === 'cantTell').map(({ code }) => code)

describe('rules on trial over the exemplary pages', { timeout: 120_000 }, () => {
  it.each([
    ['nothing wrong', 'h5/index.html', '<meta charset="utf-8">', '<meta charset="UTF-8">', '', []],
    ['no language', 'h5/index.html', '<html lang="zh-CN">', '<html>', '', ['X-A11Y-17']],
    [
      'no zoom',
      'h5/index.html',
      'viewport-fit=cover',
      'viewport-fit=cover, user-scalable=no',
      '',
      ['X-A11Y-16'],
    ],
    ['pale text', 'h5/app.css', '--soft: #45524d', '--soft: #a8b2ad', '', ['X-A11Y-05']],
    [
      'a nameless button',
      'h5/pages.js',
      '<button class="button plain" type="submit">搜索</button>',
      '<button class="button plain" type="submit"></button>',
      '',
      ['X-A11Y-14'],
    ],
    [
      'a tick made beforehand',
      'h5/pages.js',
      'id="agree" type="checkbox"',
      'id="agree" type="checkbox" checked',
      '  apply: "#/apply/11330000MB0FAKE29C2002099018000"\n',
      ['X-PI-04'],
    ],
    ['four levels', 'h5/pages.js', "'基本满意', ", '', '  review: "#/review"\n', ['X-REV-02']],
    [
      'no supervision on the guide',
      'h5/pages.js',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the page's own script
      "${fact('监督投诉方式', one.supervise_way)}",
      '',
      '  items:\n    - {taskCode: "11330000MB0FAKE29C2002099018000", url: "#/items/11330000MB0FAKE29C2002099018000"}\n',
      ['U1-19'],
    ],
    [
      'small print for the old',
      'h5/app.css',
      '--text: 22px; --small: 20px',
      '--text: 22px; --small: 15px',
      '  elderHome: "#/?mode=elder"\n',
      ['X-A11Y-03'],
    ],
    ['low buttons', 'h5/app.css', '--touch: 48px', '--touch: 40px', '', ['X-A11Y-08']],
  ])('%s', async (_name, file, from, to, pages, codes) => {
    const scorecard = await checked(file, from, to, pages)
    expect(scorecard.evidence.records.find(({ kind }) => kind === 'pages')?.status).toBe('present')
    expect(failed(scorecard)).toEqual(codes)
  })

  it('tells pages that do not load one by one and leaves the verdict open', async () => {
    const scorecard = await checked(
      'h5/index.html',
      'utf-8',
      'utf-8',
      '  about: "/nowhere.html"\n  privacy: "/gone.html"\n',
    )
    const pages = scorecard.evidence.records.find(({ kind }) => kind === 'pages')
    expect(pages?.units).toMatchObject({ planned: 4, judged: 2, missing: 2 })
    expect(scorecard.evidence.unreadable.map(({ code }) => code)).toEqual(['page-status', 'page-status'])
    expect(scorecard.verdict).toBe('undetermined')
    expect(scorecard.gate.exit).toBe(3)
  })
})
