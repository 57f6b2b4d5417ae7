import { isUtf8 } from 'node:buffer'
import { createHash, hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ShapeKind } from './shape.ts'

/** What a file under `rules/` holds, by its path alone. */
export type RuleFileKind =
  | 'rule'
  | 'examples'
  | 'ruleset'
  | 'words'
  | 'sources'
  | 'clauses'
  | 'requirements'
  | 'scoring'
  | 'host'

const BY_NAME: Record<string, RuleFileKind> = {
  'sources.yaml': 'sources',
  'clauses.yaml': 'clauses',
  'requirements.yaml': 'requirements',
  'scoring.yaml': 'scoring',
}

/** Schema of the file, or of each entry of the list it holds; words have none. */
export const SHAPE_OF: Record<RuleFileKind, { schema: ShapeKind; each: boolean } | undefined> = {
  rule: { schema: 'rule', each: false },
  examples: { schema: 'examples', each: false },
  ruleset: { schema: 'ruleset', each: false },
  scoring: { schema: 'scoring', each: false },
  host: { schema: 'host', each: false },
  sources: { schema: 'source', each: true },
  clauses: { schema: 'clause', each: true },
  requirements: { schema: 'requirement', each: true },
  words: undefined,
}

/** Paths (relative, forward slashes, sorted) of the YAML files of a rules folder. Reference lists are evidence, not rules. */
export function ruleFiles(folder: string): string[] {
  const found: string[] = []
  const open = ['']
  for (let below = open.pop(); below !== undefined; below = open.pop()) {
    for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
      if (entry.name.startsWith('.') || (below === '' && entry.name === 'lists')) continue
      if (entry.isDirectory()) open.push(`${below}${entry.name}/`)
      else if (entry.name.endsWith('.yaml')) found.push(`${below}${entry.name}`)
    }
  }
  return found.sort()
}

export function kindOf(path: string): RuleFileKind {
  const named = Object.hasOwn(BY_NAME, path) ? BY_NAME[path] : undefined
  if (named) return named
  if (path.startsWith('words/')) return 'words'
  if (path.startsWith('rulesets/')) return 'ruleset'
  if (path.startsWith('hosts/')) return 'host'
  return path.endsWith('.examples.yaml') ? 'examples' : 'rule'
}

/** sha256 of a text file as it counts: no BOM, LF. Equal on every checkout. */
export function textSha256(folder: string, path: string): string {
  const bytes = readFileSync(join(folder, path))
  // A hundred files at every start: only what is not normal already is decoded.
  if (bytes[0] !== 0xef && !bytes.includes(13) && isUtf8(bytes)) return hash('sha256', bytes)
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '')
  return createHash('sha256')
    .update(text.includes('\r') ? text.replaceAll('\r\n', '\n') : text)
    .digest('hex')
}

/** Entries of a list file: a bare list, or the list under the file's own name. */
export function entriesOf(value: unknown, kind: RuleFileKind): unknown[] {
  if (Array.isArray(value)) return value
  const inside =
    value !== null && typeof value === 'object' ? (value as Record<string, unknown>)[kind] : undefined
  return Array.isArray(inside) ? inside : []
}
