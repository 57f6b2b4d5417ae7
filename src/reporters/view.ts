import { type EvidenceKind, LOST_PARTS } from '../model/evidence.ts'
import type { ReportOptions } from '../model/reporter.ts'
import type {
  Assessment,
  Cause,
  CodeOutcome,
  Finding,
  Scorecard,
  ScoreLine,
  Unreadable,
} from '../model/scorecard.ts'
import { type Mark, type Outcome, type Part, UNIFICATIONS } from '../model/vocabulary.ts'

/** A cause with what a reader needs beside it. */
export interface CauseView extends Cause {
  assessment: Assessment
  marks: (Mark | 'declared')[]
  /** 0 decides the verdict, 1 must be mended, 2 should be, 3 rests on the owner's word, 4 needs a person. */
  weight: 0 | 1 | 2 | 3 | 4
  /** Places neither waived nor known from the baseline. */
  fresh: number
}

/** Codes of one outcome that share a reason. */
export interface ReasonGroup {
  reason: string
  codes: CodeOutcome[]
}

/** The counts that every format must agree on. */
export interface Totals {
  verdict: Scorecard['verdict']
  exit: number
  score: number | null
  codes: Record<Outcome, number>
  failures: number
  doubts: number
  waived: number
  causes: number
  notYetAutomated: number
  unreadable: number
}

export function totalsOf(scorecard: Scorecard): Totals {
  const codes: Totals['codes'] = { passed: 0, failed: 0, cantTell: 0, untested: 0, inapplicable: 0 }
  for (const { outcome } of scorecard.codes) codes[outcome]++
  const sum = (kind: Cause['kind'], of: (cause: Cause) => number) =>
    scorecard.causes.filter(cause => cause.kind === kind).reduce((total, cause) => total + of(cause), 0)
  return {
    verdict: scorecard.verdict,
    exit: scorecard.gate.exit,
    score: scorecard.score,
    codes,
    failures: sum('failure', cause => cause.total),
    doubts: sum('doubt', cause => cause.total),
    waived: sum('failure', cause => cause.waived),
    causes: scorecard.causes.length,
    notYetAutomated: scorecard.notYetAutomated.length,
    unreadable: scorecard.evidence.unreadable.length,
  }
}

/** Heaviest first: what decides the verdict, what must be mended, what should be, then doubts; most places first. */
export function causesInOrder(scorecard: Scorecard): CauseView[] {
  const assessments = new Map(scorecard.assessments.map(assessment => [assessment.rule, assessment]))
  const codes = new Map(scorecard.codes.map(code => [code.code, code]))
  const hasText = new Set(
    scorecard.assessments
      .filter(({ outcome, marks }) => outcome === 'failed' && marks.includes('text'))
      .map(({ code }) => code),
  )
  return scorecard.causes
    .flatMap(cause => {
      const assessment = assessments.get(cause.rule)
      if (!assessment) return []
      const fresh = Math.max(0, cause.total - cause.waived - cause.known)
      const weight = weightOf(cause, assessment, codes.get(cause.code), hasText)
      return [{ ...cause, assessment, marks: marksOf(assessment), weight, fresh }]
    })
    .sort((a, b) => a.weight - b.weight || b.total - a.total || order(a.code, b.code) || order(a.id, b.id))
}

/** Marks of an assessment, with the one for what rests on the owner's word only. */
export function marksOf(assessment: Assessment): (Mark | 'declared')[] {
  return assessment.proof === 'declared' ? [...assessment.marks, 'declared'] : assessment.marks
}

/** A reading of ours decides only where somebody answerable adopted it, that is where its code is not advisory without any text. */
function weightOf(
  cause: Cause,
  assessment: Assessment,
  code: CodeOutcome | undefined,
  hasText: ReadonlySet<string>,
): CauseView['weight'] {
  if (cause.kind === 'doubt') return 4
  if (assessment.proof === 'declared') return 3
  if (assessment.level === 'recommended') return 2
  if (code?.advisory) return 1
  return assessment.marks.includes('text') || !hasText.has(cause.code) ? 0 : 1
}

/** Codes with one outcome by the reason their leading part gives, largest group first. */
export function reasonGroups(scorecard: Scorecard, outcome: 'untested' | 'inapplicable'): ReasonGroup[] {
  const groups = new Map<string, CodeOutcome[]>()
  for (const code of scorecard.codes) {
    if (code.outcome !== outcome) continue
    const lead = scorecard.assessments.find(
      assessment => assessment.code === code.code && assessment.outcome === outcome,
    )
    const reason =
      (outcome === 'untested' ? lead?.untestedBecause : lead?.inapplicableBecause) ??
      (outcome === 'untested' ? 'not-collected' : 'nothing-examined')
    groups.set(reason, [...(groups.get(reason) ?? []), code])
  }
  return [...groups]
    .map(([reason, codes]) => ({ reason, codes }))
    .sort((a, b) => b.codes.length - a.codes.length || order(a.reason, b.reason))
}

/** Five unifications always; a cross dimension only when something in it was in scope. */
export function linesShown(scorecard: Scorecard): ScoreLine[] {
  const any = (line: ScoreLine) =>
    line.passed + line.failed + line.cantTell + line.untested + line.inapplicable > 0
  return [...scorecard.unifications, ...scorecard.dimensions.filter(any)]
}

/** What one line of the table counts. `other` = must-fix on an interpretation or on an unread source. */
export interface LineCounts {
  judged: number
  applicable: number
  mustText: number
  mustOther: number
  should: number
  declaredOnly: boolean
}

export function countsOf(line: ScoreLine, scorecard: Scorecard): LineCounts {
  const codes = scorecard.codes.filter(code => code.dimension === line.id)
  const failed = codes.filter(code => code.outcome === 'failed')
  const must = failed.filter(code => code.level === 'mandatory')
  const judged = line.passed + line.failed
  const decided = codes.filter(code => code.outcome === 'passed' || code.outcome === 'failed')
  return {
    judged,
    applicable: judged + line.cantTell + line.untested,
    mustText: must.filter(code => !code.advisory).length,
    mustOther: must.filter(code => code.advisory).length,
    should: failed.length - must.length,
    declaredOnly: decided.length > 0 && decided.every(code => code.declared),
  }
}

/** Why a line has no score; undefined when it has one. */
export function noScoreReason(line: ScoreLine, counts: LineCounts): string | undefined {
  if (line.score !== null) return undefined
  if (counts.applicable + line.inapplicable === 0) return 'noRules'
  if (counts.applicable === 0) return 'notApplicable'
  if (counts.declaredOnly) return 'declaredOnly'
  return counts.judged === 0 ? 'notJudged' : 'tooLittle'
}

/** Mandatory codes without a rule, by unification as far as the code names one. */
export function notYetBy(scorecard: Scorecard): { id: string; codes: string[] }[] {
  const groups = Map.groupBy(scorecard.notYetAutomated, code => {
    const prefix = code.slice(0, 2)
    return (UNIFICATIONS as readonly string[]).includes(prefix) ? prefix : 'other'
  })
  return [...UNIFICATIONS, 'other'].flatMap(id => {
    const codes = groups.get(id)
    return codes ? [{ id, codes }] : []
  })
}

/** Findings of one cause: from the full list where the caller has it, else those the scorecard keeps. */
export function findingsOf(
  cause: Cause,
  scorecard: Scorecard,
  options: Pick<ReportOptions, 'findings'>,
): Finding[] {
  const all: readonly (Finding & { rule?: string })[] =
    options.findings ??
    scorecard.assessments.find(assessment => assessment.rule === cause.rule)?.findings ??
    []
  return all.filter(
    finding =>
      finding.cause === cause.id &&
      finding.kind === cause.kind &&
      (finding.rule === undefined || finding.rule === cause.rule),
  )
}

/** Inputs that could not be read at all, and parts missing from inputs that were read; each with the word for its heading. */
export function missingInputs({ evidence }: Scorecard): { heading: string; inputs: Unreadable[] }[] {
  const lost = evidence.unreadable.filter(({ reason }) => LOST_PARTS.has(reason))
  const unread = evidence.unreadable.filter(({ reason }) => !LOST_PARTS.has(reason))
  return [
    { heading: 'report.unreadable', inputs: unread },
    { heading: 'report.lost', inputs: lost },
  ].filter(({ inputs }) => inputs.length > 0)
}

const KINDS_OF_PART: Record<Part, readonly EvidenceKind[]> = {
  static: ['manifest', 'items', 'channel-items', 'documents', 'lists'],
  pages: ['pages'],
  live: ['exchanges', 'transcripts', 'transport'],
  packages: ['packages'],
  attested: ['attestations'],
  cohort: [],
}

/** Evidence kinds in scope that were not given, where something stays unjudged for want of them. */
export function kindsToProvide(scorecard: Scorecard): EvidenceKind[] {
  if (!scorecard.assessments.some(({ untestedBecause }) => untestedBecause === 'not-provided')) return []
  const inScope = new Set(scorecard.scope.flatMap(part => KINDS_OF_PART[part]))
  return scorecard.evidence.records
    .filter(({ status, kind }) => status === 'notProvided' && inScope.has(kind))
    .map(({ kind }) => kind)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
