import type { ReportOptions } from '../model/reporter.ts'
import type { Assessment, Finding, Scorecard } from '../model/scorecard.ts'
import { type CauseView, causesInOrder } from './view.ts'

/** A finding with the assessment it belongs to and the cause it counts under; a note has no cause to mend. */
export interface FindingRow {
  finding: Finding
  assessment: Assessment
  cause: CauseView | undefined
}

/**
 * Every finding in the order of the assessments: the caller's full list where there is one, else what the scorecard keeps.
 * The full list knows no lines, so a finding that the scorecard keeps too is taken from there.
 */
export function findingRows(scorecard: Scorecard, options: Pick<ReportOptions, 'findings'>): FindingRow[] {
  const full = options.findings && Map.groupBy(options.findings, ({ rule }) => rule)
  const causes = new Map(causesInOrder(scorecard).map(cause => [keyOf(cause), cause]))
  return scorecard.assessments.flatMap(assessment => {
    const { rule, findings: kept } = assessment
    const listed: readonly Finding[] = full?.get(rule) ?? kept
    return listed.map((one, at) => {
      const finding = kept[at]?.fingerprint === one.fingerprint ? kept[at] : one
      const cause = causes.get(keyOf({ rule, kind: finding.kind, id: finding.cause }))
      return { finding, assessment, cause }
    })
  })
}

/** Findings by the cause they count under, as `keyOf` names it. */
export function findingsByCause(rows: readonly FindingRow[]): Map<string, Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const { cause, finding } of rows) {
    if (!cause) continue
    const group = groups.get(keyOf(cause))
    if (group) group.push(finding)
    else groups.set(keyOf(cause), [finding])
  }
  return groups
}

/** Causes of two rules, or a failure and a doubt of one, may share an id. */
export function keyOf({ rule, kind, id }: { rule: string; kind: Finding['kind']; id: string }): string {
  return JSON.stringify([rule, kind, id])
}
