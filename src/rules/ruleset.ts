import { existsSync, realpathSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import picomatch from 'picomatch'
import type { AnyCheck } from '../model/check.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'
import type { ResolvedRuleset, Rule, RulesetFile } from '../model/rule.ts'
import { nearest } from '../text/nearest.ts'
import { citedWords, judgedData, sha256Of } from './hash.ts'
import type { RuleLibrary } from './load.ts'
import { applyOverrides } from './overrides.ts'
import type { YamlFile } from './yaml-file.ts'

/** Rulesets may build on one another this far. */
const LONGEST_CHAIN = 8

/** A ruleset on its way through resolution; `file` where it was read from YAML just now. */
export interface Link {
  ruleset: RulesetFile
  file?: YamlFile
  /** Folder that paths in it are relative to. */
  folder: string
}

/**
 * Resolves a ruleset by name (`national`, `provinces/zj`) or file into everything judging needs.
 * @param checks by `name@version`
 * @param base folder that a file name is relative to
 * @param within when given, a file outside this folder is refused (names taken from a manifest)
 * @throws InputError or InputErrorList `ruleset-unknown`, `ruleset-outside`, `ruleset-cycle`, `ruleset-no-rule`,
 *   `ruleset-override`, `ruleset-source`, `ruleset-check`, `rules-shape` and what reading YAML throws.
 */
export async function resolveRuleset(
  library: RuleLibrary,
  nameOrFile: string,
  checks: ReadonlyMap<string, AnyCheck>,
  base: string = library.folder,
  within?: string,
): Promise<ResolvedRuleset> {
  if (library.faults.length > 0) throw new InputErrorList([...library.faults])
  const chain = await chainOf(library, nameOrFile, base, within)
  const own = chain.at(-1) as Link
  const chosen = chooseRules(library, chain)
  const overrides = chain.flatMap(link => link.ruleset.overrides ?? [])
  const rules = await applyOverrides(library, chosen, chain, checks)
  for (const rule of rules) {
    if (checks.has(rule.check)) continue
    throw new InputError('ruleset-check', { file: `${rule.id}.yaml` }, { rule: rule.id, check: rule.check })
  }
  await checkParsedOptions(library, rules, checks)
  const resolved: ResolvedRuleset = {
    id: own.ruleset.id,
    version: own.ruleset.version,
    sha256: '',
    wordsSha256: '',
    rules,
    requirements: library.requirements,
    scoring: library.scoring,
    expects: chain.flatMap(link => link.ruleset.expects ?? []),
    overrides,
    conflicts: lastById(chain.flatMap(link => link.ruleset.conflicts ?? [])),
    adoptions: chain.flatMap(link => link.ruleset.adoptions ?? []),
    lists: lastById(chain.flatMap(link => link.ruleset.lists ?? [])),
    clauses: library.clauses,
    sources: library.sources,
  }
  resolved.sha256 = sha256Of(judgedData(resolved))
  resolved.wordsSha256 = sha256Of(citedWords(resolved))
  return resolved
}

/** The ruleset and what it extends, the oldest ancestor first. */
async function chainOf(
  library: RuleLibrary,
  start: string,
  base: string,
  within: string | undefined,
): Promise<Link[]> {
  const chain: Link[] = []
  const seen = new Set<string>()
  let next: string | undefined = start
  let folder = base
  while (next !== undefined) {
    if (seen.has(next) || chain.length >= LONGEST_CHAIN) {
      throw new InputError('ruleset-cycle', chain[0]?.file && { file: chain[0].file.file }, { name: next })
    }
    seen.add(next)
    const link = await linkOf(library, next, folder, within, chain[0])
    chain.unshift(link)
    next = link.ruleset.extends
    folder = link.folder
  }
  return chain
}

async function linkOf(
  library: RuleLibrary,
  name: string,
  base: string,
  within: string | undefined,
  child: Link | undefined,
): Promise<Link> {
  const shipped = Object.hasOwn(library.rulesets, name) ? library.rulesets[name] : undefined
  if (shipped) return { ruleset: shipped, folder: library.folder }
  const path = resolve(base, name)
  if (!/\.ya?ml$/i.test(name) && !existsSync(path)) {
    const known = Object.keys(library.rulesets).sort()
    throw new InputError(
      'ruleset-unknown',
      child?.file && { file: child.file.file, ...child.file.locate(['extends']) },
      {
        name,
        nearest: nearest(name, known) ?? 'national',
        known: known.join(' '),
      },
    )
  }
  if (within !== undefined && !isInside(within, path))
    throw new InputError('ruleset-outside', undefined, { name })
  const { readYaml } = await import('./yaml-file.ts')
  const { asInputErrors, shapeFaults } = await import('./shape.ts')
  const file = readYaml(path, name)
  const errors = asInputErrors(shapeFaults('ruleset', file.value), file)
  if (errors.length > 0) throw new InputErrorList(errors)
  return { ruleset: file.value as RulesetFile, file, folder: dirname(path) }
}

/** Rules from the generated library were held against their checks when it was made; those parsed just now are here. */
async function checkParsedOptions(
  library: RuleLibrary,
  rules: readonly Rule[],
  checks: ReadonlyMap<string, AnyCheck>,
): Promise<void> {
  const fresh = rules.filter(({ id }) => library.parsed.includes(`${id}.yaml`))
  if (fresh.length === 0) return
  const { optionFaults } = await import('./shape.ts')
  const errors = fresh.flatMap(({ id, check, options }) =>
    optionFaults(checks.get(check)?.options ?? {}, options).map(
      ({ path, zh, en }) =>
        new InputError('rules-shape', { file: `${id}.yaml` }, { at: ['options', ...path].join('.'), zh, en }),
    ),
  )
  if (errors.length > 0) throw new InputErrorList(errors)
}

/** Links followed: a link inside the folder may point out of it. */
function isInside(folder: string, path: string): boolean {
  const way = existsSync(path) ? relative(realpathSync(folder), realpathSync(path)) : relative(folder, path)
  return !isAbsolute(way) && way.split(sep)[0] !== '..'
}

/** Rules of the nearest link that lists any; a glob takes stable rules, an id takes its rule whatever its status. */
function chooseRules(library: RuleLibrary, chain: readonly Link[]): Rule[] {
  const link = chain.findLast(one => one.ruleset.rules !== undefined)
  const patterns = link?.ruleset.rules ?? ['**']
  const chosen = new Set<Rule>()
  for (const [index, pattern] of patterns.entries()) {
    const matches = matcherOf(pattern)
    const found = library.rules.filter(
      ({ id, status }) => id === pattern || (status === 'stable' && matches(id)),
    )
    if (found.length === 0 && pattern !== '**') {
      const place = link?.file && { file: link.file.file, ...link.file.locate(['rules', index]) }
      const near =
        nearest(
          pattern,
          library.rules.map(rule => rule.id),
        ) ?? '-'
      throw new InputError('ruleset-no-rule', place, { pattern, nearest: near })
    }
    for (const rule of found) chosen.add(rule)
  }
  return library.rules.filter(rule => chosen.has(rule))
}

/** Globs over rule ids. Leaving rules out by `!` would loosen a ruleset without a reason: not offered. */
export function matcherOf(pattern: string): (id: string) => boolean {
  return picomatch(pattern, { nonegate: true, noextglob: true, nobrace: true })
}

function lastById<T extends { id: string }>(entries: readonly T[]): T[] {
  return [...new Map(entries.map(entry => [entry.id, entry])).values()]
}
