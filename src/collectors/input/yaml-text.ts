import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  Lexer,
  type Node,
  type Pair,
  Parser,
} from 'yaml'
import { spotAt } from '../../text/line-column.ts'
import { fault } from './codes.ts'

/** Ours: how often a file may refer to its anchors, and how large it may become with all aliases written out. */
const MOST_ALIASES = 10_000
const MOST_EXPANDED = 1_000_000

/**
 * Parses one YAML 1.2 document (core schema: no dates, `no` is text; `<<` merges). Duplicate keys, alias bombs, cycles
 * and nesting beyond `mostDepth` are refused; nesting is watched while tokens are read, before anything recurses.
 *
 * @throws InputError `empty-file`, `yaml-*`, `duplicate-key`, `too-deep`.
 */
export function parseYaml(text: string, file: string, mostDepth: number): unknown {
  return composeYaml(text, file, mostDepth).toJS({ maxAliasCount: -1 }) as unknown
}

/** As `parseYaml`, but the document with its ranges; `failsafe` leaves every scalar the text it is written as. */
export function composeYaml(
  text: string,
  file: string,
  mostDepth: number,
  schema: 'core' | 'failsafe' = 'core',
): Document {
  const place = (offset: number) => ({ file, ...spotAt(text, offset) })
  const options = { schema, merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false } as const
  const composer = new Composer(options)
  const documents = [...composer.compose(readTokens(text, file, mostDepth), true, text.length)]
  const [document, second] = documents
  if (!document) throw fault('empty-file', { file }, {})
  const error = document.errors[0]
  if (error) throw yamlFault(text, error.code, error.message, error.pos[0], file)
  if (second) throw fault('yaml-several-documents', place(second.range[0]), {})
  if (document.contents === null || (isScalar(document.contents) && document.contents.value === null)) {
    throw fault('empty-file', { file }, {})
  }
  refuseUnfit(document, place)
  return document as Document
}

function readTokens(text: string, file: string, mostDepth: number): CST.Token[] {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let offset = 0
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > mostDepth + 2) {
      throw fault('too-deep', { file, ...spotAt(text, offset) }, { limit: mostDepth })
    }
    offset = parser.offset
  }
  for (const token of parser.end()) tokens.push(token)
  return tokens
}

/** The library's codes that have clearer words of their own; the rest keep its message. */
function yamlFault(text: string, code: string, message: string, offset: number, file: string) {
  const at = { file, ...spotAt(text, offset) }
  if (code === 'TAB_AS_INDENT') return fault('yaml-tab', at, {})
  if (code === 'MULTIPLE_DOCS') return fault('yaml-several-documents', at, {})
  const lines = text.split('\n', at.line + 1)
  for (const line of [at.line - 2, at.line - 1, at.line]) {
    // A full-width colon after a key turns the whole line into text.
    const found = /^\s*(?:- +)?["']?[\w.-]{1,60}["']?(：)/.exec(lines[line] ?? '')
    if (found) return fault('yaml-fullwidth-colon', { file, line: line + 1, column: found[0].length }, {})
  }
  return fault('yaml-syntax', at, { message: message.split('\n')[0] ?? code })
}

/** One iterative walk in document order: duplicate keys, unknown, cyclic and too many aliases. */
function refuseUnfit(document: Document, place: (offset: number) => { file: string }): void {
  const anchors = new Map<string, Node>()
  const sizes = new Map<Node, number>()
  const targets = new Map<Node, Node>()
  const closing = new Set<Node>()
  let aliases = 0
  type Step = { node: Node; leave: boolean }
  const open: Step[] = isNode(document.contents) ? [{ node: document.contents, leave: false }] : []
  for (let step = open.pop(); step; step = open.pop()) {
    const { node } = step
    const offset = node.range?.[0] ?? 0
    if (step.leave) {
      closing.delete(node)
      const size =
        1 + childrenOf(node).reduce((sum, child) => sum + (sizes.get(targets.get(child) ?? child) ?? 1), 0)
      // A text of n characters has fewer than n nodes of its own; what aliases add beyond that is bounded.
      if (aliases > 0 && size > MOST_EXPANDED + (document.range?.[2] ?? 0)) {
        throw fault('yaml-alias-bomb', place(offset), { limit: MOST_EXPANDED })
      }
      sizes.set(node, size)
      continue
    }
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (!target) throw fault('yaml-alias-unknown', place(offset), { name: node.source })
      if (closing.has(target)) throw fault('yaml-alias-cycle', place(offset), { name: node.source })
      if (++aliases > MOST_ALIASES) throw fault('yaml-alias-bomb', place(offset), { limit: MOST_ALIASES })
      targets.set(node, target)
      continue
    }
    if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node)
    if (!isCollection(node)) continue
    if (isMap(node)) refuseDuplicates(node.items as Pair[], place)
    closing.add(node)
    open.push({ node, leave: true })
    for (const child of childrenOf(node).reverse()) open.push({ node: child, leave: false })
  }
}

function refuseDuplicates(items: readonly Pair[], place: (offset: number) => { file: string }): void {
  const seen = new Map<string, number>()
  for (const { key } of items) {
    if (!isScalar(key)) continue
    const name = String(key.value)
    const offset = key.range?.[0] ?? 0
    const first = seen.get(name)
    if (first !== undefined && name !== '<<') {
      const firstLine = (place(first) as { line?: number }).line ?? 1
      throw fault('duplicate-key', place(offset), { key: name, firstLine })
    }
    seen.set(name, offset)
  }
}

function childrenOf(node: Node): Node[] {
  if (!isCollection(node)) return []
  return (node.items as unknown[])
    .flatMap(item => (isPair(item) ? [item.key, item.value] : [item]))
    .filter(child => isNode(child))
}
