import type { Command } from 'commander'
import { loadLibrary, type RuleLibrary } from '../rules/load.ts'
import { consoleIo } from './console.ts'
import { reportError } from './errors.ts'
import { COMMANDS, programOf } from './program.ts'

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
