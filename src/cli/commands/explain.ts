import type { Command } from 'commander'
import type { RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'

/** `wutong explain CODE` and `wutong explain score [SCORECARD]`. Exit 0, or 2 for a code that does not exist. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`explain.${key}`]?.[io.lang] ?? key
  program
    .command('explain')
    .description(library.words['cli.command.explain']?.[io.lang] ?? '')
    .argument('<CODE|score>', say('argument.code'))
    .argument('[SCORECARD]', say('argument.scorecard'))
    .action(async (code: string, scorecard: string | undefined) => {
      if (code.toLowerCase() === 'score') {
        const { explainScore } = await import('./explain/score.ts')
        return explainScore(scorecard, io, library)
      }
      const { explainCode } = await import('./explain/code.ts')
      return explainCode(code, io, library)
    })
}
