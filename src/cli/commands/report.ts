import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { readFindings, readScorecard } from '../../engine/baseline.ts'
import { type BundleReader, openBundle } from '../../engine/bundle/reader.ts'
import { unpackBundle } from '../../engine/bundle/zip.ts'
import { InputError } from '../../model/input-error.ts'
import type { Scorecard } from '../../model/scorecard.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fill } from '../../text/fill.ts'
import type { CliIo } from '../io.ts'
import { FORMATS, planFormats, writeReports } from '../output.ts'
import { picturesFor } from '../report-pictures.ts'

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
    .option('--bundle <DIR|ZIP>', say('option.bundle'))
    .option('-o, --output <DIR>', say('option.output'))
    .option('--quiet', say('option.quiet'))
    .option('--verbose', say('option.verbose'))
    .action(async (path: string, flags: ReportFlags) => {
      const output = flags.output === undefined ? undefined : resolve(io.cwd, flags.output)
      const plans = planFormats(flags.format, output, io.cwd)
      const file = resolve(io.cwd, path)
      const scorecard = await readScorecard(file)
      // The full list is a comfort here: without it the first 200 of each rule are shown.
      const findings = await readFindings(file, scorecard).catch(() => undefined)
      const known = findings ? { findings } : {}
      const pictures =
        flags.bundle === undefined
          ? undefined
          : await withBundle(resolve(io.cwd, flags.bundle), flags.bundle, reader => {
              sameEvidence(scorecard, reader, flags.bundle as string)
              return picturesFor(reader, scorecard, plans, known)
            })
      await writeReports(
        scorecard,
        plans,
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
          if (!flags.quiet) io.stderr(`${fill(say('progress.written'), { file: written })}\n`)
        },
      )
    })
}

/** Reads a bundle, packed or not; what was unpacked is gone afterwards. */
async function withBundle<T>(
  path: string,
  shown: string,
  act: (reader: BundleReader) => Promise<T>,
): Promise<T> {
  if (!shown.endsWith('.zip')) return act(await openBundle(path))
  const scratch = await mkdtemp(join(tmpdir(), 'wutong-'))
  try {
    await unpackBundle(path, join(scratch, 'bundle'))
    return await act(await openBundle(join(scratch, 'bundle')))
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** A report beside other evidence than was judged would prove nothing. @throws InputError `bundle-other`. */
function sameEvidence(scorecard: Scorecard, { head }: BundleReader, shown: string): void {
  if (head.sha256 === scorecard.evidence.sha256) return
  throw new InputError('bundle-other', { file: shown }, { run: scorecard.run.id, bundle: head.id })
}
