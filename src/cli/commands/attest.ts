import type { Command } from 'commander'
import type { RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'

export interface ExportFlags {
  output?: string
  ruleset?: string
  now?: string
}
export interface ImportFlags {
  replace?: true
  ruleset?: string
  now?: string
}

/** `wutong attest export|import`: a form to fill by people, and the way back beside the manifest. Exit 0, 1 or 2. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`attest.${key}`]?.[io.lang] ?? key
  const attest = program.command('attest').description(library.words['cli.command.attest']?.[io.lang] ?? '')
  attest
    .command('export')
    .argument('<APP>', say('argument.app'))
    .description(say('command.export'))
    .option('-o, --output <FILE>', say('option.output'))
    .option('--ruleset <NAME|FILE>', say('option.ruleset'))
    .option('--now <TIME>', library.words['cli.option.now']?.[io.lang] ?? '')
    .action(async (path: string, flags: ExportFlags) => {
      const { exportForm } = await import('./attest/export.ts')
      await exportForm(path, flags, io, library)
    })
  attest
    .command('import')
    .argument('<FILE>', say('argument.file'))
    .argument('<APP>', say('argument.app'))
    .description(say('command.import'))
    .option('--replace', say('option.replace'))
    .option('--ruleset <NAME|FILE>', say('option.ruleset'))
    .option('--now <TIME>', library.words['cli.option.now']?.[io.lang] ?? '')
    .action(async (file: string, path: string, flags: ImportFlags) => {
      const { importForm } = await import('./attest/import.ts')
      await importForm(file, path, flags, io, library)
    })
}
