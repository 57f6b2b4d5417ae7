import { STATEMENT_MESSAGES } from '../model/attestation.ts'
import { InputError } from '../model/input-error.ts'
import type { WordTable } from '../model/reporter.ts'
import type { ResolvedRuleset, Rule } from '../model/rule.ts'
import type { Scorecard } from '../model/scorecard.ts'
import type { Words } from '../model/words.ts'
import type { JudgeBundleOptions } from './judge-options.ts'
import type { RuleRun } from './rule-run.ts'

/**
 * Puts in the words a report of this scorecard needs, so that it needs nothing but the scorecard.
 * @throws InputError `ruleset-malformed` for a rule that cites no known clause or source.
 */
export function addWords(
  scorecard: Scorecard,
  runs: readonly RuleRun[],
  ruleset: ResolvedRuleset,
  options: JudgeBundleOptions,
): void {
  const requirements = new Map(ruleset.requirements.map(requirement => [requirement.code, requirement.title]))
  for (const { rule } of runs) {
    scorecard.messages[rule.id] = { ...rule.messages, ...builtIn(rule, options.words) }
    const title = requirements.get(rule.code)
    if (title) scorecard.words.codes[rule.code] = title
    scorecard.words.rules[rule.id] = wordsOf(rule)
    for (const id of rule.clauses) {
      const clause = ruleset.clauses[id]
      const source = clause && ruleset.sources[clause.source]
      if (!clause || !source)
        throw new InputError('ruleset-malformed', { file: `${rule.id}.yaml` }, { clause: id })
      scorecard.words.clauses[id] = {
        source: source.title,
        ...(clause.number === undefined ? {} : { number: clause.number }),
        status: source.status,
        paraphrase: clause.paraphrase,
      }
    }
  }
  for (const code of scorecard.notYetAutomated) {
    const title = requirements.get(code)
    if (title) scorecard.words.codes[code] = title
  }
}

/** Messages the engine makes itself. */
function builtIn(rule: Rule, words: WordTable): Record<string, Words> {
  const ids = ['unmapped', ...(rule.attestation ? Object.keys(STATEMENT_MESSAGES) : [])]
  return Object.fromEntries(
    ids.flatMap(id => {
      const found = words[`builtin.${id}`]
      return found ? [[id, found]] : []
    }),
  )
}

function wordsOf({ title, rationale, remediation: { zh, en } }: Rule): Scorecard['words']['rules'][string] {
  return { title, rationale, remediation: { zh, en } }
}
