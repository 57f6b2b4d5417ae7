import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checks } from '../checks/index.generated.ts'
import { collectors } from '../cli/collectors.ts'
import { readManifest, targetOf } from '../collectors/manifest.ts'
import { type FindingLine, readFindings } from '../engine/baseline.ts'
import { openBundle } from '../engine/bundle/reader.ts'
import { collect } from '../engine/collect.ts'
import { judgeBundle } from '../engine/run.ts'
import type { Collector } from '../model/collector.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import type { Scorecard } from '../model/scorecard.ts'
import type { Part } from '../model/vocabulary.ts'
import { loadLibrary, type RuleLibrary } from '../rules/load.ts'
import { resolveRuleset } from '../rules/ruleset.ts'
import { LOCAL } from './page-eyes.ts'
import { type Memory, remembered } from './remembered.ts'

/** A fixed time, so that no fixture changes its verdict by growing old. */
const AS_OF = '2026-11-24T00:00:00.000Z'
/** Not the package's version: a release must not alter the golden corpus. */
const TOOL = { name: 'wutong', version: 'dev' }

/** What every run in this process shares. */
export interface Kit {
  library: RuleLibrary
  ruleset: ResolvedRuleset
}

export async function openKit(): Promise<Kit> {
  const library = await loadLibrary()
  return { library, ruleset: await resolveRuleset(library, 'national', checks) }
}

/** A kit for each of these rulesets, by name, over one library. */
export async function openKits(rulesets: Iterable<string>): Promise<(ruleset: string) => Kit> {
  const library = await loadLibrary()
  const kits = new Map<string, Kit>()
  for (const name of new Set(rulesets))
    kits.set(name, { library, ruleset: await resolveRuleset(library, name, checks) })
  return ruleset => {
    const kit = kits.get(ruleset)
    if (!kit) throw new Error(`no kit for the ruleset ${ruleset}`)
    return kit
  }
}

/** Scope of every run that looks at no page. */
const FILES_AND_STATEMENTS: readonly Part[] = ['static', 'packages', 'attested']

export interface Means {
  /** Keeps what was read of API documents for the next app whose documents are the same: of thousands of mutated apps most differ in something else. */
  memory?: Memory
  /** Looks at the pages; without it none is looked at. */
  pages?: Collector
}

/** Collects the app in a folder into a bundle folder, as `wutong collect` does. */
export async function collectInto(
  app: string,
  bundle: string,
  kit: Kit,
  { memory, pages }: Means = {},
): Promise<void> {
  const { manifest, folder, file } = await readManifest(app, process.cwd())
  const listsFolder = join(kit.library.folder, 'lists')
  const environment = pages ? LOCAL : null
  const parts = new Set<Part>(pages ? ['static', 'pages'] : ['static'])
  const target = targetOf(manifest, environment)
  await collect(
    bundle,
    // Only the pages the manifest names: a fault is put on one of them.
    {
      folder,
      manifestFile: file,
      manifest,
      environment,
      parts,
      maxPages: 0,
      listsFolder,
      hosts: kit.library.hosts,
    },
    collectors.map(collector =>
      pages && collector.kinds.includes('pages')
        ? pages
        : memory && collector.kinds.includes('documents')
          ? remembered(collector, memory)
          : collector,
    ),
    { tool: TOOL, target, seed: 1, asOf: AS_OF, now: () => new Date(AS_OF) },
  )
}

/** Judges a bundle folder by the kit's ruleset, rules on files and statements unless told otherwise. `output` gets `findings.ndjson`. */
export async function judgeFolder(
  bundle: string,
  kit: Kit,
  output?: string,
  scope: readonly Part[] = FILES_AND_STATEMENTS,
): Promise<Scorecard> {
  const folder = output ?? mkdtempSync(join(tmpdir(), 'wutong-findings-'))
  try {
    return await judgeBundle(await openBundle(bundle), kit.ruleset, checks, {
      tool: TOOL,
      scope: [...scope],
      gate: { failOn: 'mandatory', owners: [] },
      words: kit.library.words,
      output: folder,
    })
  } finally {
    if (output === undefined) rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * `wutong check APP --scope static,packages,attested`, or with pages `--env local --scope static,pages`, without a process of
 * its own: everything but argv, reports and exit status.
 */
export async function checkFolder(
  app: string,
  kit: Kit,
  means: Means = {},
): Promise<{ scorecard: Scorecard; findings: FindingLine[] }> {
  const work = mkdtempSync(join(tmpdir(), 'wutong-run-'))
  try {
    await collectInto(app, join(work, 'bundle'), kit, means)
    const scope: readonly Part[] = means.pages ? ['static', 'pages'] : FILES_AND_STATEMENTS
    const scorecard = await judgeFolder(join(work, 'bundle'), kit, work, scope)
    return { scorecard, findings: await readFindings(join(work, 'scorecard.json'), scorecard) }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}
