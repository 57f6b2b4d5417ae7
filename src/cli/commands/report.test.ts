import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { BundleWriter } from '../../engine/bundle/writer.ts'
import { packBundle } from '../../engine/bundle/zip.ts'
import type { BundleHead } from '../../model/evidence.ts'
import { loadLibrary, type RuleLibrary } from '../../rules/load.ts'
import { runCommand } from '../../testing/console.ts'
import { sampleScorecard } from '../../testing/sample-scorecard.ts'
import { createRedactor } from '../../text/redact.ts'
import * as report from './report.ts'

const PIXEL = Buffer.from('89504e470d0a1a0a0000000d4948445200000001000000010806000000'.padEnd(90, '0'), 'hex')
const TARGET: BundleHead['target'] = {
  id: 'app',
  name: '示例',
  kind: 'host',
  tier: 'province',
  region: '330000',
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
}
const AS_OF = '2026-11-24T00:00:00.000Z'
const MARKUP = '<script>alert(1)</script>'

let library: RuleLibrary
let folder: string
beforeAll(async () => {
  library = await loadLibrary()
})
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wutong-report-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A bundle of one page with a picture, and a scorecard of it whose first cause stands there. */
async function judged(image: Uint8Array): Promise<{ blob: string }> {
  const writer = new BundleWriter(folder, createRedactor())
  writer.record('pages', { status: 'present' })
  writer.unit('pages', { key: '#/', status: 'judged', required: true, data: {} })
  const blob = await writer.pictures.blob(image)
  const boxes = { '#b': [10, 10, 40, 40] as const }
  writer.pictures.shot({ unit: '#/', blob, width: 390, height: 844, whole: true, painted: 0, boxes })
  const { sha256 } = await writer.finish({
    tool: { name: 'wutong', version: '0' },
    asOf: AS_OF,
    startedAt: AS_OF,
    finishedAt: AS_OF,
    seed: 1,
    target: TARGET,
    manifestPath: 'wutong.yaml',
    plan: { kinds: ['pages'] },
  })
  const scorecard = sampleScorecard()
  scorecard.evidence.sha256 = sha256
  const [cause] = scorecard.causes
  if (!cause) throw new Error('no cause')
  cause.example.locus = { unit: '#/', pointer: '#b' }
  for (const one of scorecard.assessments)
    if (one.rule === cause.rule) Object.assign(one, { part: 'pages', findings: [cause.example] })
  writeFileSync(join(folder, 'scorecard.json'), JSON.stringify(scorecard))
  return { blob }
}

async function html(...more: string[]): Promise<string> {
  const out = join(folder, 'out.html')
  const file = join(folder, 'scorecard.json')
  await runCommand(report.register, ['report', file, '--format', `html=${out}`, ...more], library)
  return readFileSync(out, 'utf8')
}

describe('report --bundle', () => {
  it('takes its pictures from the bundle, a folder or an archive, with equal bytes', async () => {
    await judged(PIXEL)
    expect(await html()).not.toContain('<image ')
    const page = await html('--bundle', folder)
    expect(page).toContain(`href="data:image/png;base64,${PIXEL.toString('base64')}"`)
    expect(page).toContain('红框内是 #b')
    await packBundle(folder, join(folder, '..', 'report-test.zip'))
    expect(await html('--bundle', join(folder, '..', 'report-test.zip'))).toBe(page)
    rmSync(join(folder, '..', 'report-test.zip'))
  })
  it('embeds nothing that is no picture', async () => {
    await judged(Buffer.from(MARKUP))
    const page = await html('--bundle', folder)
    expect(page).not.toContain('<image ')
    expect(page).not.toContain(Buffer.from(MARKUP).toString('base64'))
  })
  it('refuses an altered picture, and the bundle of another run', async () => {
    const { blob } = await judged(PIXEL)
    writeFileSync(join(folder, 'blobs', blob), Buffer.concat([PIXEL, Buffer.from('x')]))
    await expect(html('--bundle', folder)).rejects.toMatchObject({ code: 'bundle-altered' })
    const other = {
      ...sampleScorecard(),
      evidence: { ...sampleScorecard().evidence, sha256: '0'.repeat(64) },
    }
    writeFileSync(join(folder, 'scorecard.json'), JSON.stringify(other))
    await expect(html('--bundle', folder)).rejects.toMatchObject({ code: 'bundle-other' })
  })
})
