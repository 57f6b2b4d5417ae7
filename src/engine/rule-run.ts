import type {
  AnyCheck,
  CheckContext,
  DataFields,
  FoldCheck,
  Report,
  UnitCheck,
  Where,
} from '../model/check.ts'
import type { Unit } from '../model/evidence.ts'
import type { Rule } from '../model/rule.ts'
import type { Finding } from '../model/scorecard.ts'
import type { Outcome, UntestedReason } from '../model/vocabulary.ts'
import type { Settled } from './applicability.ts'
import { causeId, fingerprint } from './fingerprint.ts'

type AnyUnitCheck = UnitCheck<unknown>
type AnyFoldCheck = FoldCheck<unknown>
export type FindingSink = (run: RuleRun, finding: Finding) => void

const NO_FIELDS: DataFields = {}

/** One rule on its way through the units of one app: counts, measures and the state of a fold. Never throws. */
export class RuleRun {
  readonly rule: Rule
  readonly check: AnyCheck
  settled: Settled | undefined
  examined = 0
  failing = 0
  failures = 0
  doubts = 0
  notes = 0
  missingRequired = 0
  measures: Record<string, { value: number; unit: string }> = {}
  untested: UntestedReason | undefined
  crash: { error: string; unit: string } | undefined
  #state: unknown
  #unit: Unit | undefined
  #base: DataFields = NO_FIELDS
  readonly #context: CheckContext
  readonly #report: Report<Record<string, readonly string[]>>

  constructor(rule: Rule, check: AnyCheck, context: CheckContext, sink: FindingSink) {
    this.rule = rule
    this.check = check
    this.#context = context
    const add = (kind: Finding['kind']) => (messageId: string, data: DataFields, where?: Where) =>
      sink(this, this.#finding(kind, messageId, data, where))
    const failure = add('failure')
    const doubt = add('doubt')
    const note = add('note')
    this.#report = {
      failure: (id, data, where) => {
        this.failures++
        failure(id, data, where)
      },
      doubt: (id, data, where) => {
        this.doubts++
        doubt(id, data, where)
      },
      note: (id, data, where) => {
        this.notes++
        note(id, data, where)
      },
      measure: (name, value, unit) => {
        this.measures[name] = { value, unit }
      },
      untested: reason => {
        this.untested ??= reason
      },
    }
  }

  /** What the engine itself says of a unit, before or instead of the check; the unit counts as examined. */
  say(unit: Unit, kind: 'failure' | 'doubt', messageId: string, data: DataFields, where: Where): void {
    this.#unit = unit
    this.#base = NO_FIELDS
    this.examined = Math.max(1, this.examined)
    if (kind === 'failure') this.failing = Math.max(1, this.failing)
    this.#report[kind](messageId, data, where)
  }

  get active(): boolean {
    return !this.settled && !this.crash
  }

  /** Prepares a fold; says which needed item fields the source does not provide, once each. */
  begin(): void {
    this.#guard(() => {
      const fields = this.check.fields?.(this.rule.options as never) ?? []
      for (const field of fields) {
        if (!this.#context.mapped(field)) this.#report.doubt('unmapped', { field }, { identity: { field } })
      }
      if (this.check.kind === 'fold') {
        this.#state = (this.check as unknown as AnyFoldCheck).init(this.#context, this.rule.options)
      }
    })
  }

  /** Lets the check load what it needs for this unit. */
  async ready(unit: Unit): Promise<void> {
    if (!this.active || this.check.kind !== 'unit') return
    try {
      await this.check.ready?.(unit)
    } catch (error) {
      this.#crashed(error, unit)
    }
  }

  /** `base` joins the identity of what is found: the api of an operation, whose unit key does not name it. */
  step(unit: Unit, base: DataFields = NO_FIELDS, pass = 0): void {
    if (!this.active) return
    this.#base = base
    this.#unit = unit
    // Without a closure: this runs once for every rule and unit.
    try {
      const before = this.failures
      const examined = this.#judge(unit, pass)
      this.examined += examined
      if (this.failures > before)
        this.failing +=
          this.check.kind === 'unit' ? Math.max(1, Math.min(examined, this.failures - before)) : 1
    } catch (error) {
      this.#crashed(error, unit)
    }
  }

  #judge(unit: Unit, pass: number): number {
    const { options } = this.rule
    return this.check.kind === 'unit'
      ? (this.check as unknown as AnyUnitCheck).judge(unit, this.#context, options, this.#report)
      : (this.check as unknown as AnyFoldCheck).step(
          this.#state,
          unit,
          this.#context,
          options,
          this.#report,
          pass,
        )
  }

  end(): void {
    this.#base = NO_FIELDS
    if (this.check.kind !== 'fold') return
    this.#guard(() => {
      const before = this.failures
      this.examined += (this.check as unknown as AnyFoldCheck).end(
        this.#state,
        this.#context,
        this.rule.options,
        this.#report,
      )
      this.failing += this.failures - before
    })
    this.#state = undefined
  }

  /** The contract's order: failure, doubt, missing required unit, nothing examined, passed. */
  get outcome(): Outcome {
    if (this.settled) return this.settled.outcome
    if (this.crash) return 'untested'
    if (this.failures > 0) return 'failed'
    if (this.untested) return 'untested'
    if (this.doubts > 0) return 'cantTell'
    if (this.missingRequired > 0) return 'untested'
    return this.examined === 0 ? 'inapplicable' : 'passed'
  }

  #guard(act: () => void): void {
    if (!this.active) return
    this.#unit = undefined
    try {
      act()
    } catch (error) {
      this.#crashed(error)
    }
  }

  #crashed(error: unknown, unit?: Unit): void {
    this.crash = {
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      unit: unit?.key ?? '',
    }
  }

  #finding(kind: Finding['kind'], messageId: string, data: DataFields, where: Where | undefined): Finding {
    const unit = this.#unit
    const { code, part } = this.rule
    const identity = { ...where?.identity, ...this.#base }
    const template = where?.template ? { ...where.template, ...this.#base } : identity
    const key = unit?.key ?? ''
    const file = where?.file ?? unit?.at?.file
    const locus: Finding['locus'] = { unit: key }
    if (file !== undefined) locus.file = file
    if (unit?.at?.line !== undefined && (where?.file === undefined || where.file === unit.at.file)) {
      locus.line = unit.at.line
      if (unit.at.column !== undefined) locus.column = unit.at.column
      if (unit.at.sheet !== undefined) locus.sheet = unit.at.sheet
    }
    if (where?.pointer !== undefined) locus.pointer = where.pointer
    return {
      kind,
      messageId,
      data,
      locus,
      fingerprint: fingerprint({ code, part, messageId, unit: key, fields: identity }),
      cause: causeId({ code, part, messageId, fields: template }),
    }
  }
}
