import { readFileSync, statSync } from 'node:fs'
import { Composer, type Document, isNode, LineCounter, Parser } from 'yaml'
import { InputError } from '../model/input-error.ts'

/** Rule files are written by hand; what is larger is not one. */
const LARGEST_BYTES = 1 << 20
const DEEPEST = 60

export type PathStep = string | number

/** One parsed YAML file with the means to say where something stands in it. */
export interface YamlFile {
  /** As shown to the reader. */
  file: string
  value: unknown
  /** Line and column (from 1) of the node at `path`, else of its nearest ancestor that exists. */
  locate(path: readonly PathStep[]): { line: number; column: number }
}

/**
 * Reads and parses one bounded YAML file. `shown` is the name used in messages.
 * @throws InputError `rules-file-missing`, `rules-file-size`, `rules-yaml`, `rules-depth`.
 */
export function readYaml(path: string, shown: string): YamlFile {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw new InputError('rules-file-missing', { file: shown })
  if (found.size > LARGEST_BYTES) {
    throw new InputError('rules-file-size', { file: shown }, { bytes: found.size, limit: LARGEST_BYTES })
  }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path))
  } catch {
    throw new InputError('rules-yaml', { file: shown }, { why: 'UTF-8' })
  }
  return parseYaml(text, shown)
}

/** @throws InputError `rules-yaml`, `rules-depth`. */
export function parseYaml(text: string, shown: string): YamlFile {
  const lines = new LineCounter()
  const tokens = [...new Parser(lines.addNewLine).parse(text.replace(/^\uFEFF/, ''))]
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  // Composing is recursive: what is too deep has to be refused before.
  if (depthOf(tokens) > DEEPEST)
    throw new InputError('rules-depth', { file: shown, line: 1, column: 1 }, { limit: DEEPEST })
  const documents = [...new Composer({ version: '1.2', uniqueKeys: true }).compose(tokens, true, text.length)]
  const [document] = documents
  const fault = documents.flatMap(one => one.errors)[0]
  if (fault) {
    throw new InputError(
      'rules-yaml',
      { file: shown, ...at(fault.pos[0]) },
      { why: fault.message.split('\n')[0] ?? '' },
    )
  }
  if (!document || documents.length !== 1) throw new InputError('rules-yaml', { file: shown }, { why: '---' })
  let value: unknown
  try {
    // No alias is needed in a rule; without any there is no alias bomb.
    value = document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new InputError(
      'rules-yaml',
      { file: shown },
      { why: error instanceof Error ? error.message : String(error) },
    )
  }
  return { file: shown, value, locate: path => at(offsetOf(document, path)) }
}

function offsetOf(document: Document, path: readonly PathStep[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return node.range[0]
  }
  return 0
}

interface Token {
  value?: unknown
  items?: readonly { key?: unknown; value?: unknown }[]
}

function depthOf(tokens: readonly unknown[]): number {
  let deepest = 0
  const open = tokens.map(token => ({ token: token as Token, depth: 0 }))
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next
    deepest = Math.max(deepest, depth)
    if (token.value !== null && typeof token.value === 'object')
      open.push({ token: token.value as Token, depth })
    for (const { key, value } of token.items ?? []) {
      for (const part of [key, value]) {
        if (part !== null && typeof part === 'object') open.push({ token: part as Token, depth: depth + 1 })
      }
    }
  }
  return deepest
}
