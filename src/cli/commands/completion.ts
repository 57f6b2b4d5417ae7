import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { InputError } from '../../model/input-error.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'
import { OWNERS, SCOPES } from '../options.ts'
import { FORMATS } from '../output.ts'
import { packageRoot } from '../package-info.ts'
import { programOf } from '../program.ts'
import { bashScript } from './completion/bash.ts'
import { fishScript } from './completion/fish.ts'
import { pwshScript } from './completion/pwsh.ts'
import { type Node, nodesOf, type Values } from './completion/tree.ts'
import { zshScript } from './completion/zsh.ts'

const SHELLS: Record<string, (nodes: readonly Node[]) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  pwsh: pwshScript,
}

/**
 * `wutong completion SHELL`: prints a script for the shell's own completion. Static, so that a key press costs no start of
 * Node; ready-made libraries ask the program at every press and give no file names, which our commands take.
 */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  program
    .command('completion')
    .argument('<SHELL>', Object.keys(SHELLS).join(' '))
    .description(library.words['cli.command.completion']?.[io.lang] ?? '')
    .action(async (shell: string) => {
      const script = Object.hasOwn(SHELLS, shell) ? SHELLS[shell] : undefined
      if (!script) {
        const allowed = Object.keys(SHELLS).join(' ')
        throw new InputError('usage-choice', undefined, { option: 'SHELL', value: shell, allowed })
      }
      const whole = await programOf(undefined, io, library)
      io.stdout(script(nodesOf(whole, await valuesOf(library))))
    })
}

async function valuesOf(library: RuleLibrary): Promise<Values> {
  const codes = library.requirements.map(requirement => requirement.code)
  const schemas = (await readdir(join(packageRoot, 'schemas'))).filter(name => name.endsWith('.schema.json'))
  return {
    options: {
      '--lang': ['zh', 'en'],
      '--format': FORMATS,
      'diff --format': ['pretty', 'json'],
      'diff --fail-on': ['new'],
      '--fail-on': ['mandatory', 'any', 'none'],
      '--scope': SCOPES,
      '--owner': OWNERS,
      '--only': codes,
      '--skip': codes,
      '--code': codes,
      '--ruleset': Object.keys(library.rulesets),
    },
    words: {
      explain: [...codes, 'score'],
      schema: schemas.map(name => name.replace('.schema.json', '')).sort(),
      completion: Object.keys(SHELLS),
    },
  }
}
