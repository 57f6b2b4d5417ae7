import { Command } from 'commander'
import type { RuleLibrary } from '../rules/load.ts'
import type { CliIo } from './io.ts'
import { packageInfo } from './package-info.ts'

/** Every command file exports one of these. */
type Register = (program: Command, io: CliIo, library: RuleLibrary) => void

/** Loaded only when named (or for `--help`): start-up is paid once a run, in CI thousands of times. */
export const COMMANDS: Record<string, () => Promise<{ register: Register }>> = {
  init: () => import('./commands/init.ts'),
  doctor: () => import('./commands/doctor.ts'),
  check: () => import('./commands/check.ts'),
  collect: () => import('./commands/collect.ts'),
  judge: () => import('./commands/judge.ts'),
  report: () => import('./commands/report.ts'),
  diff: () => import('./commands/diff.ts'),
  explain: () => import('./commands/explain.ts'),
  rules: () => import('./commands/rules.ts'),
  attest: () => import('./commands/attest.ts'),
  schema: () => import('./commands/schema.ts'),
  demo: () => import('./commands/demo.ts'),
  completion: () => import('./commands/completion.ts'),
}

/** The command line with one command, or with all of them when none is named. */
export async function programOf(
  named: string | undefined,
  io: CliIo,
  library: RuleLibrary,
): Promise<Command> {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  const program = new Command('wutong')
    .description(say('description'))
    .version(packageInfo().version, '-V, --version', say('option.version'))
    .option('--lang <zh|en>', say('option.lang'))
    .option('--no-color', say('option.noColor'))
    .helpOption('-h, --help', say('option.help'))
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout, writeErr: () => {} })
    .configureHelp({
      styleTitle: title => say(`heading.${title.replace(/:$/, '').toLowerCase()}`).replace(/^heading\./, ''),
      helpWidth: io.width,
    })
  for (const [name, load] of Object.entries(COMMANDS)) {
    if (named !== undefined && name !== named) continue
    const { register } = await load()
    register(program, io, library)
  }
  for (const command of program.commands) settle(command, say)
  return program
}

/** Options that every command takes, also after its name. */
function settle(command: Command, say: (key: string) => string): void {
  command
    .option('--lang <zh|en>', say('option.lang'))
    .option('--no-color', say('option.noColor'))
    .helpOption('-h, --help', say('option.help'))
    .helpCommand(false)
    .copyInheritedSettings(command.parent as Command)
  for (const child of command.commands) settle(child, say)
}
