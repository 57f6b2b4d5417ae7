import type { Cause, Finding } from '../model/scorecard.ts'
import type { RuleRun } from './rule-run.ts'

/** Root causes, counted as findings come: memory grows with causes, not with places. */
export class Causes {
  readonly #byId = new Map<string, Cause>()

  add(run: RuleRun, finding: Finding): void {
    if (finding.kind === 'note') return
    const key = `${run.rule.id} ${finding.cause}`
    let cause = this.#byId.get(key)
    if (!cause) {
      cause = {
        id: finding.cause,
        code: run.rule.code,
        rule: run.rule.id,
        kind: finding.kind,
        total: 0,
        waived: 0,
        known: 0,
        fixOwner: run.rule.fixOwner,
        example: finding,
      }
      this.#byId.set(key, cause)
    }
    cause.total++
    if (finding.waived !== undefined) cause.waived++
    if (finding.known) cause.known++
  }

  /** By code, then most places first, then id. */
  list(): Cause[] {
    return [...this.#byId.values()].sort(
      (a, b) =>
        compare(a.code, b.code) || compare(a.rule, b.rule) || b.total - a.total || compare(a.id, b.id),
    )
  }
}

export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
