import { depthFault, jsonFault } from '../../text/json-scan.ts'
import { spotAt } from '../../text/line-column.ts'
import { fault } from './codes.ts'
import { readText, type TextFile } from './text-file.ts'
import { quickYaml } from './yaml-quick.ts'

const MB = 1024 * 1024
/** Ours. Nesting is checked before anything recurses. */
export const MOST_DEPTH = 200
export const LARGEST = { manifest: 2 * MB, yaml: 20 * MB, json: 64 * MB } as const

export interface ParsedFile extends TextFile {
  format: 'yaml' | 'json'
  value: unknown
}

export interface ReadOptions {
  /** Largest sizes in bytes, by what the file's name says it is; a name that says neither is bounded as JSON. */
  largest?: { yaml: number; json: number }
  /** Also refuse JSON objects that state a key twice (YAML always does). */
  duplicates?: boolean
}

/**
 * Reads and parses a YAML or JSON file inside the app's folder. JSON is taken for what it is also under a YAML name.
 *
 * @throws InputError of `readText` and `parseText`.
 */
export async function readParsed(
  folder: string,
  path: string,
  options: ReadOptions = {},
): Promise<ParsedFile> {
  const { yaml, json } = options.largest ?? { yaml: LARGEST.yaml, json: LARGEST.json }
  const limit = /\.ya?ml$/i.test(path) ? yaml : json
  const file = await readText(folder, path, limit)
  return { ...file, ...(await parseText(file.text, file.path, options)) }
}

/**
 * Parses normalised text.
 *
 * @param file for error places; a name ending in `.json` must hold JSON
 * @throws InputError `empty-file`, `json-syntax`, `yaml-*`, `duplicate-key`, `too-deep`.
 */
export async function parseText(
  text: string,
  file: string,
  options: ReadOptions = {},
): Promise<{ format: 'yaml' | 'json'; value: unknown }> {
  if (text.trim() === '') throw fault('empty-file', { file }, {})
  const named = /\.json$/i.test(file)
  if (named || /^\s*[{[]/.test(text)) {
    const value = parseJson(text)
    if (value) {
      refuseJson(text, file, options)
      return { format: 'json', ...value }
    }
    if (named || !/\.ya?ml$/i.test(file)) throw jsonError(text, file)
  }
  // YAML under another name keeps to YAML's limit: its parser costs far more.
  const largest = options.largest?.yaml ?? LARGEST.yaml
  if (text.length > largest) {
    throw fault('too-large', { file }, { size: Math.ceil(text.length / MB), limit: Math.floor(largest / MB) })
  }
  const quick = quickYaml(text, MOST_DEPTH)
  if (quick) return { format: 'yaml', ...quick }
  const { parseYaml } = await import('./yaml-text.ts')
  return { format: 'yaml', value: parseYaml(text, file, MOST_DEPTH) }
}

/** What `parseText` takes a text for that it accepts. */
export function formatOf(text: string, file: string): 'yaml' | 'json' {
  return /\.json$/i.test(file) || (/^\s*[{[]/.test(text) && parseJson(text)) ? 'json' : 'yaml'
}

function parseJson(text: string): { value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch {
    return undefined
  }
}

/** The engine's parser does not recurse, so well-formed text is parsed first and then bounded. */
function refuseJson(text: string, file: string, options: ReadOptions): void {
  if (options.duplicates) {
    const found = jsonFault(text, { duplicates: true, mostDepth: MOST_DEPTH })
    if (found?.kind === 'duplicate') {
      throw fault(
        'duplicate-key',
        { file, ...spotAt(text, found.offset) },
        { key: found.key, firstLine: spotAt(text, found.first).line },
      )
    }
  }
  const deep = depthFault(text, MOST_DEPTH)
  if (deep !== undefined) throw fault('too-deep', { file, ...spotAt(text, deep) }, { limit: MOST_DEPTH })
}

/** What is wrong with a text that JSON.parse refused, with an exact place. */
function jsonError(text: string, file: string) {
  const found = jsonFault(text)
  const offset = found?.offset ?? 0
  const data =
    found?.kind === 'syntax' ? { expected: found.expected, found: found.found } : { expected: '', found: '' }
  return fault('json-syntax', { file, ...spotAt(text, offset) }, data)
}
