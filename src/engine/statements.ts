import { flawsOf, speakerOf } from '../derive/statement-standing.ts'
import type { AttestationForm, Statement, StatementMessage } from '../model/attestation.ts'
import type { Unit } from '../model/evidence.ts'
import type { RuleRun } from './rule-run.ts'

/** A rule whose lint was not heeded still asks for a signature. */
const BARE_FORM: AttestationForm = { procedure: [], evidence: [], facts: [], validMonths: 12 }

/**
 * The statements of each rule's own code: none leaves it untested, a flawed one or two of them are doubts, a negative verdict
 * fails it, and only a positive one that stands goes on to the check, which holds the stated facts against the duty.
 */
export function judgeStatements(units: readonly Unit[], runs: readonly RuleRun[], asOf: string): void {
  for (const run of runs) {
    const { code } = run.rule
    const mine = units.filter(unit => unit.key === code || unit.key.startsWith(`${code}#`))
    const lost = mine.filter(unit => unit.status === 'missing').length
    run.missingRequired += lost
    const [unit, second] = mine.filter(one => one.status === 'judged')
    if (!unit) {
      if (lost === 0) run.untested ??= 'not-provided'
    } else if (second) {
      // Which of them holds is for a person to say.
      run.say(second, 'doubt', 'statementTwice', { count: mine.length }, { pointer: '/code' })
    } else guarded(unit, run, () => judgeStatement(unit, run, asOf))
  }
}

/** A saved bundle may hold anything: what cannot be judged is a crash of this rule, not of the run. */
function guarded(unit: Unit, run: RuleRun, act: () => void): void {
  try {
    act()
  } catch (error) {
    run.crash ??= {
      error: error instanceof Error ? `${error.name}: ${error.message}` : String(error),
      unit: unit.key,
    }
  }
}

function judgeStatement(unit: Unit, run: RuleRun, asOf: string): void {
  const statement = unit.data as Statement
  const form = run.rule.attestation ?? BARE_FORM
  const flaws = flawsOf(statement, form, asOf)
  for (const { id, data, pointer, identity } of flaws) run.say(unit, 'doubt', id, data, { pointer, identity })
  if (flaws.length > 0) return
  const say = (kind: 'failure' | 'doubt', id: StatementMessage, data: Record<string, string>) =>
    run.say(unit, kind, id, { by: speakerOf(statement), ...data }, { pointer: '/verdict' })
  const { verdict } = statement
  if (verdict === 'passed') run.step(unit)
  else if (verdict === 'failed') say('failure', 'statementFailed', { date: statement.date ?? '' })
  else if (verdict === 'cantTell') say('doubt', 'statementUndecided', {})
  else if (!form.exempt) say('doubt', 'statementExempt', {})
}
