import { relative, resolve, sep } from 'node:path'
import type { Command } from 'commander'
import { loadPack, type RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'

/** What the sub-commands share. */
export interface RulesEnvironment {
  io: CliIo
  library: RuleLibrary
  /** Words of `rules.<key>` in the language of the console. */
  say(key: string): string
  /** The shipped rules, or the pack named by `--rules`. @throws InputError `rules-folder-missing`. */
  libraryOf(flags: { rules?: string }): Promise<RuleLibrary>
  /** A rule file as the user can open it from where they are. */
  shown(library: RuleLibrary, file: string): string
}

/** `wutong rules list|lint|test|coverage|new|lock`: the rule catalogue and its self-tests. Exit 0, 1 or 2. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`rules.${key}`]?.[io.lang] ?? key
  const environment: RulesEnvironment = {
    io,
    library,
    say,
    libraryOf: async ({ rules }) =>
      rules === undefined ? library : loadPack(resolve(io.cwd, rules), library),
    shown: ({ folder }, file) => relative(io.cwd, resolve(folder, file)).split(sep).join('/'),
  }
  const rules = program.command('rules').description(library.words['cli.command.rules']?.[io.lang] ?? '')
  const add = (name: string, load: () => Promise<{ run: Run }>) =>
    rules
      .command(name)
      .description(say(`command.${name}`))
      .action(async (...given: unknown[]) => {
        const flags = given.at(-2) as Record<string, string>
        const names = given
          .slice(0, -2)
          .flat()
          .filter(word => typeof word === 'string')
        await (await load()).run(environment, names, flags)
      })
  add('list', () => import('./rules/list.ts'))
    .option('--format <NAME>', say('option.format'), 'pretty')
    .option('--rules <DIR>', say('option.rules'))
  add('lint', () => import('./rules/lint.ts')).option('--rules <DIR>', say('option.rules'))
  add('test', () => import('./rules/examples.ts'))
    .argument('[RULE...]', say('argument.rule'))
    .option('--rules <DIR>', say('option.rules'))
  add('coverage', () => import('./rules/coverage.ts'))
    .option('--format <NAME>', say('option.format'), 'pretty')
    .option('--rules <DIR>', say('option.rules'))
  add('new', () => import('./rules/new.ts'))
    .argument('<FOLDER/NAME>', say('argument.newRule'))
    .requiredOption('--code <CODE>', say('option.code'))
    .option('--unit <KIND>', say('option.unit'), 'item')
    .option('--part <PART>', say('option.part'))
    .option('--clause <ID>', say('option.clause'))
  add('lock', () => import('./rules/lock.ts'))
    .argument('[APP]', say('argument.app'))
    .option('--ruleset <NAME|FILE>', say('option.ruleset'))
    .option('--check', say('option.lockCheck'))
}

/** One sub-command: its arguments and options as the user gave them. */
export type Run = (
  environment: RulesEnvironment,
  names: readonly string[],
  flags: Record<string, string>,
) => Promise<void>
