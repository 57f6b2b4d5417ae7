import { resolve } from 'node:path'
import type { Command } from 'commander'
import { readFindings, readScorecard } from '../../engine/baseline.ts'
import { openBundle } from '../../engine/bundle/reader.ts'
import { InputError } from '../../model/input-error.ts'
import type { Scorecard } from '../../model/scorecard.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fill } from '../../text/fill.ts'
import type { CliIo } from '../io.ts'
import { FORMATS, planFormats, writeReports } from '../output.ts'

interface ReportFlags {
  bundle?: string
  format: string[]
  output?: string
  quiet?: true
  verbose?: true
}

/** `wutong report SCORECARD`: another view of a scorecard; nothing is judged again. Exit 0 or 2. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  program
    .command('report')
    .argument('<SCORECARD>')
    .description(say('command.report'))
    .option(
      '--format <NAME[=FILE]>',
      fill(say('option.format'), { formats: FORMATS.join(' ') }),
      (value: string, before: string[]) => [...before, ...value.split(',').filter(Boolean)],
      [],
    )
    .option('--bundle <DIR>', say('option.bundle'))
    .option('-o, --output <DIR>', say('option.output'))
    .option('--quiet', say('option.quiet'))
    .option('--verbose', say('option.verbose'))
    .action(async (path: string, flags: ReportFlags) => {
      const output = flags.output === undefined ? undefined : resolve(io.cwd, flags.output)
      const plans = planFormats(flags.format, output, io.cwd)
      const file = resolve(io.cwd, path)
      const scorecard = await readScorecard(file)
      if (flags.bundle !== undefined)
        await sameEvidence(scorecard, resolve(io.cwd, flags.bundle), flags.bundle)
      // The full list is a comfort here: without it the first 200 of each rule are shown.
      const findings = await readFindings(file, scorecard).catch(() => undefined)
      await writeReports(
        scorecard,
        plans,
        {
          lang: io.lang,
          words: library.words,
          width: io.width,
          color: io.color,
          detail: flags.quiet ? 'quiet' : flags.verbose ? 'verbose' : 'normal',
          ...(findings ? { findings } : {}),
        },
        io,
        written => {
          if (!flags.quiet) io.stderr(`${fill(say('progress.written'), { file: written })}\n`)
        },
      )
    })
}

/** A report beside other evidence than was judged would prove nothing. @throws InputError `bundle-other`. */
async function sameEvidence(scorecard: Scorecard, folder: string, shown: string): Promise<void> {
  const { head } = await openBundle(folder)
  if (head.sha256 === scorecard.evidence.sha256) return
  throw new InputError('bundle-other', { file: shown }, { run: scorecard.run.id, bundle: head.id })
}
