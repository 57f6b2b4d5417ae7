import type { Statement } from '../model/attestation.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { nearest } from '../text/nearest.ts'
import type { BundleReader } from './bundle/reader.ts'

/**
 * Statements that no rule takes: without a code, of a code that does not exist, or of one that only a machine judges.
 * They stop nothing; a person sees them among the parts that are missing.
 */
export async function strayStatements(
  reader: BundleReader,
  ruleset: ResolvedRuleset,
): Promise<Scorecard['evidence']['unreadable']> {
  const known = ruleset.requirements.map(({ code }) => code)
  const attested = [...new Set(ruleset.rules.filter(rule => rule.attestation).map(rule => rule.code))].sort()
  // Another ruleset may ask for it.
  const elsewhere = new Set(
    ruleset.requirements.filter(({ parts }) => parts.includes('attested')).map(({ code }) => code),
  )
  const found: Scorecard['evidence']['unreadable'] = []
  for await (const unit of reader.units('attestations')) {
    if (unit.status !== 'judged') continue
    const { code: stated, finding } = unit.data as Statement
    const code = stated?.trim().slice(0, 60)
    if (finding !== undefined && code !== undefined && known.includes(code)) continue
    if (code !== undefined && (attested.includes(code) || elsewhere.has(code))) continue
    found.push({
      kind: 'attestations',
      reason: 'bad-row',
      unit: unit.key,
      ...(unit.at ? { place: unit.at } : {}),
      ...strayOf(code, unit.key, known, attested),
    })
  }
  return found
}

/** Why a statement's code cannot be taken, as an input word code with its data. */
export function strayOf(
  code: string | undefined,
  key: string,
  known: readonly string[],
  attested: readonly string[],
): { code: string; data: Record<string, string> } {
  if (code === undefined) return { code: 'attestation-no-code', data: { statement: key } }
  if (known.includes(code)) {
    return { code: 'attestation-code-not-attested', data: { code, allowed: attested.join(' ') } }
  }
  return { code: 'attestation-code-unknown', data: { code, nearest: nearest(code, attested) ?? '-' } }
}
