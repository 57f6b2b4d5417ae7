import type { SourceText } from '../../model/evidence.ts'
import { plainJson } from '../../text/json-comments.ts'
import { depthFault, jsonFault } from '../../text/json-scan.ts'
import { isObject } from '../../text/json-tree.ts'
import { spotAt } from '../../text/line-column.ts'
import { fault } from '../input/codes.ts'
import { MOST_DEPTH } from '../input/structured.ts'
import { readText } from '../input/text-file.ts'

/** Ours: the largest real one seen is 30 KB. */
const LARGEST = 4 * 1024 * 1024

export interface JsoncFile {
  source: Omit<SourceText, 'kept'>
  text: string
  value: Record<string, unknown>
  /** Holds `#ifdef` comments: what stands between them is not in every build. */
  conditional: boolean
}

/**
 * Reads an object from JSON that may hold comments and trailing commas.
 *
 * @throws InputError those of `readText`, and `empty-file`, `json-json5`, `json-syntax`, `too-deep`, `not-a-map`
 */
export async function readJsonc(folder: string, path: string): Promise<JsoncFile> {
  const { text, sha256, bytes, path: file } = await readText(folder, path, LARGEST)
  if (text.trim() === '') throw fault('empty-file', { file }, {})
  const plain = plainJson(text)
  let value: unknown
  try {
    value = JSON.parse(plain.json)
  } catch {
    if (plain.json5At !== undefined) {
      const found = text.slice(plain.json5At, plain.json5At + 20).split('\n', 1)[0] ?? ''
      throw fault('json-json5', { file, ...spotAt(text, plain.json5At) }, { found })
    }
    const wrong = jsonFault(plain.json)
    const data =
      wrong?.kind === 'syntax'
        ? { expected: wrong.expected, found: wrong.found }
        : { expected: '', found: '' }
    throw fault('json-syntax', { file, ...spotAt(text, wrong?.offset ?? 0) }, data)
  }
  const deep = depthFault(plain.json, MOST_DEPTH)
  if (deep !== undefined) throw fault('too-deep', { file, ...spotAt(text, deep) }, { limit: MOST_DEPTH })
  if (!isObject(value)) throw fault('not-a-map', { file, line: 1, column: 1 }, {})
  const format = plain.comments + plain.trailingCommas > 0 ? 'jsonc' : 'json'
  return { source: { path: file, sha256, bytes, format }, text, value, conditional: plain.conditional }
}
