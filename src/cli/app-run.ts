import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checks } from '../checks/index.generated.ts'
import { readManifest, targetOf } from '../collectors/manifest.ts'
import type { HandOver } from '../engine/bundle/hand-over.ts'
import { collect } from '../engine/collect.ts'
import type { AnyCheck } from '../model/check.ts'
import type { BundleHead } from '../model/evidence.ts'
import { InputError } from '../model/input-error.ts'
import type { Manifest } from '../model/manifest.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import type { Part } from '../model/vocabulary.ts'
import type { RuleLibrary } from '../rules/load.ts'
import { fill } from '../text/fill.ts'
import { collectors } from './collectors.ts'
import type { CliIo } from './io.ts'
import { type CollectingFlags, numberOf, timeOf } from './options.ts'
import { packageInfo } from './package-info.ts'
import { pageSuspicion } from './page-suspicion.ts'

/** Runs kept in `.wutong/runs`; older ones make room. */
const RUNS_KEPT = 5

export interface App {
  manifest: Manifest
  /** Absolute folder of the manifest. */
  folder: string
  /** The manifest's path relative to `folder`. */
  file: string
}

export const checksByName: ReadonlyMap<string, AnyCheck> = checks

export function readApp(path: string, io: CliIo): Promise<App> {
  return readManifest(path, io.cwd)
}

/** Collects an app's evidence into `bundle`. @throws InputError `usage-environment`, `usage-number`, `usage-time`. */
export async function collectApp(
  app: App,
  bundle: string,
  flags: CollectingFlags & { quiet?: true },
  parts: readonly Part[],
  io: CliIo,
  library: RuleLibrary,
  ruleset: ResolvedRuleset,
  handOver?: HandOver,
): Promise<BundleHead> {
  const environment = environmentOf(app.manifest, flags.env)
  const progress = progressLine(io, flags.quiet)
  const target = targetOf(app.manifest, environment)
  const asOf = timeOf(flags.now)
  const head = await collect(
    bundle,
    {
      folder: app.folder,
      manifestFile: app.file,
      manifest: app.manifest,
      environment,
      parts: new Set(parts),
      allowedHosts: flags.allowHost,
      browser: flags.browser,
      suspect: parts.includes('pages')
        ? pageSuspicion(ruleset, app.manifest, target, asOf ?? io.now().toISOString())
        : undefined,
      ...(flags.maxPages === undefined
        ? {}
        : { maxPages: numberOf('--max-pages', flags.maxPages, 1, 100_000) }),
      ...(flags.concurrency === undefined
        ? {}
        : { concurrency: numberOf('--concurrency', flags.concurrency, 1, 64) }),
      listsFolder: join(library.folder, 'lists'),
      hosts: library.hosts,
    },
    collectors,
    {
      tool: packageInfo(),
      target,
      seed: numberOf('--seed', flags.seed, 0, 2 ** 31),
      asOf,
      now: io.now,
      ...(handOver ? { handOver } : {}),
      progress: kinds =>
        progress.say(
          fill(library.words['cli.progress.collect']?.[io.lang] ?? '{kinds}', {
            kinds: kinds.map(kind => library.words[`kind.${kind}`]?.[io.lang] ?? kind).join(' '),
          }),
        ),
    },
  )
  progress.clear()
  return head
}

/** The environment asked for, else the default one, else the first. @throws InputError `usage-environment` */
export function environmentOf(manifest: Manifest, asked: string | undefined): string | null {
  const known = Object.entries(manifest.environments ?? {})
  if (asked !== undefined && !known.some(([name]) => name === asked)) {
    const allowed = known.map(([name]) => name).join(' ') || '-'
    throw new InputError('usage-environment', undefined, { name: asked, allowed })
  }
  return asked ?? known.find(([, environment]) => environment?.default)?.[0] ?? known[0]?.[0] ?? null
}

/** Progress on standard error: a line that redraws itself on a terminal, plain lines elsewhere, nothing with `--quiet`. */
export function progressLine(io: CliIo, quiet: true | undefined): { say(text: string): void; clear(): void } {
  if (quiet) return { say: () => {}, clear: () => {} }
  if (!io.interactive) return { say: text => io.stderr(`${text}\n`), clear: () => {} }
  return {
    say: text => io.stderr(`\r\u001b[2K${text}`),
    clear: () => io.stderr('\r\u001b[2K'),
  }
}

/** A fresh folder for a run under the app's `.wutong/runs`, else (read-only app) under the system's temp folder. */
export function newRunFolder(app: App): { folder: string; kept: boolean } {
  const home = join(app.folder, '.wutong')
  try {
    mkdirSync(join(home, 'runs'), { recursive: true })
    // Keeps evidence out of git without touching the owner's own ignore file.
    writeFileSync(join(home, '.gitignore'), '*\n')
    return { folder: mkdtempSync(join(home, 'runs', '.new-')), kept: true }
  } catch {
    return { folder: mkdtempSync(join(tmpdir(), 'wutong-')), kept: false }
  }
}

/** Gives a finished run its name and drops the oldest beyond `RUNS_KEPT`. Returns where it now stands. */
export function settleRun(run: { folder: string; kept: boolean }, id: string): string {
  if (!run.kept) return run.folder
  const runs = join(run.folder, '..')
  const named = join(runs, id)
  rmSync(named, { recursive: true, force: true })
  renameSync(run.folder, named)
  const old = readdirSync(runs)
    .filter(name => name !== id && !name.startsWith('.'))
    .map(name => ({ name, at: statSync(join(runs, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.at - a.at)
  for (const { name } of old.slice(RUNS_KEPT - 1)) rmSync(join(runs, name), { recursive: true, force: true })
  return named
}
