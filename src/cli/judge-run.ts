import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Baseline, readFindings, readScorecard } from '../engine/baseline.ts'
import type { BundleReader } from '../engine/bundle/reader.ts'
import { judgeBundle } from '../engine/run.ts'
import type { AnyCheck } from '../model/check.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import type { Scorecard } from '../model/scorecard.ts'
import type { Part } from '../model/vocabulary.ts'
import type { RuleLibrary } from '../rules/load.ts'
import { fill } from '../text/fill.ts'
import { progressLine } from './app-run.ts'
import { describeInput } from './errors.ts'
import type { CliIo } from './io.ts'
import { codesOf, gateOptions, type JudgingFlags, scopeOf } from './options.ts'
import { type FormatPlan, save, wantsEveryFinding, writeReports } from './output.ts'
import { packageInfo } from './package-info.ts'
import { picturesFor } from './report-pictures.ts'

/** Judging takes at most this long; what is left is `untested: deadline`. */
const DEADLINE_MS = 10 * 60_000

/** What the flags ask for, held against the ruleset before anything is collected. */
export interface JudgingPlan {
  scope: Part[]
  only: ReturnType<typeof codesOf>
  skip: ReturnType<typeof codesOf>
  gate: ReturnType<typeof gateOptions>
  baseline: Baseline | undefined
}

/** @throws InputError for every usage error of the judging options, and for a baseline that cannot be read. */
export async function planJudging(
  flags: JudgingFlags,
  ruleset: ResolvedRuleset,
  io: CliIo,
): Promise<JudgingPlan> {
  return {
    scope: scopeOf(flags, ruleset),
    only: codesOf(flags.only, ruleset),
    skip: codesOf(flags.skip, ruleset),
    gate: gateOptions(flags),
    baseline: await baselineOf(flags.baseline, io),
  }
}

export interface JudgeRun {
  plan: JudgingPlan
  /** By `name@version`. */
  checks: ReadonlyMap<string, AnyCheck>
  io: CliIo
  library: RuleLibrary
  plans: readonly FormatPlan[]
  /** Folder for `scorecard.json` and `findings.ndjson`. */
  output: string
  /** Removed when done. */
  temporary: string | undefined
}

/** Judges a bundle, writes what was asked for, says what could not be read or crashed, sets the exit status. */
export async function judgeAndReport(
  reader: BundleReader,
  ruleset: ResolvedRuleset,
  flags: Pick<JudgingFlags, 'quiet' | 'verbose'>,
  run: JudgeRun,
): Promise<Scorecard> {
  const { io, library } = run
  const progress = progressLine(io, flags.quiet)
  progress.say(fill(library.words['cli.progress.judge']?.[io.lang] ?? '', { rules: ruleset.rules.length }))
  const { scope, only, skip, gate, baseline } = run.plan
  try {
    const scorecard = await judgeBundle(reader, ruleset, run.checks, {
      tool: packageInfo(),
      scope,
      ...(only ? { only } : {}),
      ...(skip ? { skip } : {}),
      gate,
      ...(baseline ? { baseline } : {}),
      deadlineMs: DEADLINE_MS,
      words: library.words,
      output: run.output,
    })
    const file = join(run.output, 'scorecard.json')
    await save(file, `${JSON.stringify(scorecard, null, 2)}\n`)
    const findings = wantsEveryFinding(run.plans) ? await readFindings(file, scorecard) : undefined
    const known = findings ? { findings } : {}
    const pictures = await picturesFor(reader, scorecard, run.plans, known)
    progress.clear()
    sayTroubles(scorecard, io, library)
    await writeReports(
      scorecard,
      run.plans,
      {
        lang: io.lang,
        words: library.words,
        width: io.width,
        color: io.color,
        detail: flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal',
        ...known,
        ...(pictures ? { pictures } : {}),
      },
      io,
      written => {
        if (!flags.quiet)
          io.stderr(
            `${fill(library.words['cli.progress.written']?.[io.lang] ?? '{file}', { file: written })}\n`,
          )
      },
    )
    io.exit(scorecard.gate.exit)
    return scorecard
  } finally {
    if (run.temporary !== undefined) await rm(run.temporary, { recursive: true, force: true })
  }
}

function sayTroubles(scorecard: Scorecard, io: CliIo, library: RuleLibrary): void {
  for (const { code, place, data } of scorecard.evidence.unreadable) {
    io.stderr(describeInput(code, place, data, library.words, io.lang))
  }
  for (const { rule, check, error } of scorecard.crashes) {
    io.stderr(
      `${fill(library.words['cli.error.crash']?.[io.lang] ?? '{rule} {error}', { rule, check, error })}\n`,
    )
  }
}

async function baselineOf(file: string | undefined, io: CliIo): Promise<Baseline | undefined> {
  if (file === undefined) return undefined
  const path = resolve(io.cwd, file)
  const scorecard = await readScorecard(path)
  return new Baseline(scorecard.run.id, await readFindings(path, scorecard))
}
