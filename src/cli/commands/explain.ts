import type { Command } from 'commander'
import { InputError } from '../../model/input-error.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'
import { gather } from '../options.ts'

/** `wutong explain CODE` and `wutong explain score [SCORECARD] [--mend CODE,…]`. Exit 0, or 2 for a code that does not exist. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`explain.${key}`]?.[io.lang] ?? key
  program
    .command('explain')
    .description(library.words['cli.command.explain']?.[io.lang] ?? '')
    .argument('<CODE|score>', say('argument.code'))
    .argument('[SCORECARD]', say('argument.scorecard'))
    .option('--mend <CODES>', say('option.mend'), gather, [])
    .action(async (code: string, scorecard: string | undefined, flags: { mend: string[] }) => {
      if (code.toLowerCase() === 'score') {
        const { explainScore } = await import('./explain/score.ts')
        return explainScore(scorecard, flags.mend, io, library)
      }
      if (flags.mend.length > 0) throw new InputError('usage-mend', undefined, { code })
      const { explainCode } = await import('./explain/code.ts')
      return explainCode(code, io, library)
    })
}
