import { Command } from 'commander'
import type { CliIo, ExitCode } from '../cli/io.ts'
import { worseExit } from '../cli/io.ts'
import type { RuleLibrary } from '../rules/load.ts'

export interface Said {
  out: string
  err: string
  status: ExitCode
}

/** Runs one registered command with a console that only remembers. Throws what the command throws. */
export async function runCommand(
  register: (program: Command, io: CliIo, library: RuleLibrary) => void,
  argv: readonly string[],
  library: RuleLibrary,
  change: Partial<CliIo> = {},
): Promise<Said> {
  const said: Said = { out: '', err: '', status: 0 }
  const io: CliIo = {
    stdout: text => {
      said.out += typeof text === 'string' ? text : Buffer.from(text).toString('utf8')
    },
    stderr: text => {
      said.err += text
    },
    lang: 'zh',
    color: false,
    width: 80,
    interactive: false,
    cwd: process.cwd(),
    now: () => new Date('2026-11-24T00:00:00Z'),
    exit: code => {
      said.status = worseExit(said.status, code)
    },
    ...change,
  }
  const program = new Command('wutong').exitOverride()
  register(program, io, library)
  await program.parseAsync([...argv], { from: 'user' })
  return said
}
