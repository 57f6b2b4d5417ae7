import { operations } from '../derive/operations.ts'
import type { AnyCheck, CheckContext } from '../model/check.ts'
import {
  type ApiDocument,
  EVIDENCE_OF_UNIT,
  type EvidenceKind,
  type Item,
  type ReferenceList,
  type Unit,
  type UnitKind,
} from '../model/evidence.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ResolvedRuleset, Rule } from '../model/rule.ts'
import { settledByEvidence, settledByTarget } from './applicability.ts'
import { type EvidenceInput, recordOf } from './evidence-input.ts'
import { type FindingSink, RuleRun } from './rule-run.ts'
import { judgeStatements } from './statements.ts'

export interface JudgeOptions {
  /** Wall time after which what is left becomes `untested: deadline`. */
  deadlineMs?: number
}

/** Kinds small enough to be held, and handed to checks as context. */
const CONTEXT_KINDS: readonly EvidenceKind[] = ['manifest', 'lists']

/**
 * Rules against one app's evidence: one pass over each kind of units, all its rules side by side.
 * Findings leave through `sink` as they are made; nothing grows with their number.
 */
export async function judge(
  evidence: EvidenceInput,
  rules: readonly Rule[],
  expects: ResolvedRuleset['expects'],
  checks: ReadonlyMap<string, AnyCheck>,
  sink: FindingSink,
  options: JudgeOptions = {},
): Promise<RuleRun[]> {
  const manifest = await first(evidence.units('manifest'))
  const lists = await held<ReferenceList>(evidence.units('lists'))
  const runs = rules.map(rule => startRun(rule, evidence, expects, checks, manifest, lists, sink))

  const deadline =
    options.deadlineMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + options.deadlineMs
  const once = runs.filter(run => !passesOf(run.check))
  const kinds = [...new Set(once.map(run => EVIDENCE_OF_UNIT[run.check.unit]))].sort(contextFirst)
  for (const kind of kinds) {
    const active = once.filter(run => run.active && EVIDENCE_OF_UNIT[run.check.unit] === kind)
    if (active.length === 0) continue
    for (const run of active) run.begin()
    if (kind === 'attestations') judgeStatements(await every(evidence.units(kind)), active, evidence.asOf)
    else await pass(evidence, kind, active, deadline)
    // A fold that did not see every unit would take what it missed for what is not there.
    for (const run of active) if (run.untested !== 'deadline') run.end()
  }
  await comparisons(evidence, runs, deadline)
  return runs
}

/** Folds that go through more than one stream, those with the same passes side by side. */
async function comparisons(
  evidence: EvidenceInput,
  runs: readonly RuleRun[],
  deadline: number,
): Promise<void> {
  const several = runs.filter(run => run.active && passesOf(run.check))
  for (const here of Map.groupBy(several, run => passesOf(run.check)?.join() ?? '').values()) {
    const passes = passesOf(here[0]?.check as AnyCheck) ?? []
    for (const run of here) run.begin()
    for (const [number, unit] of passes.entries()) {
      const open = here.filter(run => run.active && run.untested !== 'deadline')
      // A unit that is missing counts once, however often its kind is gone through.
      const again = passes.indexOf(unit) < number
      await pass(evidence, EVIDENCE_OF_UNIT[unit], open, deadline, number, again)
    }
    for (const run of here) if (run.untested !== 'deadline') run.end()
  }
}

function passesOf(check: AnyCheck): readonly UnitKind[] | undefined {
  return check.kind === 'fold' ? check.passes : undefined
}

async function pass(
  evidence: EvidenceInput,
  kind: EvidenceKind,
  runs: RuleRun[],
  deadline: number,
  number = 0,
  again = false,
): Promise<void> {
  const whole = runs.filter(run => run.check.unit !== 'operation')
  const loading = whole.filter(run => run.check.kind === 'unit' && run.check.ready)
  const perOperation = runs.filter(run => run.check.unit === 'operation')
  let seen = 0
  for await (const unit of evidence.units(kind)) {
    if (++seen % 256 === 0 && performance.now() > deadline) {
      for (const run of runs) run.untested ??= 'deadline'
      return
    }
    if (unit.status !== 'judged') {
      if (unit.status === 'missing' && unit.required && !again) for (const run of runs) run.missingRequired++
      continue
    }
    for (const run of loading) await run.ready(unit)
    for (const run of whole) if (concerns(run.rule, kind, unit)) run.step(unit, undefined, number)
    if (perOperation.length === 0) continue
    for (const operation of operations(unit.data as ApiDocument)) {
      const part: Unit = {
        key: operation.key,
        status: 'judged',
        required: unit.required,
        at: { file: operation.file },
        data: operation,
      }
      for (const run of perOperation) run.step(part, { api: unit.key })
    }
  }
}

function startRun(
  rule: Rule,
  evidence: EvidenceInput,
  expects: ResolvedRuleset['expects'],
  checks: ReadonlyMap<string, AnyCheck>,
  manifest: Unit | undefined,
  lists: readonly ReferenceList[],
  sink: FindingSink,
): RuleRun {
  const check = checks.get(rule.check)
  if (!check) throw new Error(`rule ${rule.id} names a check that does not exist: ${rule.check}`)
  const declared = new Set<EvidenceKind>([...check.needs.required, ...check.needs.optional])
  const record = recordOf(evidence, EVIDENCE_OF_UNIT[check.unit])
  const fields = record.fields && new Set(record.fields)
  // Handed over is what was declared and nothing else, so that `needs` cannot lie.
  const context: CheckContext = {
    target: evidence.target,
    asOf: evidence.asOf,
    manifest: declared.has('manifest') ? (manifest?.data as Manifest | undefined) : undefined,
    manifestFile: declared.has('manifest') ? manifest?.at?.file : undefined,
    lists: declared.has('lists') ? lists : [],
    record,
    mapped: field => !fields || fields.has(field),
  }
  const run = new RuleRun(rule, check, context, sink)
  run.settled = settledByTarget(rule, evidence.target, evidence.asOf)
  for (const kind of check.needs.required) {
    run.settled ??= settledByEvidence(recordOf(evidence, kind), evidence.target, expects)
  }
  const seen = (passesOf(check) ?? [check.unit]).map(unit => EVIDENCE_OF_UNIT[unit])
  for (const kind of check.needs.required) {
    if (!seen.includes(kind)) run.missingRequired += recordOf(evidence, kind).units.missing
  }
  return run
}

function concerns(rule: Rule, kind: EvidenceKind, unit: Unit): boolean {
  const taskTypes = rule.appliesTo?.taskTypes
  if (!taskTypes || (kind !== 'items' && kind !== 'channel-items')) return true
  return taskTypes.includes((unit.data as Item).task_type as string)
}

function contextFirst(a: EvidenceKind, b: EvidenceKind): number {
  const rank = (kind: EvidenceKind) => (CONTEXT_KINDS.includes(kind) ? 0 : 1)
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

/** Reads to the end: only then has the stream been held against its hash. */
async function first(units: AsyncIterable<Unit> | Iterable<Unit>): Promise<Unit | undefined> {
  let found: Unit | undefined
  for await (const unit of units) if (unit.status === 'judged') found ??= unit
  return found
}

async function every(units: AsyncIterable<Unit> | Iterable<Unit>): Promise<Unit[]> {
  const found: Unit[] = []
  for await (const unit of units) found.push(unit)
  return found
}

async function held<T>(units: AsyncIterable<Unit> | Iterable<Unit>): Promise<T[]> {
  const found: T[] = []
  for await (const unit of units) if (unit.status === 'judged') found.push(unit.data as T)
  return found
}
