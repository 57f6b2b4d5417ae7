import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { exampleEvidence } from '../engine/example-evidence.ts'
import { judge } from '../engine/judge.ts'
import type { AnyCheck } from '../model/check.ts'
import type { Rule, RuleExample } from '../model/rule.ts'
import type { Finding } from '../model/scorecard.ts'

export interface Observed {
  outcome: string
  examined: number
  crash: string | undefined
  measures: Record<string, number>
  findings: Finding[]
  /** `failure notStated /task_name` … in the order in which they were made. */
  said: string[]
}

/** A shipped rule as its YAML says. */
export function shippedRule(id: string): Rule {
  return parse(readFileSync(new URL(`../../rules/${id}.yaml`, import.meta.url), 'utf8'))
}

/** Judges evidence by one rule and its check through the engine's own code, on frozen evidence. */
export async function observe(
  rule: Rule,
  check: AnyCheck,
  example: Pick<RuleExample, 'evidence' | 'target' | 'asOf' | 'options'>,
): Promise<Observed> {
  const adjusted: Rule = { ...rule, options: { ...rule.options, ...example.options } }
  const evidence = exampleEvidence({ name: '', expect: 'passed', ...example })
  const findings: Finding[] = []
  const checks = new Map([[rule.check, check]])
  const [run] = await judge(evidence, [adjusted], [], checks, (_run, finding) => findings.push(finding))
  if (!run) throw new Error(`rule ${rule.id} was not judged`)
  return {
    outcome: run.outcome,
    examined: run.examined,
    crash: run.crash?.error,
    measures: Object.fromEntries(Object.entries(run.measures).map(([name, { value }]) => [name, value])),
    findings,
    said: findings.map(({ kind, messageId, locus }) => `${kind} ${messageId} ${locus.pointer ?? ''}`.trim()),
  }
}
