import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { InputError } from '../../model/input-error.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'
import { packageRoot } from '../package-info.ts'

const SUFFIX = '.schema.json'

/** `wutong schema [NAME]`: prints a JSON Schema, or the names of all. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  program
    .command('schema')
    .argument('[NAME]')
    .description(library.words['cli.command.schema']?.[io.lang] ?? '')
    .action(async (name: string | undefined) => {
      const folder = join(packageRoot, 'schemas')
      const names = (await readdir(folder))
        .filter(file => file.endsWith(SUFFIX))
        .map(file => file.slice(0, -SUFFIX.length))
      if (name === undefined) return io.stdout(`${names.sort().join('\n')}\n`)
      if (!names.includes(name))
        throw new InputError('usage-schema', undefined, { name, allowed: names.join(' ') })
      io.stdout(await readFile(join(folder, name + SUFFIX), 'utf8'))
    })
}
