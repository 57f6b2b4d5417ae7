import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { openBundle } from '../../engine/bundle/reader.ts'
import { unpackBundle } from '../../engine/bundle/zip.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { checksByName } from '../app-run.ts'
import type { CliIo } from '../io.ts'
import { judgeAndReport, planJudging } from '../judge-run.ts'
import { addJudgingOptions, type JudgingFlags } from '../options.ts'
import { FORMATS, planFormats } from '../output.ts'
import { rulesetFor } from '../ruleset-for.ts'

/** `wutong judge BUNDLE`: the same scorecard from saved evidence; never touches the network or the app. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  const command = program.command('judge').argument('<BUNDLE>').description(say('command.judge'))
  addJudgingOptions(command, say, FORMATS).action(async (path: string, flags: JudgingFlags) => {
    const output = flags.output === undefined ? undefined : resolve(io.cwd, flags.output)
    const plans = planFormats(flags.format, output, io.cwd)
    const ruleset = await rulesetFor(undefined, flags.ruleset, io, library)
    const plan = await planJudging(flags, ruleset, io)
    const scratch = await mkdtemp(join(tmpdir(), 'wutong-'))
    const bundle = resolve(io.cwd, path)
    if (bundle.endsWith('.zip')) await unpackBundle(bundle, join(scratch, 'bundle'))
    const reader = await openBundle(bundle.endsWith('.zip') ? join(scratch, 'bundle') : bundle)
    await judgeAndReport(reader, ruleset, flags, {
      plan,
      checks: checksByName,
      io,
      library,
      plans,
      output: output ?? join(scratch, 'out'),
      temporary: scratch,
    })
  })
}
