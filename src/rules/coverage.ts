import type { Requirement, Rule } from '../model/rule.ts'
import { type Dimension, PARTS, type Part, type Proof } from '../model/vocabulary.ts'

/** What stands behind a code today. `none` = nothing, and nothing says why: a gap in the table. */
export type CoverageStatus = 'automated' | 'attested' | 'kit' | 'excused' | 'planned' | 'none'
export const COVERAGE_STATUSES: readonly CoverageStatus[] = [
  'automated',
  'attested',
  'kit',
  'excused',
  'planned',
  'none',
]

/** Codes that may be excused from automation for good. */
export const MOST_EXCUSED = 5

export interface CodeCoverage {
  code: string
  requirement: Requirement
  status: CoverageStatus
  /** How the outcome is proven, by its rules; a code with only `declared` weighs nothing in a score. */
  proof: Proof[]
  parts: { part: Part | 'kit'; rules: string[] }[]
}

export interface CoverageTable {
  codes: CodeCoverage[]
  totals: Record<CoverageStatus, number>
  /** Of the parts each code has, how many a rule judges. */
  parts: { part: Part | 'kit'; total: number; judged: number }[]
  dimensions: { dimension: Dimension; total: number; automated: number }[]
  problems: CoverageProblem[]
}

export interface CoverageProblem {
  id: 'none' | 'kitFileMissing' | 'kitUnproven' | 'tooManyExcused' | 'unknownCode' | 'excusedAndJudged'
  data: Record<string, string | number>
}

/**
 * Every code of the table with what stands behind it.
 * @param exists says whether a file of the project (relative path) is there; kit duties name the file that proves them
 */
export function coverageOf(
  requirements: readonly Requirement[],
  rules: readonly Rule[],
  exists: (path: string) => boolean,
): CoverageTable {
  const live = rules.filter(rule => rule.status !== 'deprecated')
  const byCode = Map.groupBy(live, rule => rule.code)
  const codes = requirements.map(requirement => codeCoverage(requirement, byCode.get(requirement.code) ?? []))
  const totals = Object.fromEntries(COVERAGE_STATUSES.map(status => [status, 0])) as Record<
    CoverageStatus,
    number
  >
  for (const { status } of codes) totals[status]++
  const dimensions = [...new Set(requirements.map(({ dimension }) => dimension))]
  return {
    codes,
    totals,
    parts: [...PARTS, 'kit' as const].map(part => {
      const here = codes.flatMap(code => code.parts.filter(one => one.part === part))
      return { part, total: here.length, judged: here.filter(one => one.rules.length > 0).length }
    }),
    dimensions: dimensions.map(dimension => {
      const here = codes.filter(code => code.requirement.dimension === dimension)
      return {
        dimension,
        total: here.length,
        automated: here.filter(code => code.status === 'automated').length,
      }
    }),
    problems: problemsOf(codes, live, exists),
  }
}

function codeCoverage(requirement: Requirement, rules: readonly Rule[]): CodeCoverage {
  const parts = [...new Set([...requirement.parts, ...rules.map(rule => rule.part)])].map(part => ({
    part,
    rules: rules.filter(rule => rule.part === part).map(rule => rule.id),
  }))
  return {
    code: requirement.code,
    requirement,
    status: statusOf(requirement, rules),
    proof: [...new Set(rules.map(rule => rule.proof))].sort(),
    parts,
  }
}

function statusOf({ parts, excused, provenBy }: Requirement, rules: readonly Rule[]): CoverageStatus {
  // What only reads people's statements automates nothing.
  if (rules.length > 0) return rules.every(rule => rule.part === 'attested') ? 'attested' : 'automated'
  if (excused) return 'excused'
  if (provenBy !== undefined || parts.includes('kit')) return 'kit'
  if (parts.length === 0) return 'none'
  return parts.every(part => part === 'attested') ? 'attested' : 'planned'
}

function problemsOf(
  codes: readonly CodeCoverage[],
  rules: readonly Rule[],
  exists: (path: string) => boolean,
): CoverageProblem[] {
  const problems: CoverageProblem[] = []
  for (const { code, status, requirement, parts } of codes) {
    if (status === 'none') problems.push({ id: 'none', data: { code } })
    if (status === 'kit') {
      const { provenBy } = requirement
      if (provenBy === undefined) problems.push({ id: 'kitUnproven', data: { code } })
      else if (!exists(provenBy)) problems.push({ id: 'kitFileMissing', data: { code, file: provenBy } })
    }
    if (requirement.excused && parts.some(part => part.rules.length > 0))
      problems.push({ id: 'excusedAndJudged', data: { code } })
  }
  const excused = codes.filter(code => code.status === 'excused').length
  if (excused > MOST_EXCUSED)
    problems.push({ id: 'tooManyExcused', data: { count: excused, limit: MOST_EXCUSED } })
  const known = new Set(codes.map(({ code }) => code))
  for (const rule of rules)
    if (!known.has(rule.code)) problems.push({ id: 'unknownCode', data: { code: rule.code, rule: rule.id } })
  return problems
}
