/** Judges one OpenAPI document a message for `eval-openapi.ts`, in a thread of its own that can be ended. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { checks } from '../checks/index.generated.ts'
import { documentsCollector } from '../collectors/openapi/documents.ts'
import { operations } from '../derive/operations.ts'
import { addresses, schemeAndHost } from '../derive/servers.ts'
import type { EvidenceInput } from '../engine/evidence-input.ts'
import { judge } from '../engine/judge.ts'
import type { ApiDocument, Unit } from '../model/evidence.ts'
import type { Rule } from '../model/rule.ts'
import type { Finding } from '../model/scorecard.ts'
import type { Target } from '../model/target.ts'
import { loadLibrary } from '../rules/load.ts'
import { seeded } from './seeded.ts'

export interface Sample {
  document: string
  kind: string
  messageId: string
  data: Record<string, string | number>
  unit: string
  pointer: string
}
interface RuleAnswer {
  code: string
  outcome: string
  findings: number
  causes: number
  examined: number
  byMessage: [string, number][]
  samples: Sample[]
}
export interface DocumentAnswer {
  operations: number
  converted: boolean
  unreadable: string[]
  crashes: string[]
  rules: RuleAnswer[]
}

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

const {
  samples: mostSamples,
  only,
  message,
} = workerData as {
  samples: number
  only: string[]
  /** Only these messages are sampled; empty = all. */
  message: string
}
const library = await loadLibrary()
const rules = library.rules.filter(rule => {
  const unit = checks.get(rule.check)?.unit
  return (unit === 'document' || unit === 'operation') && (only.length === 0 || only.includes(rule.code))
})

parentPort?.on('message', (path: string) => {
  evaluated(path).then(answer => parentPort?.postMessage(answer))
})

async function evaluated(path: string): Promise<DocumentAnswer> {
  const app = mkdtempSync(join(tmpdir(), 'wutong-eval-'))
  const answer: DocumentAnswer = { operations: 0, converted: false, unreadable: [], crashes: [], rules: [] }
  try {
    copyFileSync(path, join(app, 'openapi.json'))
    const units = await collected(app)
    for (const unit of units) {
      if (unit.status !== 'judged') answer.unreadable.push(`${unit.key}: ${unit.detail?.code}`)
      else {
        answer.operations += operations(unit.data as ApiDocument).length
        answer.converted = (unit.data as ApiDocument).convertedFrom !== undefined
      }
    }
    await judged(units, answer)
  } catch (error) {
    answer.crashes.push(error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    rmSync(app, { recursive: true, force: true })
  }
  return answer
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

async function judged(units: Unit[], answer: DocumentAnswer): Promise<void> {
  const present = units.filter(unit => unit.status === 'judged')
  const counts = {
    planned: units.length,
    judged: present.length,
    missing: units.length - present.length,
    notSampled: 0,
  }
  const manifest = manifestFor(present)
  const evidence: EvidenceInput = {
    target: TARGET,
    asOf: '2026-11-24T00:00:00.000Z',
    records: [
      { kind: 'documents', status: 'present', units: counts },
      { kind: 'manifest', status: 'present', units: { planned: 1, judged: 1, missing: 0, notSampled: 0 } },
    ],
    units: kind => (kind === 'documents' ? units : kind === 'manifest' ? [manifest] : []),
  }
  const found = new Map(rules.map(rule => [rule.id, new Tally()]))
  const runs = await judge(evidence, rules, [{ kind: 'documents' }], checks, (run, finding) =>
    found.get(run.rule.id)?.add(finding),
  )
  for (const run of runs) {
    if (run.crash) answer.crashes.push(`${run.rule.code} ${run.crash.unit}: ${run.crash.error}`)
    const { code } = run.rule as Rule
    const tally = found.get(run.rule.id)
    if (tally) answer.rules.push({ code, outcome: run.outcome, examined: run.examined, ...tally.answer() })
  }
}

/** A manifest as its owner might write it: the first host of the document is declared, others are not. */
function manifestFor(present: readonly Unit[]): Unit {
  const hosts = present
    .flatMap(unit => addresses(unit.data as ApiDocument))
    .flatMap(({ meant }) => meant.flatMap(url => schemeAndHost(url)?.host ?? []))
  const data = { wutong: 1, environments: { production: { hosts: hosts.slice(0, 1) } } }
  return { key: 'manifest', status: 'judged', required: true, at: { file: 'wutong.yaml' }, data }
}

/** Findings of one rule on one document: counted, and some drawn evenly. */
class Tally {
  #findings = 0
  #drawnFrom = 3
  readonly #causes = new Set<string>()
  readonly #byMessage = new Map<string, number>()
  readonly #samples: Sample[] = []
  readonly #random = seeded(1)

  add({ kind, messageId, data, locus, cause }: Finding): void {
    const id = `${kind} ${messageId}`
    this.#byMessage.set(id, (this.#byMessage.get(id) ?? 0) + 1)
    if (kind === 'note') return
    this.#findings++
    this.#causes.add(cause)
    if (message !== '' && messageId !== message) return
    const sample = { document: '', kind, messageId, data, unit: locus.unit, pointer: locus.pointer ?? '' }
    if (this.#samples.length < Math.min(3, mostSamples)) this.#samples.push(sample)
    else if (mostSamples > 0) {
      const at = this.#random.between(0, ++this.#drawnFrom - 1)
      if (at < this.#samples.length) this.#samples[at] = sample
    }
  }

  answer(): Pick<RuleAnswer, 'findings' | 'causes' | 'byMessage' | 'samples'> {
    return {
      findings: this.#findings,
      causes: this.#causes.size,
      byMessage: [...this.#byMessage],
      samples: this.#samples,
    }
  }
}
