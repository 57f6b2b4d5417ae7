import type { OpenAPIV3 } from 'openapi-types'
import type { ApiDocument } from '../model/evidence.ts'
import { isObject, pointerTo } from '../text/json-tree.ts'
import { isUnresolved, type Located, refOf, resolve, type Unresolved } from './refs.ts'

/** Methods of a Path Item, `query` from 3.2 on, in the order the specification lists them. */
const METHODS = [
  'get',
  'put',
  'post',
  'delete',
  'options',
  'head',
  'patch',
  'trace',
  'query',
] as const satisfies readonly (`${OpenAPIV3.HttpMethods}` | 'query')[]

/** `open`: nobody has to sign in; `optional`: an empty alternative lets anonymous callers in; `secured`: all must. */
type Access = 'open' | 'optional' | 'secured'

/** One declared answer: its status key (`200`, `4XX`, `default`) and where it is described, or why not found. */
export type Answer = { status: string; declared: Located } & (
  | { response: Located<Record<string, unknown>>; fault?: undefined }
  | { response?: undefined; fault: Unresolved }
)

/** One operation of an API document. Views below its own node are computed when first asked for. */
export interface Operation {
  /** `GET /items/{taskCode}`. */
  readonly key: string
  readonly method: string
  readonly path: string
  readonly api: string
  readonly file: string
  readonly pointer: string
  readonly node: Record<string, unknown>
  readonly document: ApiDocument
  /** The path item, then what its `$ref` leads to: where parameters and servers of the whole path stand. */
  readonly holders: readonly Located<Record<string, unknown>>[]
  /** Own parameters over those of the path, by place and name; unresolvable ones left out. */
  readonly parameters: readonly Located<Record<string, unknown>>[]
  /** Effective requirement list: the operation's, else the document's; undefined when neither states one. */
  readonly security: readonly unknown[] | undefined
  readonly access: Access
  /** `access` is `secured`. */
  readonly secured: boolean
  /** By status key, in document order. */
  readonly answers: ReadonlyMap<string, Answer>
}

const known = new WeakMap<ApiDocument, readonly Operation[]>()

/**
 * Every operation under `paths`, in document order, memoised per document. Path items by `$ref` are followed
 * (methods beside the `$ref` win); webhooks, callbacks and extensions are left out; malformed nodes are skipped,
 * they are the official schema's fault (U1-21).
 */
export function operations(document: ApiDocument): readonly Operation[] {
  let list = known.get(document)
  if (!list) {
    list = listOperations(document)
    known.set(document, list)
  }
  return list
}

const idsKnown = new WeakMap<ApiDocument, ReadonlyMap<string, readonly Operation[]>>()

/** Operations of a document by their `operationId`, memoised; those without one are left out. */
export function operationsById(document: ApiDocument): ReadonlyMap<string, readonly Operation[]> {
  let byId = idsKnown.get(document)
  if (!byId) {
    byId = Map.groupBy(
      operations(document).filter(({ node }) => operationId(node)),
      ({ node }) => operationId(node) as string,
    )
    idsKnown.set(document, byId)
  }
  return byId
}

function operationId(node: Record<string, unknown>): string | undefined {
  return Object.hasOwn(node, 'operationId') && typeof node.operationId === 'string'
    ? node.operationId
    : undefined
}

function listOperations(document: ApiDocument): readonly Operation[] {
  const root = Object.hasOwn(document.files, document.root) ? document.files[document.root] : undefined
  const paths = isObject(root) && isObject(root.paths) ? root.paths : {}
  const since32 = document.version.startsWith('3.2')
  const found: Operation[] = []
  for (const [path, item] of Object.entries(paths)) {
    if (!path.startsWith('/') || !isObject(item)) continue
    const sources = pathItems(document, {
      file: document.root,
      pointer: pointerTo('/paths', path),
      node: item,
    })
    for (const method of METHODS) {
      if (method === 'query' && !since32) continue
      const source = sources.find(candidate => Object.hasOwn(candidate.node, method))
      const node = source?.node[method]
      if (source && isObject(node))
        found.push(new ListedOperation(document, path, method, sources, source, node))
    }
    if (since32) found.push(...additionalOperations(document, path, sources))
  }
  return found
}

/** Operations by other methods, from 3.2 on; the nearest path item that has the map counts. */
function additionalOperations(
  document: ApiDocument,
  path: string,
  sources: readonly Located<Record<string, unknown>>[],
): Operation[] {
  const source = sources.find(({ node }) => isObject(node.additionalOperations))
  if (!source) return []
  const pointer = pointerTo(source.pointer, 'additionalOperations')
  return Object.entries(source.node.additionalOperations as Record<string, unknown>).flatMap(
    ([method, node]) =>
      isObject(node)
        ? [new ListedOperation(document, path, method, sources, { ...source, pointer }, node)]
        : [],
  )
}

/** The path item itself, then those its `$ref` chain leads to; an unresolvable rest is left out. */
function pathItems(document: ApiDocument, item: Located<Record<string, unknown>>) {
  const chain = [item]
  if (refOf(item.node) === undefined) return chain
  const end = resolve(document, item)
  if (!isUnresolved(end) && isObject(end.node)) {
    chain.push({ file: end.file, pointer: end.pointer, node: end.node })
  }
  return chain
}

// Private fields stay out of JSON and may be filled in although the unit is frozen.
class ListedOperation implements Operation {
  readonly key: string
  readonly method: string
  readonly path: string
  readonly api: string
  readonly file: string
  readonly pointer: string
  readonly #document: ApiDocument
  readonly #node: Record<string, unknown>
  readonly #items: readonly Located<Record<string, unknown>>[]
  #parameters: readonly Located<Record<string, unknown>>[] | undefined
  #answers: ReadonlyMap<string, Answer> | undefined

  constructor(
    document: ApiDocument,
    path: string,
    method: string,
    items: readonly Located<Record<string, unknown>>[],
    item: Located<Record<string, unknown>>,
    node: Record<string, unknown>,
  ) {
    this.method = method.toUpperCase()
    this.path = path
    this.key = `${this.method} ${path}`
    this.api = document.api
    this.file = item.file
    this.pointer = pointerTo(item.pointer, method)
    this.#document = document
    this.#node = node
    this.#items = items
  }

  get document(): ApiDocument {
    return this.#document
  }

  get node(): Record<string, unknown> {
    return this.#node
  }

  get holders(): readonly Located<Record<string, unknown>>[] {
    return this.#items
  }

  get parameters(): readonly Located<Record<string, unknown>>[] {
    this.#parameters ??= mergeParameters(this.#document, [
      { file: this.file, pointer: this.pointer, node: this.#node },
      ...this.#items,
    ])
    return this.#parameters
  }

  get security(): readonly unknown[] | undefined {
    const root = this.#document.files[this.#document.root]
    const own = Object.hasOwn(this.#node, 'security') ? this.#node.security : undefined
    if (Array.isArray(own)) return own
    return isObject(root) && Array.isArray(root.security) ? root.security : undefined
  }

  get access(): Access {
    const alternatives = this.security ?? []
    if (alternatives.length === 0) return 'open'
    const empty = alternatives.some(one => isObject(one) && Object.keys(one).length === 0)
    return empty ? 'optional' : 'secured'
  }

  get secured(): boolean {
    return this.access === 'secured'
  }

  get answers(): ReadonlyMap<string, Answer> {
    this.#answers ??= listAnswers(this.#document, this)
    return this.#answers
  }
}

/** `holders` nearest first: what an earlier one declares for a place and name hides the later. */
function mergeParameters(document: ApiDocument, holders: readonly Located<Record<string, unknown>>[]) {
  const byName = new Map<string, Located<Record<string, unknown>>>()
  for (const { file, pointer, node } of holders) {
    if (!Array.isArray(node.parameters)) continue
    const base = pointerTo(pointer, 'parameters')
    for (const [index, parameter] of node.parameters.entries()) {
      const found = resolve(document, { file, pointer: pointerTo(base, index), node: parameter })
      if (isUnresolved(found) || !isObject(found.node)) continue
      const id = `${String(found.node.in)}\0${String(found.node.name)}`
      if (!byName.has(id)) byName.set(id, { file: found.file, pointer: found.pointer, node: found.node })
    }
  }
  return [...byName.values()]
}

function listAnswers(document: ApiDocument, operation: Operation): ReadonlyMap<string, Answer> {
  const answers = new Map<string, Answer>()
  const { responses } = operation.node
  if (!isObject(responses)) return answers
  const base = pointerTo(operation.pointer, 'responses')
  for (const [status, node] of Object.entries(responses)) {
    if (status.startsWith('x-')) continue
    const declared: Located = { file: operation.file, pointer: pointerTo(base, status), node }
    const found = resolve(document, declared)
    if (isUnresolved(found)) answers.set(status, { status, declared, fault: found })
    else if (isObject(found.node)) {
      answers.set(status, {
        status,
        declared,
        response: { file: found.file, pointer: found.pointer, node: found.node },
      })
    }
  }
  return answers
}
