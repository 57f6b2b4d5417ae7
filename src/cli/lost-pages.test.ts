import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Scorecard } from '../model/scorecard.ts'

const BIN = new URL('../../bin/wutong.js', import.meta.url).pathname
const EXEMPLARY = new URL('../../fixtures/apps/exemplary', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'wutong-lost-pages-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The exemplary app, looked at on the home page and on the further pages named. */
async function checked(pages: string): Promise<Scorecard> {
  cpSync(EXEMPLARY, folder, { recursive: true })
  const manifest = join(folder, 'wutong.yaml')
  const text = readFileSync(manifest, 'utf8')
  writeFileSync(manifest, text.replace(/^pages:\n(?: {2}.*\n)+/m, `pages:\n  home: "#/"\n${pages}`))
  // Of the pages come across none is looked at: those of the manifest fill the limit.
  const scope = ['--env', 'local', '--scope', 'pages', '--max-pages', '1']
  const argv = [BIN, 'check', folder, ...scope, '--format', 'json', '--now', '2026-11-24', '--quiet']
  const stdout = await new Promise<string>(resolve => {
    // The exit status is the gate's; what counts here is the scorecard.
    execFile(process.execPath, argv, { maxBuffer: 1 << 26 }, (_error, out) => resolve(out))
  })
  return JSON.parse(stdout) as Scorecard
}

describe('required pages that do not load', { timeout: 180_000 }, () => {
  it('are told one by one and leave the verdict open', async () => {
    const scorecard = await checked(
      '  about: "/nowhere.html"\n  privacy: "/gone.html"\n  settings: "/lost.html"\n',
    )
    const pages = scorecard.evidence.records.find(({ kind }) => kind === 'pages')
    expect(pages?.units).toMatchObject({ judged: 5, missing: 3 })
    expect(scorecard.evidence.unreadable.map(({ code, unit }) => [code, unit])).toEqual([
      ['page-status', '/nowhere.html'],
      ['page-status', '/gone.html'],
      ['page-status', '/lost.html'],
    ])
    expect(scorecard.verdict).toBe('undetermined')
    expect(scorecard.gate.exit).toBe(3)
  })
})
