import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import type { RuleLibrary } from '../../rules/load.ts'
import type { CliIo } from '../io.ts'
import { packageRoot } from '../package-info.ts'
import { checkApp } from './check.ts'

/** `wutong demo`: checks a copy of the exemplary app, so that the package itself stays untouched. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  program
    .command('demo')
    .description(library.words['cli.command.demo']?.[io.lang] ?? '')
    .action(async () => {
      const copy = await mkdtemp(join(tmpdir(), 'wutong-demo-'))
      try {
        await cp(join(packageRoot, 'fixtures', 'apps', 'exemplary'), copy, { recursive: true })
        await checkApp(
          copy,
          { static: true, only: [], skip: [], format: [], failOn: 'mandatory', seed: '1', allowHost: [] },
          io,
          library,
        )
      } finally {
        await rm(copy, { recursive: true, force: true })
      }
    })
}
