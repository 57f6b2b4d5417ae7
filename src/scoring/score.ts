import type { Requirement, Scoring } from '../model/rule.ts'
import type { Assessment, CodeOutcome, ScoreLine } from '../model/scorecard.ts'
import { type Dimension, OUTCOMES_WORST_FIRST, type Outcome } from '../model/vocabulary.ts'
import type { Words } from '../model/words.ts'
import { isConfirmedText } from './confirmed.ts'

/** What is known of one assessed rule beyond its assessment. */
export interface Scored {
  assessment: Assessment
  /** Failures that no active waiver accepts. */
  unwaived: number
}

/** Worst in-scope part of each code, with the credit it earns. Sorted by code. */
export function codeOutcomes(
  scored: readonly Scored[],
  requirements: ReadonlyMap<string, Requirement>,
  adopted: ReadonlySet<string>,
  scoring: Scoring,
): CodeOutcome[] {
  const byCode = Map.groupBy(scored, ({ assessment }) => assessment.code)
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, parts]) => codeOutcome(code, parts, requirements.get(code), adopted.has(code), scoring))
}

function codeOutcome(
  code: string,
  parts: readonly Scored[],
  requirement: Requirement | undefined,
  adopted: boolean,
  scoring: Scoring,
): CodeOutcome {
  const assessments = parts.map(part => part.assessment)
  const outcome = worst(assessments.map(assessment => assessment.outcome))
  const lead = assessments.find(assessment => assessment.outcome === outcome) as Assessment
  const failed = parts.filter(part => part.assessment.outcome === 'failed')
  const result: CodeOutcome = {
    code,
    level: assessments.some(assessment => assessment.level === 'mandatory') ? 'mandatory' : 'recommended',
    outcome,
    fixOwner: lead.fixOwner,
    dimension: requirement?.dimension ?? lead.dimension,
    credit: credit(outcome, assessments, scoring),
  }
  if (outcome === 'failed') {
    const deciding = failed.some(part => part.unwaived > 0 && (adopted || isConfirmedText(part.assessment)))
    if (failed.every(part => part.unwaived === 0)) result.waived = true
    else if (!deciding) result.advisory = true
  }
  if (assessments.every(assessment => assessment.proof === 'declared')) result.declared = true
  return result
}

/**
 * Ours: a failed code keeps at most `failedShare`, less the share of what failed, and nothing while anything about it is
 * still doubtful. So turning a finding into a pass never lowers a score (contract, promise 3): failed with doubts (0) may
 * become cantTell (not counted), never the other way round from something above 0.
 */
function credit(outcome: Outcome, assessments: readonly Assessment[], scoring: Scoring): number | null {
  if (outcome === 'passed') return 1
  if (outcome !== 'failed') return null
  const open = assessments.some(
    assessment => assessment.outcome === 'cantTell' || assessment.outcome === 'untested' || assessment.open,
  )
  if (open) return 0
  const shares = assessments
    .filter(assessment => assessment.outcome === 'failed')
    .map(({ failing, examined }) => (examined === 0 ? 0 : 1 - failing / examined))
  return scoring.failedShare * Math.max(0, Math.min(...shares))
}

/** Score, range and counts over some codes. Declared-only codes weigh nothing. */
export function scoreOf(codes: readonly CodeOutcome[], scoring: Scoring): Omit<ScoreLine, 'id' | 'name'> {
  const counts = { passed: 0, failed: 0, cantTell: 0, untested: 0, inapplicable: 0 }
  let judged = 0
  let open = 0
  let earned = 0
  for (const code of codes) {
    counts[code.outcome]++
    if (code.declared || code.outcome === 'inapplicable') continue
    const weight = scoring.weights[code.level]
    if (code.credit === null) open += weight
    else {
      judged += weight
      earned += weight * code.credit
    }
  }
  const total = judged + open
  const percent = (part: number, whole: number) => Math.round((part / whole) * 1000) / 10
  const range = total === 0 ? null : { low: percent(earned, total), high: percent(earned + open, total) }
  const score = judged === 0 || judged / total < scoring.leastJudgedShare ? null : percent(earned, judged)
  return { score, range, ...counts }
}

/** One line per dimension, in the order given. */
export function scoreLines(
  dimensions: readonly Dimension[],
  codes: readonly CodeOutcome[],
  names: (dimension: Dimension) => Words,
  scoring: Scoring,
): ScoreLine[] {
  return dimensions.map(id => ({
    id,
    name: names(id),
    ...scoreOf(
      codes.filter(code => code.dimension === id),
      scoring,
    ),
  }))
}

function worst(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES_WORST_FIRST.find(outcome => outcomes.includes(outcome)) as Outcome
}
