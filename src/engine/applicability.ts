import type { EvidenceRecord } from '../model/evidence.ts'
import type { ResolvedRuleset, Rule } from '../model/rule.ts'
import type { Assessment } from '../model/scorecard.ts'
import type { Target } from '../model/target.ts'
import type { UntestedReason } from '../model/vocabulary.ts'

/** Why a rule is settled before any unit is looked at. */
export type Settled =
  | { outcome: 'inapplicable'; because: NonNullable<Assessment['inapplicableBecause']> }
  | { outcome: 'untested'; because: UntestedReason }

/** Is this duty asked of this app at all? Undefined = yes. */
export function settledByTarget(rule: Rule, target: Target, asOf: string): Settled | undefined {
  const scope = rule.appliesTo
  const day = asOf.slice(0, 10)
  if (scope?.effectiveFrom && day < scope.effectiveFrom) return notApplicable
  if (scope?.effectiveUntil && day > scope.effectiveUntil) return notApplicable
  for (const [allowed, stated] of [
    [scope?.tier, target.tier],
    [scope?.audience, target.audience],
    [scope?.kind, target.kind],
  ] as const) {
    if (!allowed) continue
    // Not knowing who the app is must not read as "not asked of it".
    if (stated === null) return { outcome: 'untested', because: 'not-provided' }
    if (!(allowed as readonly string[]).includes(stated)) return notApplicable
  }
  if (scope?.channels && !scope.channels.some(channel => target.channels.includes(channel)))
    return notApplicable
  if (target.kind === 'guest') {
    if (rule.holder.every(holder => holder === 'host')) return heldByHost
    if (rule.hostDuty && target.hostProvides.includes(rule.hostDuty)) return heldByHost
  }
  return undefined
}

/** What the state of one required kind of evidence settles. Undefined = there is something to judge. */
export function settledByEvidence(
  record: EvidenceRecord,
  target: Target,
  expects: ResolvedRuleset['expects'],
): Settled | undefined {
  switch (record.status) {
    case 'present':
      return undefined
    case 'missing':
      return { outcome: 'untested', because: 'incomplete' }
    case 'declaredNone':
      return { outcome: 'inapplicable', because: 'declared-none' }
    case 'notProvided':
      return isExpected(record.kind, target, expects)
        ? { outcome: 'untested', because: 'not-provided' }
        : { outcome: 'inapplicable', because: 'not-expected' }
  }
}

/** An unstated tier, audience or kind counts as matching: an app that declares nothing must not look good. */
function isExpected(kind: string, target: Target, expects: ResolvedRuleset['expects']): boolean {
  const fits = (allowed: readonly string[] | undefined, stated: string | null): boolean =>
    !allowed || stated === null || allowed.includes(stated)
  return expects.some(
    expected =>
      expected.kind === kind &&
      fits(expected.tier, target.tier) &&
      fits(expected.audience, target.audience) &&
      fits(expected.appKind, target.kind) &&
      (!expected.channels || expected.channels.some(channel => target.channels.includes(channel))),
  )
}

const notApplicable: Settled = { outcome: 'inapplicable', because: 'not-applicable' }
const heldByHost: Settled = { outcome: 'inapplicable', because: 'host' }
