import { Command } from 'commander'
import { loadLibrary, type RuleLibrary } from '../rules/load.ts'
import { consoleIo } from './console.ts'
import { reportError } from './errors.ts'
import type { CliIo } from './io.ts'
import { packageInfo } from './package-info.ts'

/** Every command file exports one of these. */
export type Register = (program: Command, io: CliIo, library: RuleLibrary) => void

/** Loaded only when named (or for `--help`): start-up is paid once a run, in CI thousands of times. */
const COMMANDS: Record<string, () => Promise<{ register: Register }>> = {
  init: () => import('./commands/init.ts'),
  doctor: () => import('./commands/doctor.ts'),
  check: () => import('./commands/check.ts'),
  collect: () => import('./commands/collect.ts'),
  judge: () => import('./commands/judge.ts'),
  report: () => import('./commands/report.ts'),
  diff: () => import('./commands/diff.ts'),
  explain: () => import('./commands/explain.ts'),
  rules: () => import('./commands/rules.ts'),
  schema: () => import('./commands/schema.ts'),
  demo: () => import('./commands/demo.ts'),
}

/** Runs the command line and returns the exit status (contract: 70 > 2 > 1 > 3 > 0). */
export async function main(argv: readonly string[]): Promise<number> {
  const io = consoleIo(argv)
  let library: RuleLibrary | undefined
  let program: Command | undefined
  const named = argv.find(word => Object.hasOwn(COMMANDS, word))
  try {
    library = await loadLibrary()
    program = await programOf(named, io, library)
    await program.parseAsync([...argv], { from: 'user' })
  } catch (error) {
    // No command at all is a wish for help, not a mistake.
    if ((error as { code?: string }).code === 'commander.help' && named === undefined && program) {
      io.stdout(program.helpInformation())
    } else reportError(error, io, library?.words ?? {}, named ?? '')
  }
  return io.status()
}

async function programOf(named: string | undefined, io: CliIo, library: RuleLibrary): Promise<Command> {
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
