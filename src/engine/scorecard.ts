import { LOST_PARTS } from '../model/evidence.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ResolvedRuleset, Scoring } from '../model/rule.ts'
import type { Assessment, Cause, CodeOutcome, Finding, Scorecard } from '../model/scorecard.ts'
import { CROSS_DIMENSIONS, type Dimension, UNIFICATIONS } from '../model/vocabulary.ts'
import type { Words } from '../model/words.ts'
import { marksOf } from '../scoring/confirmed.ts'
import { gateOf } from '../scoring/gate.ts'
import { codeOutcomes, scoreLines, scoreOf } from '../scoring/score.ts'
import { verdictOf } from '../scoring/verdict.ts'
import { gainOf } from '../scoring/what-if.ts'
import type { BundleReader } from './bundle/reader.ts'
import type { JudgeBundleOptions } from './judge-options.ts'
import type { RuleRun } from './rule-run.ts'
import { addWords } from './scorecard-words.ts'
import { verdictDigest } from './verdict-digest.ts'
import type { Waivers } from './waivers.ts'

export interface Judged {
  reader: BundleReader
  manifest: Manifest | undefined
  ruleset: ResolvedRuleset
  runs: readonly RuleRun[]
  shown: ReadonlyMap<RuleRun, Finding[]>
  unwaived: ReadonlyMap<RuleRun, number>
  fresh: ReadonlySet<string>
  causes: Cause[]
  waivers: Waivers
  vetoes: string[]
  findingsSha256: string
  missing: Scorecard['evidence']['unreadable']
  options: JudgeBundleOptions
}

/** Puts what was judged into one scorecard. */
export function assemble(judged: Judged): Scorecard {
  const { reader, ruleset, runs, options } = judged
  const { head } = reader
  const assessments = runs.map(run => assessmentOf(run, judged))
  const requirements = new Map(ruleset.requirements.map(requirement => [requirement.code, requirement]))
  const adopted = new Set(ruleset.adoptions.map(adoption => adoption.code))
  const outcomesOf = codeOutcomes(
    assessments.map((assessment, index) => ({
      assessment,
      unwaived: judged.unwaived.get(runs[index] as RuleRun) ?? 0,
    })),
    requirements,
    adopted,
    ruleset.scoring,
  )
  const codes = outcomesOf.map(code => withGain(code, outcomesOf, ruleset.scoring))
  const outcomes = new Map(codes.map(code => [code.code, code.outcome]))
  const wasJudged = (code: string) => ['passed', 'failed', 'cantTell'].includes(outcomes.get(code) ?? '')
  const total = scoreOf(codes, ruleset.scoring)
  const verdict = verdictOf(codes)
  const waivers = judged.waivers.close(wasJudged)
  const crashes = runs.flatMap(run =>
    run.crash
      ? [{ rule: run.rule.id, check: run.rule.check, error: run.crash.error, unit: run.crash.unit }]
      : [],
  )
  const named = (dimension: Dimension): Words =>
    options.words[`dimension.${dimension}`] ?? { zh: dimension, en: dimension }
  const scorecard: Scorecard = {
    schemaVersion: 1,
    tool: options.tool,
    verdictDigest: '',
    ruleset: {
      id: ruleset.id,
      version: ruleset.version,
      sha256: ruleset.sha256,
      wordsSha256: ruleset.wordsSha256,
      scoring: ruleset.scoring.version,
    },
    target: targetOf(judged),
    run: {
      id: head.id,
      seed: head.seed,
      asOf: head.asOf,
      startedAt: head.startedAt,
      finishedAt: head.finishedAt,
    },
    scope: [...options.scope],
    ...(options.only || options.skip
      ? { partial: { only: options.only?.patterns ?? [], skip: options.skip?.patterns ?? [] } }
      : {}),
    evidence: {
      sha256: head.sha256,
      records: head.records,
      unreadable: judged.missing,
      sources: head.sources.map(({ path, sha256, convertedFrom }) => ({
        path,
        sha256,
        ...(convertedFrom === undefined ? {} : { convertedFrom }),
      })),
    },
    verdict,
    score: total.score,
    range: total.range,
    coverage: {
      judged: total.passed + total.failed,
      untested: total.untested,
      cantTell: total.cantTell,
      inapplicable: total.inapplicable,
      total: codes.length,
    },
    notYetAutomated: notYetAutomated(ruleset),
    gate: gateOf(
      {
        codes,
        fresh: judged.fresh,
        verdict,
        score: total.score,
        waivers,
        unreadable: judged.missing.filter(unit => !LOST_PARTS.has(unit.reason)).length,
        crashes: crashes.length,
      },
      options.gate,
    ),
    unifications: scoreLines(UNIFICATIONS, codes, named, ruleset.scoring),
    dimensions: scoreLines(CROSS_DIMENSIONS, codes, named, ruleset.scoring),
    vetoes: judged.vetoes,
    conflicts: ruleset.conflicts,
    overrides: ruleset.overrides.map(({ rule, loosens, source, reason }) => ({
      rule,
      loosens,
      source,
      reason,
    })),
    codes,
    assessments,
    causes: judged.causes,
    waivers,
    ...(options.baseline
      ? {
          baseline: {
            run: options.baseline.run,
            known: options.baseline.known,
            new: options.baseline.fresh,
            fixed: options.baseline.gone(wasJudged).map(({ fingerprint, code, messageId, locus }) => ({
              fingerprint,
              code,
              messageId,
              unit: locus.unit,
            })),
          },
        }
      : {}),
    crashes,
    findingsSha256: judged.findingsSha256,
    messages: {},
    words: { codes: {}, rules: {}, clauses: {} },
  }
  scorecard.verdictDigest = verdictDigest(scorecard)
  addWords(scorecard, runs, ruleset, options)
  return scorecard
}

function assessmentOf(run: RuleRun, judged: Judged): Assessment {
  const { rule } = run
  const { outcome } = run
  const untestedBecause = untestedReason(run)
  const findings = judged.shown.get(run) ?? []
  return {
    code: rule.code,
    rule: rule.id,
    check: rule.check,
    part: rule.part,
    level: rule.level,
    basis: rule.basis,
    confidence: rule.confidence,
    proof: rule.proof,
    marks: marksOf(rule, judged.reader.head.target.audience),
    dimension: rule.dimension,
    outcome,
    examined: run.examined,
    failing: Math.min(run.failing, run.examined),
    ...(outcome === 'failed' && (run.doubts > 0 || run.missingRequired > 0 || run.untested)
      ? { open: true as const }
      : {}),
    ...(outcome === 'untested' && untestedBecause ? { untestedBecause } : {}),
    ...(outcome === 'inapplicable'
      ? {
          inapplicableBecause:
            run.settled?.outcome === 'inapplicable' ? run.settled.because : 'nothing-examined',
        }
      : {}),
    clauses: rule.clauses,
    holder: rule.holder,
    fixOwner: rule.fixOwner,
    measures: Object.fromEntries(Object.entries(run.measures).sort(([a], [b]) => (a < b ? -1 : 1))),
    findingsTotal: run.failures + run.doubts + run.notes,
    findings,
  }
}

function withGain(code: CodeOutcome, codes: readonly CodeOutcome[], scoring: Scoring): CodeOutcome {
  const gain = code.outcome === 'failed' ? gainOf(code, codes, scoring) : undefined
  return gain ? { ...code, gain } : code
}

function untestedReason(run: RuleRun): Assessment['untestedBecause'] {
  if (run.settled?.outcome === 'untested') return run.settled.because
  if (run.crash) return 'check-crashed'
  return run.untested ?? (run.missingRequired > 0 ? 'incomplete' : undefined)
}

/** Mandatory codes that no rule of the ruleset judges, in any part; cohort codes never enter one app's verdict. */
function notYetAutomated(ruleset: ResolvedRuleset): string[] {
  const automated = new Set(ruleset.rules.map(rule => rule.code))
  return ruleset.requirements
    .filter(
      requirement =>
        requirement.level === 'mandatory' &&
        !automated.has(requirement.code) &&
        !requirement.excused &&
        requirement.parts.some(part => part !== 'kit' && part !== 'cohort'),
    )
    .map(requirement => requirement.code)
    .sort()
}

function targetOf({ reader, manifest }: Judged): Scorecard['target'] {
  const { target } = reader.head
  const body = (stated: { name?: string; uscc?: string } | undefined) =>
    stated ? { name: stated.name ?? null, uscc: stated.uscc ?? null } : null
  return {
    id: target.id,
    name: target.name,
    kind: target.kind,
    tier: target.tier,
    region: target.region,
    audience: target.audience,
    channels: target.channels,
    host: target.hostPack,
    environment: target.environment,
    owner: body(manifest?.app?.owner),
    operator: body(manifest?.app?.operator),
    ...(target.fictional ? { fictional: true as const } : {}),
  }
}
