import type { EvidenceKind, EvidenceRecord, ReferenceList, Unit, UnitKind } from './evidence.ts'
import type { Manifest } from './manifest.ts'
import type { Target } from './target.ts'
import type { UntestedReason } from './vocabulary.ts'

/** Plain data only. */
export type DataFields = Record<string, string | number>

/** Message ids with the names of the data fields each carries. */
export type MessageFields = Record<string, readonly string[]>

/** Where an observation points, relative to the unit it was made on. */
export interface Where {
  /** JSON pointer inside the unit's data (item field `/task_code`; place inside a document or manifest). */
  pointer?: string
  /** File inside a multi-file document; else the unit's own file. */
  file?: string
  /**
   * What makes two observations of one message on one unit different (field name, status, material name).
   * Goes into the fingerprint; never a line, an order or a sentence. Without `template` it also forms the cause.
   */
  identity?: DataFields
  /** What occurrences with one root cause share, where that differs from `identity`. */
  template?: DataFields
}

/** How a check speaks: ids and data, never sentences. Failures and doubts decide; notes never change an outcome. */
export interface Report<M extends MessageFields> {
  failure<K extends keyof M & string>(id: K, data: Record<M[K][number], string | number>, where?: Where): void
  doubt<K extends keyof M & string>(id: K, data: Record<M[K][number], string | number>, where?: Where): void
  note<K extends keyof M & string>(id: K, data: Record<M[K][number], string | number>, where?: Where): void
  /** A named number; `unit` is `ratio`, `items`, `days` … Last one stated wins. */
  measure(name: string, value: number, unit: string): void
  /** The whole rule cannot be judged, for one of the closed reasons; overrides everything but a failure already reported. */
  untested(reason: UntestedReason): void
}

/** Always there; holds evidence only as far as the check declared it in `needs`. */
export interface CheckContext {
  target: Target
  /** ISO time of collection, or `--now`. The only clock there is. */
  asOf: string
  /** Undefined unless `manifest` is in `needs` and was collected. Frozen. */
  manifest: Manifest | undefined
  /** Path of the manifest's source, where `manifest` is there: for what a document's fault owes to the manifest. */
  manifestFile: string | undefined
  /** Empty unless `lists` is in `needs`. Frozen. */
  lists: readonly ReferenceList[]
  /** State of the unit's own evidence kind. */
  record: EvidenceRecord
  /** items: does the source or its mapping provide this field at all? Unmapped fields are skipped by the check. */
  mapped(field: string): boolean
}

interface CheckBase<Options, M extends MessageFields> {
  /** `<folder>/<what-holds>`, equal to the file's path under `src/checks`. */
  name: string
  /** Raised whenever an outcome can change on the same evidence. */
  version: number
  unit: UnitKind
  needs: { required: readonly EvidenceKind[]; optional: readonly EvidenceKind[] }
  messages: M
  /** JSON Schema (2020-12) of the options. */
  options: Record<string, unknown>
  /** items only: fields the check cannot do without; an unmapped one becomes one doubt `unmapped` and the check must skip it. */
  fields?: (options: Options) => readonly string[]
}

export interface UnitCheck<Options = unknown, M extends MessageFields = MessageFields>
  extends CheckBase<Options, M> {
  kind: 'unit'
  /** Loads code of the check's own that this unit needs and most do not; awaited before `judge`. Undefined: nothing to load. */
  ready?: (unit: Unit) => Promise<void> | undefined
  /** Judges one unit. Returns how many things were examined; 0 = out of scope, left to another code. */
  judge(unit: Unit, context: CheckContext, options: Options, report: Report<M>): number
}

export interface FoldCheck<Options = unknown, M extends MessageFields = MessageFields, State = unknown>
  extends CheckBase<Options, M> {
  kind: 'fold'
  /**
   * Kinds of units gone through, one whole kind after the other; default the check's own `unit`, once. For comparisons of
   * one stream with another: what was hashed in an earlier pass can be looked at again in a later one.
   */
  passes?: readonly UnitKind[]
  /** Declared upper bound of state kept per unit, in bytes. */
  stateBytesPerUnit: number
  init(context: CheckContext, options: Options): State
  /** Reports made here belong to the unit. Returns things examined. `pass` counts from 0 along `passes`. */
  step(
    state: State,
    unit: Unit,
    context: CheckContext,
    options: Options,
    report: Report<M>,
    pass: number,
  ): number
  /** Reports made here belong to the whole. Returns further things examined. */
  end(state: State, context: CheckContext, options: Options, report: Report<M>): number
}

export type AnyCheck = UnitCheck<never, MessageFields> | FoldCheck<never, MessageFields, never>

/** Called twice because TypeScript cannot infer some type parameters and take others. */
export function defineCheck<Options = Record<string, never>>() {
  return <const M extends MessageFields>(check: Omit<UnitCheck<Options, M>, 'kind'>): AnyCheck =>
    ({ kind: 'unit', ...check }) as unknown as AnyCheck
}

export function defineFold<Options = Record<string, never>>() {
  return <State, const M extends MessageFields = MessageFields>(
    check: Omit<FoldCheck<Options, M, State>, 'kind'>,
  ): AnyCheck => ({ kind: 'fold', ...check }) as unknown as AnyCheck
}
