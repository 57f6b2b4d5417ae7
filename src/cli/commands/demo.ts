import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command } from 'commander'
import { pageChannel } from '../../collectors/pages/visits.ts'
import type { RuleLibrary } from '../../rules/load.ts'
import { fill } from '../../text/fill.ts'
import { type App, readApp } from '../app-run.ts'
import { type DemoSite, serveBuilds } from '../demo-site.ts'
import type { CliIo } from '../io.ts'
import { scopeOf } from '../options.ts'
import { packageRoot } from '../package-info.ts'
import { rulesetFor } from '../ruleset-for.ts'
import { checkApp } from './check.ts'

/** Environment of the exemplary app whose pages come from its build, without any network. */
const ENVIRONMENT = 'local'
const APPS = join(packageRoot, 'fixtures', 'apps')

interface DemoFlags {
  ruleset?: string
  browser?: string
  now?: string
  serve?: true
}

/** `wutong demo`: checks a copy of the exemplary app, so that the package itself stays untouched, and serves its pages meanwhile. */
export function register(program: Command, io: CliIo, library: RuleLibrary): void {
  const say = (key: string) => library.words[`cli.${key}`]?.[io.lang] ?? key
  program
    .command('demo')
    .description(say('command.demo'))
    .option('--serve', say('option.serve'))
    .option('--ruleset <NAME|FILE>', say('option.ruleset'))
    .option('--browser <PATH>', say('option.browser'))
    .option('--now <TIME>', say('option.now'))
    .action(async (flags: DemoFlags) => {
      const copy = await mkdtemp(join(tmpdir(), 'wutong-demo-'))
      let site: DemoSite | undefined
      try {
        await cp(join(APPS, 'exemplary'), copy, { recursive: true })
        const app = await readApp(copy, io)
        site = await serveBuilds({
          '/': join(copy, pageChannel(app.manifest)?.bundle ?? '.'),
          '/guest/': join(APPS, 'exemplary-guest', 'h5'),
        })
        const { address } = site
        io.stderr(`${fill(say('demo.address'), { address, guest: `${address}guest/` })}\n`)
        await checkApp(copy, await flagsFor(app, flags, io, library), io, library)
        if (flags.serve) {
          io.stderr(`${fill(say('demo.open'), { address })}\n`)
          await interrupted()
        }
      } finally {
        await site?.close()
        await rm(copy, { recursive: true, force: true })
      }
    })
}

/** Files, and pages as soon as the ruleset judges any. */
async function flagsFor(app: App, flags: DemoFlags, io: CliIo, library: RuleLibrary) {
  const { serve, ...given } = flags
  const judged = scopeOf({}, await rulesetFor(app, flags.ruleset, io, library))
  const scope = judged.filter(part => part === 'static' || part === 'pages').join()
  const rest = { only: [], skip: [], format: [], failOn: 'mandatory', seed: '1', allowHost: [] }
  return { ...rest, ...given, scope, ...(scope.includes('pages') ? { env: ENVIRONMENT } : {}) }
}

/** Until Ctrl+C, or until asked to end. */
function interrupted(): Promise<void> {
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
