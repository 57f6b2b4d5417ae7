import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { HostProfile } from '../model/host-profile.ts'
import { InputError, InputErrorList } from '../model/input-error.ts'
import type { WordTable } from '../model/reporter.ts'
import type { Clause, Requirement, Rule, RuleExamples, RulesetFile, Scoring, Source } from '../model/rule.ts'
import { entriesOf, kindOf, type RuleFileKind, ruleFiles, SHAPE_OF, textSha256 } from './rule-files.ts'
import { flattenWords } from './words.ts'
import type { YamlFile } from './yaml-file.ts'

/** The rules of this checkout or package: two levels above this file in both. */
export const shippedRules = fileURLToPath(new URL('../../rules/', import.meta.url))
export const GENERATED_LIBRARY = 'library.generated.json'

/** Everything the YAML under one rules folder says, before a ruleset chooses from it. */
export interface RuleLibrary {
  /** Absolute; `lists/` lies below it. */
  folder: string
  /** Sorted by id. */
  rules: Rule[]
  /** In the order of the table. */
  requirements: Requirement[]
  clauses: Record<string, Clause>
  sources: Record<string, Source>
  scoring: Scoring
  rulesets: Record<string, RulesetFile>
  words: WordTable
  /** Sorted by file name. */
  hosts: HostProfile[]
  /** Files that could not be used, each with its place. Commands that judge refuse to run while there are any. */
  faults: InputError[]
  /** Files parsed anew because the generated library does not hold them as they are now. */
  parsed: string[]
  /** Examples of one rule, read when asked for. @throws InputError when the file is there but unusable. */
  examples(rule: string): Promise<RuleExamples | undefined>
}

/** `rules/library.generated.json`: each YAML file as data, with the hash of the text it was made from. */
export interface GeneratedLibrary {
  schemaVersion: 1
  files: Record<string, { sha256: string; value: unknown }>
}

/**
 * Loads a rules folder. Files that the generated library holds as they stand are taken from there (parsing YAML is dear);
 * any other is parsed and shape-checked, so that old rules are never used silently.
 * @param generated false: every file is parsed. A hash proves a text, not that the data beside it says the same: only ours is believed.
 * @throws InputError `rules-folder-missing`.
 */
export async function loadLibrary(folder: string = shippedRules, generated = true): Promise<RuleLibrary> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new InputError('rules-folder-missing', { file: folder })
  const known = generated ? generatedFiles(folder) : {}
  const values = new Map<string, unknown>()
  const faults: InputError[] = []
  const parsed: string[] = []
  for (const path of ruleFiles(folder)) {
    const kind = kindOf(path)
    if (kind === 'examples') continue
    const entry = Object.hasOwn(known, path) ? known[path] : undefined
    if (entry && entry.sha256 === textSha256(folder, path)) {
      values.set(path, entry.value)
      continue
    }
    parsed.push(path)
    try {
      values.set(path, (await readChecked(folder, path, kind)).value)
    } catch (error) {
      if (error instanceof InputError) faults.push(error)
      else if (error instanceof InputErrorList) faults.push(...error.errors)
      else throw error
    }
  }
  return assemble(folder, values, faults, parsed)
}

/**
 * A province's own folder of rules, standing on the tables, words and rules of `base`; what it brings itself comes first.
 * @throws InputError `rules-folder-missing`.
 */
export async function loadPack(folder: string, base: RuleLibrary): Promise<RuleLibrary> {
  const own = await loadLibrary(folder, false)
  const merged = <T>(key: (entry: T) => string, before: readonly T[], after: readonly T[]) => [
    ...new Map([...before, ...after].map(entry => [key(entry), entry])).values(),
  ]
  return {
    ...own,
    rules: merged(rule => rule.id, base.rules, own.rules).sort((a, b) => (a.id < b.id ? -1 : 1)),
    requirements: merged(({ code }) => code, base.requirements, own.requirements),
    clauses: { ...base.clauses, ...own.clauses },
    sources: { ...base.sources, ...own.sources },
    scoring: own.scoring === NO_SCORING ? base.scoring : own.scoring,
    rulesets: { ...base.rulesets, ...own.rulesets },
    words: { ...base.words, ...own.words },
    hosts: merged(({ id }) => id, base.hosts, own.hosts),
  }
}

/** Rules whose file stands in the library's own folder: of a pack, those it brings itself. */
export function ownRules(library: RuleLibrary): Rule[] {
  return library.rules.filter(({ id }) => existsSync(join(library.folder, `${id}.yaml`)))
}

/** Reads one rule file and holds it against its schema. @throws InputError or InputErrorList. */
export async function readChecked(folder: string, path: string, kind: RuleFileKind): Promise<YamlFile> {
  const { readYaml } = await import('./yaml-file.ts')
  const file = readYaml(join(folder, path), path)
  const shape = SHAPE_OF[kind]
  if (!shape) return file
  const { asInputErrors, shapeFaults } = await import('./shape.ts')
  if (!shape.each) {
    const faults = shapeFaults(shape.schema, file.value)
    if (faults.length > 0) throw new InputErrorList(asInputErrors(faults, file))
    return file
  }
  const under = Array.isArray(file.value) ? [] : [kind]
  const entries = entriesOf(file.value, kind)
  const errors = entries.flatMap((entry, index) =>
    asInputErrors(shapeFaults(shape.schema, entry), file, [...under, index]),
  )
  if (entries.length === 0) {
    const [zh, en] = ['应为非空列表', 'should be a list that is not empty']
    errors.push(new InputError('rules-shape', { file: path, ...file.locate([]) }, { at: kind, zh, en }))
  }
  if (errors.length > 0) throw new InputErrorList(errors)
  return file
}

function generatedFiles(folder: string): GeneratedLibrary['files'] {
  const path = join(folder, GENERATED_LIBRARY)
  if (!existsSync(path)) return {}
  try {
    const generated = JSON.parse(readFileSync(path, 'utf8')) as GeneratedLibrary
    return generated.schemaVersion === 1 ? generated.files : {}
  } catch {
    // Half written or merged badly: the YAML beside it is what counts.
    return {}
  }
}

function assemble(
  folder: string,
  values: Map<string, unknown>,
  faults: InputError[],
  parsed: string[],
): RuleLibrary {
  const rules: Rule[] = []
  const rulesets: [string, RulesetFile][] = []
  const words: WordTable = {}
  const hosts: HostProfile[] = []
  for (const [path, value] of values) {
    const kind = kindOf(path)
    if (kind === 'rule') rules.push(value as Rule)
    else if (kind === 'ruleset') rulesets.push([(value as RulesetFile).id, value as RulesetFile])
    else if (kind === 'host') hosts.push(value as HostProfile)
    else if (kind === 'words') Object.assign(words, flattenWords(value))
  }
  const list = (kind: 'sources' | 'clauses' | 'requirements') => entriesOf(values.get(`${kind}.yaml`), kind)
  const byId = <T extends { id: string }>(entries: T[]) =>
    Object.fromEntries(entries.map(entry => [entry.id, entry]))
  return {
    folder,
    rules: rules.sort((a, b) => (a.id < b.id ? -1 : 1)),
    requirements: list('requirements') as Requirement[],
    clauses: byId(list('clauses') as Clause[]),
    sources: byId(list('sources') as Source[]),
    scoring: (values.get('scoring.yaml') ?? NO_SCORING) as Scoring,
    rulesets: Object.fromEntries(rulesets),
    words,
    hosts,
    faults,
    parsed,
    examples: rule => examplesOf(folder, rule),
  }
}

async function examplesOf(folder: string, rule: string): Promise<RuleExamples | undefined> {
  const path = `${rule}.examples.yaml`
  if (!existsSync(join(folder, path))) return undefined
  return (await readChecked(folder, path, 'examples')).value as RuleExamples
}

const NO_SCORING: Scoring = {
  version: '0',
  weights: { mandatory: 0, recommended: 0 },
  failedShare: 0,
  leastJudgedShare: 1,
  vetoes: [],
}
