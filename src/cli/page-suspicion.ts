import { checks } from '../checks/index.generated.ts'
import { judge } from '../engine/judge.ts'
import type { EvidenceKind, EvidenceRecord, Unit } from '../model/evidence.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import type { Target } from '../model/target.ts'

/** What such rules judge one page by: nothing but the page and the manifest. */
const ENOUGH: ReadonlySet<EvidenceKind> = new Set<EvidenceKind>(['pages', 'manifest'])

/**
 * Says what the rules that judge single pages would fail on one page, by fingerprint, so that the collector looks again
 * before anything counts. Undefined where the ruleset holds no such rule.
 */
export function pageSuspicion(
  ruleset: ResolvedRuleset,
  manifest: Manifest,
  target: Target,
  asOf: string,
): ((unit: Unit) => Promise<ReadonlySet<string>>) | undefined {
  const rules = ruleset.rules.filter(({ part, check: name }) => {
    const check = checks.get(name)
    return part === 'pages' && check?.kind === 'unit' && check.needs.required.every(kind => ENOUGH.has(kind))
  })
  if (rules.length === 0) return undefined
  const units = { planned: 1, judged: 1, missing: 0, notSampled: 0 }
  const records = [...ENOUGH].map((kind): EvidenceRecord => ({ kind, status: 'present', units }))
  const stated: Unit = { key: 'manifest', status: 'judged', required: true, data: manifest }
  return async unit => {
    const failing = new Set<string>()
    const evidence = {
      target,
      asOf,
      records,
      units: (kind: EvidenceKind) => (kind === 'pages' ? [unit] : kind === 'manifest' ? [stated] : []),
    }
    await judge(evidence, rules, ruleset.expects, checks, (_run, { kind, fingerprint }) => {
      if (kind === 'failure') failing.add(fingerprint)
    })
    return failing
  }
}
