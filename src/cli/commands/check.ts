import { resolve } from 'node:path'
import type { Command } from 'commander'
import { HandOver } from '../../engine/bundle/hand-over.ts'
import { openBundle } from '../../engine/bundle/reader.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { checksByName, collectApp, newRunFolder, readApp, settleRun } from '../app-run.ts'
import type { CliIo } from '../io.ts'
import { judgeAndReport, planJudging } from '../judge-run.ts'
import {
  addCollectingOptions,
  addJudgingOptions,
  type CollectingFlags,
  type JudgingFlags,
} from '../options.ts'
import { FORMATS, planFormats } from '../output.ts'
import { rulesetFor } from '../ruleset-for.ts'

/** `wutong check APP`: collect, judge, report. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  const command = program.command('check').argument('<APP>').description(say('command.check'))
  addCollectingOptions(addJudgingOptions(command, say, FORMATS), say)
  command.action((path: string, flags: JudgingFlags & CollectingFlags) => checkApp(path, flags, io, library))
}

export async function checkApp(
  path: string,
  flags: JudgingFlags & CollectingFlags,
  io: CliIo,
  library: RuleLibrary,
): Promise<void> {
  const output = flags.output === undefined ? undefined : resolve(io.cwd, flags.output)
  const plans = planFormats(flags.format, output, io.cwd)
  const app = await readApp(path, io)
  const ruleset = await rulesetFor(app, flags.ruleset, io, library)
  const plan = await planJudging(flags, ruleset, io)
  const run = newRunFolder(app)
  const handOver = new HandOver()
  const head = await collectApp(app, run.folder, flags, plan.scope, io, library, ruleset, handOver)
  const folder = settleRun(run, head.id)
  await judgeAndReport(await openBundle(folder, handOver), ruleset, flags, {
    plan,
    checks: checksByName,
    io,
    library,
    plans,
    output: output ?? folder,
    temporary: run.kept ? undefined : folder,
  })
}
