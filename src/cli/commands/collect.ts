import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { openBundle } from '../../engine/bundle/reader.ts'
import { packBundle } from '../../engine/bundle/zip.ts'
import { LOST_PARTS } from '../../model/evidence.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fill } from '../../text/fill.ts'
import { collectApp, readApp } from '../app-run.ts'
import { describeInput } from '../errors.ts'
import type { CliIo } from '../io.ts'
import { addCollectingOptions, type CollectingFlags, type JudgingFlags, scopeOf } from '../options.ts'
import { rulesetFor } from '../ruleset-for.ts'

type CollectFlags = CollectingFlags &
  Pick<JudgingFlags, 'ruleset' | 'scope' | 'static' | 'quiet'> & { output: string }

/** `wutong collect APP -o BUNDLE`: evidence only, judged later or elsewhere. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  const command = program
    .command('collect')
    .argument('<APP>')
    .description(say('command.collect'))
    .requiredOption('-o, --output <BUNDLE>', say('option.bundleOutput'))
    .option('--ruleset <NAME|FILE>', say('option.ruleset'))
    .option('--scope <PARTS>', say('option.scope'))
    .option('--static', say('option.static'))
    .option('--quiet', say('option.quiet'))
  addCollectingOptions(command, say)
  command.action(async (path: string, flags: CollectFlags) => {
    const app = await readApp(path, io)
    const ruleset = await rulesetFor(app, flags.ruleset, io, library)
    const parts = scopeOf(flags, ruleset)
    const target = resolve(io.cwd, flags.output)
    const zipped = target.endsWith('.zip')
    const folder = zipped ? await mkdtemp(join(tmpdir(), 'wutong-')) : target
    try {
      await collectApp(app, folder, flags, parts, io, library, ruleset)
      if (zipped) await packBundle(folder, target)
      const reader = await openBundle(folder)
      for (const record of reader.head.records) {
        if (record.units.missing === 0) continue
        for await (const unit of reader.units(record.kind)) {
          if (unit.status !== 'missing') continue
          io.stderr(
            describeInput(
              unit.detail?.code ?? unit.reason ?? '',
              unit.at,
              unit.detail?.data ?? {},
              library.words,
              io.lang,
            ),
          )
          io.exit(unit.reason && LOST_PARTS.has(unit.reason) ? 3 : 2)
        }
      }
      if (!flags.quiet) {
        io.stderr(`${fill(say('progress.written'), { file: flags.output })}\n`)
        io.stderr(`${fill(say('next.judge'), { file: flags.output })}\n`)
      }
    } finally {
      if (zipped) await rm(folder, { recursive: true, force: true })
    }
  })
}
