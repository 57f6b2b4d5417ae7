import type { AnyCheck, DataFields } from '../model/check.ts'
import type { Rule, RuleExample } from '../model/rule.ts'
import type { Finding } from '../model/scorecard.ts'
import { exampleEvidence } from './example-evidence.ts'
import { judge } from './judge.ts'

/** How an example's answer differs from what it expects. Words stand under `examples.<id>`. */
export interface Mismatch {
  id:
    | 'outcome'
    | 'untestedBecause'
    | 'missingFinding'
    | 'unlistedFinding'
    | 'measure'
    | 'unlistedMeasure'
    | 'differsTwice'
    | 'crash'
    | 'checkMissing'
    | 'none'
  data: DataFields
}

export interface ExampleRun {
  mismatches: Mismatch[]
  /** Message ids that came up. */
  shown: ReadonlySet<string>
}

/** Examples show the rule itself: what they leave out counts as expected and not provided. */
const ALL_EXPECTED = ['manifest', 'items', 'channel-items', 'documents', 'lists', 'attestations'].map(
  kind => ({ kind }),
)

interface Answer {
  outcome: string
  untestedBecause: string | undefined
  crash: string | undefined
  measures: Record<string, number>
  findings: Finding[]
}

/**
 * Judges one example by the engine's own code, twice on frozen evidence, and compares the answer with what the example
 * says: outcome, every finding with place and data, the measures it states. Never throws for what the example gets wrong.
 * @param checks by `name@version`
 */
export async function runExample(
  rule: Rule,
  example: RuleExample,
  checks: ReadonlyMap<string, AnyCheck>,
): Promise<ExampleRun> {
  if (!checks.has(rule.check))
    return { mismatches: [{ id: 'checkMissing', data: { check: rule.check } }], shown: new Set() }
  const adjusted: Rule = { ...rule, options: { ...rule.options, ...example.options } }
  const answer = await answerOf(adjusted, example, checks)
  const again = await answerOf(adjusted, example, checks)
  const mismatches = answer.crash === undefined ? compare(example, answer) : [crashOf(answer.crash)]
  if (JSON.stringify(answer) !== JSON.stringify(again)) mismatches.push({ id: 'differsTwice', data: {} })
  return { mismatches, shown: new Set(answer.findings.map(finding => finding.messageId)) }
}

async function answerOf(
  rule: Rule,
  example: RuleExample,
  checks: ReadonlyMap<string, AnyCheck>,
): Promise<Answer> {
  const findings: Finding[] = []
  const runs = await judge(exampleEvidence(example), [rule], ALL_EXPECTED, checks, (_run, finding) =>
    findings.push(finding),
  )
  const [run] = runs
  if (!run) throw new Error(`rule ${rule.id} was not judged`)
  const because = run.settled?.outcome === 'untested' ? run.settled.because : run.untested
  return {
    outcome: run.outcome,
    untestedBecause: run.outcome === 'untested' ? (because ?? 'incomplete') : undefined,
    crash: run.crash?.error,
    measures: Object.fromEntries(Object.entries(run.measures).map(([name, { value }]) => [name, value])),
    findings,
  }
}

function compare(example: RuleExample, answer: Answer): Mismatch[] {
  const found: Mismatch[] = []
  if (answer.outcome !== example.expect) {
    found.push({ id: 'outcome', data: { expected: example.expect, actual: answer.outcome } })
  }
  const { untestedBecause } = example
  if (untestedBecause !== undefined && untestedBecause !== answer.untestedBecause) {
    found.push({
      id: 'untestedBecause',
      data: { expected: untestedBecause, actual: answer.untestedBecause ?? '-' },
    })
  }
  return [
    ...found,
    ...compareFindings(example.findings ?? [], answer.findings),
    ...compareMeasures(example.measures, answer.measures),
  ]
}

function compareFindings(
  expected: NonNullable<RuleExample['findings']>,
  actual: readonly Finding[],
): Mismatch[] {
  const left = [...actual]
  const found: Mismatch[] = []
  for (const wanted of expected) {
    const at = left.findIndex(finding => matches(wanted, finding))
    if (at >= 0) left.splice(at, 1)
    else found.push({ id: 'missingFinding', data: { finding: expectedText(wanted) } })
  }
  return [
    ...found,
    ...left.map((finding): Mismatch => ({ id: 'unlistedFinding', data: { finding: actualText(finding) } })),
  ]
}

/** Kind, message, place and data have to be stated as they are; the unit only where the example names it. */
function matches(wanted: NonNullable<RuleExample['findings']>[number], finding: Finding): boolean {
  return (
    (wanted.kind ?? 'failure') === finding.kind &&
    wanted.message === finding.messageId &&
    (wanted.unit === undefined || wanted.unit === finding.locus.unit) &&
    (wanted.at ?? '') === (finding.locus.pointer ?? '') &&
    sameData(wanted.data ?? {}, finding.data)
  )
}

function sameData(a: DataFields, b: DataFields): boolean {
  const names = Object.keys(a)
  return (
    names.length === Object.keys(b).length &&
    names.every(name => Object.hasOwn(b, name) && a[name] === b[name])
  )
}

function compareMeasures(
  expected: Record<string, number> | undefined,
  actual: Record<string, number>,
): Mismatch[] {
  if (!expected) return []
  const wrong = Object.entries(expected)
    .filter(([name, value]) => !(Math.abs((actual[name] ?? Number.NaN) - value) <= 1e-9))
    .map(
      ([name, value]): Mismatch => ({
        id: 'measure',
        data: { name, expected: value, actual: actual[name] ?? '-' },
      }),
    )
  const unlisted = Object.keys(actual).filter(name => !Object.hasOwn(expected, name))
  return [
    ...wrong,
    ...unlisted.map(
      (name): Mismatch => ({ id: 'unlistedMeasure', data: { name, actual: actual[name] ?? '-' } }),
    ),
  ]
}

function crashOf(error: string): Mismatch {
  return { id: 'crash', data: { error } }
}

function expectedText({
  kind = 'failure',
  message,
  unit,
  at,
  data,
}: NonNullable<RuleExample['findings']>[number]): string {
  return JSON.stringify({
    kind,
    message,
    ...(unit === undefined ? {} : { unit }),
    at: at ?? '',
    data: data ?? {},
  })
}

function actualText({ kind, messageId, locus, data }: Finding): string {
  return JSON.stringify({ kind, message: messageId, unit: locus.unit, at: locus.pointer ?? '', data })
}
