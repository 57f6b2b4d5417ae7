import { createHash } from 'node:crypto'
import type { AttestationForm } from '../model/attestation.ts'
import type { ResolvedRuleset, Rule } from '../model/rule.ts'
import { canonicalJson } from '../text/canonical-json.ts'

/** Lower-case hex sha256 over canonical JSON: equal for equal data, whatever the order or layout it was written in. */
export function sha256Of(data: unknown): string {
  return createHash('sha256').update(canonicalJson(data)).digest('hex')
}

/** What can change an outcome, a score or a verdict: no words, no names, no YAML bytes. */
export function judgedData(ruleset: ResolvedRuleset): unknown {
  return {
    rules: ruleset.rules.map(ruleData),
    requirements: ruleset.requirements.map(
      ({ code, dimension, parts, holders, level, basis, confidence, local, excused }) => ({
        code,
        dimension,
        parts,
        holders,
        level,
        basis,
        confidence,
        local: local ?? false,
        excused: excused !== undefined,
      }),
    ),
    scoring: ruleset.scoring,
    expects: ruleset.expects,
    overrides: ruleset.overrides.map(({ reason: _reason, ...override }) => override),
    conflicts: ruleset.conflicts.map(({ words: _words, ...conflict }) => conflict),
    adoptions: ruleset.adoptions,
    lists: ruleset.lists,
  }
}

function ruleData({
  title: _title,
  rationale: _rationale,
  messages: _messages,
  remediation: _mend,
  attestation,
  ...data
}: Rule): unknown {
  return attestation ? { ...data, attestation: formData(attestation) } : data
}

/** Of what a person is asked, the part that decides whether a statement stands. */
function formData({ procedure, evidence, facts, ...rest }: AttestationForm): unknown {
  return {
    ...rest,
    steps: procedure.length,
    evidence: evidence.map(({ title: _title, ...asked }) => asked),
    facts: facts.map(({ title: _title, ...asked }) => asked),
  }
}

/** The words, clauses and sources that this ruleset's scorecards can print. */
export function citedWords(ruleset: ResolvedRuleset): unknown {
  const clauses = [...new Set(ruleset.rules.flatMap(rule => rule.clauses))].sort()
  const cited = clauses.flatMap(id => (Object.hasOwn(ruleset.clauses, id) ? [ruleset.clauses[id]] : []))
  const sources = [
    ...new Set([
      ...cited.map(clause => clause?.source ?? ''),
      ...ruleset.overrides.map(({ source }) => source),
    ]),
  ]
  return {
    rules: ruleset.rules.map(({ id, title, rationale, messages, remediation, attestation }) => ({
      id,
      title,
      rationale,
      messages,
      remediation,
      ...(attestation ? { attestation } : {}),
    })),
    requirements: ruleset.requirements.map(({ code, title }) => ({ code, title })),
    clauses: cited,
    sources: sources.sort().map(id => ruleset.sources[id] ?? id),
    overrides: ruleset.overrides.map(({ rule, reason }) => ({ rule, reason })),
    conflicts: ruleset.conflicts.map(({ id, words }) => ({ id, words })),
  }
}
