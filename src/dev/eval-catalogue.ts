/**
 * Judges a folder of published service items that nobody here wrote: `npm run eval:catalogue -- FOLDER`.
 * FOLDER holds `items-100.json` in the layout of Sichuan's portal; the mapping is `fixtures/mappings/sichuan.yaml`. A second
 * run leaves the item code unmapped, so that the organisation part is judged as the portal's own `deptCode` states it.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Scorecard } from '../model/scorecard.ts'

const MANIFEST = `wutong: 1
app: {id: guangan-items, name: 广安区公开事项(评测), kind: standalone, tier: county, region: "511602", audience: public}
catalogue: {source: ./items.json, mapping: ./items.map.yaml}
apis: {none: 本评测只看事项}
`

const folder = process.argv[2]
const source = folder === undefined ? undefined : join(folder, 'items-100.json')
if (source === undefined || !existsSync(source)) {
  process.stderr.write(
    `no ${source ?? 'FOLDER given'}; usage: npm run eval:catalogue -- FOLDER (holding items-100.json)\n`,
  )
  process.exitCode = 2
} else {
  const mapping = readFileSync('fixtures/mappings/sichuan.yaml', 'utf8')
  const whole = run(source, mapping)
  process.stdout.write(whole.stdout)
  summarise('organisation part of itemCode', whole.scorecard)
  const departments = run(source, mapping.replaceAll(/^ {2}task_code:.*\n/gm, ''))
  summarise('organisation part as in deptCode', departments.scorecard)
}

function run(items: string, mapping: string): { stdout: string; scorecard: Scorecard } {
  const app = mkdtempSync(join(tmpdir(), 'wutong-eval-'))
  try {
    copyFileSync(items, join(app, 'items.json'))
    writeFileSync(join(app, 'items.map.yaml'), mapping)
    writeFileSync(join(app, 'wutong.yaml'), MANIFEST)
    const args = ['bin/wutong.js', 'check', app, '--static', '--now', '2026-11-24', '-o', join(app, 'out')]
    const { stdout, stderr, status } = spawnSync(process.execPath, args, {
      encoding: 'utf8',
      maxBuffer: 64 << 20,
    })
    if (status === null || ![0, 1, 3].includes(status))
      throw new Error(`wutong check ended with ${status}\n${stderr}`)
    return {
      stdout,
      scorecard: JSON.parse(readFileSync(join(app, 'out', 'scorecard.json'), 'utf8')) as Scorecard,
    }
  } finally {
    rmSync(app, { recursive: true, force: true })
  }
}

/** Which of the organisation parts conform, and how the others fail. */
function summarise(title: string, scorecard: Scorecard): void {
  const items = scorecard.evidence.records.find(record => record.kind === 'items')
  process.stdout.write(`\nU1-08, ${title}: ${items?.units.judged} of ${items?.units.planned} items read\n`)
  const byMessage: Record<string, number> = {}
  for (const { code, findings } of scorecard.assessments) {
    if (code !== 'U1-08') continue
    for (const { kind, messageId } of findings) {
      const name = `${kind} ${messageId}`
      byMessage[name] = (byMessage[name] ?? 0) + 1
    }
  }
  for (const [name, count] of Object.entries(byMessage).sort()) process.stdout.write(`  ${name}: ${count}\n`)
}
