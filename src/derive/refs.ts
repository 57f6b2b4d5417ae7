import type { ApiDocument } from '../model/evidence.ts'
import { fragmentAt, isObject, nodeAt } from '../text/json-tree.ts'
import { parseReference } from '../text/reference.ts'

/** A node with its place in an API document. */
export interface Located<T = unknown> {
  file: string
  /** JSON pointer inside `file`. */
  pointer: string
  node: T
  /** OpenAPI 3.1 only: `summary` and `description` beside the `$ref`s followed, nearest first wins. */
  overrides?: Record<string, unknown>
}

/** A reference that leads nowhere; `file` and `pointer` are where it stands. */
export interface Unresolved {
  fault: 'missing' | 'outside' | 'remote' | 'malformed' | 'cyclic'
  ref: string
  file: string
  pointer: string
}

const LONGEST_CHAIN = 64

export function isUnresolved(answer: Located | Unresolved): answer is Unresolved {
  return 'fault' in answer
}

/** The `$ref` of a Reference Object, if the node is one. */
export function refOf(node: unknown): string | undefined {
  if (!isObject(node) || !Object.hasOwn(node, '$ref')) return undefined
  return typeof node.$ref === 'string' ? node.$ref : undefined
}

/**
 * Follows a node's `$ref` to what it means, through chains; a node without one answers itself.
 * Cycles of bare references are `cyclic`; cyclic schemas are no fault because nothing below the target is followed.
 */
export function resolve(document: ApiDocument, at: Located): Located | Unresolved {
  let here = at
  // Most nodes are no reference and most references lead to none: the chain is remembered from the second step on.
  let seen: Set<string> | undefined
  let steps = 0
  for (let ref = refOf(here.node); ref !== undefined; ref = refOf(here.node)) {
    if (steps++ > 0) {
      seen ??= new Set([placeOf(at)])
      const place = placeOf(here)
      if (seen.has(place) || seen.size >= LONGEST_CHAIN) {
        return { fault: 'cyclic', ref, file: here.file, pointer: here.pointer }
      }
      seen.add(place)
    }
    const next = follow(document, here, ref)
    if (isUnresolved(next)) return next
    const overrides = overridesOf(document, here)
    here = overrides ? { ...next, overrides } : next
  }
  return here
}

function placeOf({ file, pointer }: Located): string {
  return `${file}#${pointer}`
}

const targets = new WeakMap<ApiDocument, Map<string, Map<string, Located | Unresolved['fault']>>>()

/** Where a reference written in `file` leads, looked up once a document however often it is written. */
function targetOf(document: ApiDocument, ref: string, file: string): Located | Unresolved['fault'] {
  let byFile = targets.get(document)
  if (!byFile) {
    byFile = new Map()
    targets.set(document, byFile)
  }
  let byRef = byFile.get(file)
  if (!byRef) {
    byRef = new Map()
    byFile.set(file, byRef)
  }
  let target = byRef.get(ref)
  if (target === undefined) {
    const parsed = parseReference(ref, file)
    target =
      parsed.kind === 'file' ? (lookUp(document, parsed.file, parsed.fragment) ?? 'missing') : parsed.kind
    byRef.set(ref, target)
  }
  return target
}

/** One step: what `ref`, standing at `at`, points to. */
function follow(document: ApiDocument, at: Located, ref: string): Located | Unresolved {
  const target = targetOf(document, ref, at.file)
  return typeof target === 'string' ? { fault: target, ref, file: at.file, pointer: at.pointer } : target
}

/** The node at a fragment of a file of the document: a JSON pointer, or in 3.1 an `$anchor`. */
function lookUp(document: ApiDocument, file: string, fragment: string): Located | undefined {
  if (!Object.hasOwn(document.files, file)) return undefined
  const root = document.files[file]
  const found = fragmentAt(root, fragment, !document.version.startsWith('3.0'))
  if (found) return { file, ...found }
  if (document.convertedFrom === undefined || file !== document.root) return undefined
  // Other files of a converted Swagger 2.0 document still use its old places.
  const moved = convertedPointer(fragment)
  const again = moved === undefined ? undefined : nodeAt(root, moved)
  return again && moved !== undefined ? { file, pointer: moved, node: again.node } : undefined
}

const MOVED: readonly (readonly [string, string])[] = [
  ['/definitions/', '/components/schemas/'],
  ['/parameters/', '/components/parameters/'],
  ['/responses/', '/components/responses/'],
  ['/securityDefinitions/', '/components/securitySchemes/'],
]

/** Where a place of a Swagger 2.0 document stands after conversion to 3.0. */
export function convertedPointer(pointer: string): string | undefined {
  const move = MOVED.find(([from]) => pointer.startsWith(from))
  return move && move[1] + pointer.slice(move[0].length)
}

/** Where a place of a converted document stood in the Swagger 2.0 source; other places are unchanged. */
export function originalPointer(pointer: string): string {
  if (pointer.startsWith('/components/requestBodies/')) {
    return `/parameters/${pointer.slice('/components/requestBodies/'.length)}`
  }
  const move = MOVED.find(([, to]) => pointer.startsWith(to))
  return move ? move[0] + pointer.slice(move[1].length) : pointer
}

function overridesOf(document: ApiDocument, here: Located): Record<string, unknown> | undefined {
  if (document.version.startsWith('3.0') || !isObject(here.node)) return here.overrides
  const own: Record<string, unknown> = {}
  for (const key of ['summary', 'description']) {
    if (Object.hasOwn(here.node, key)) own[key] = here.node[key]
  }
  return Object.keys(own).length === 0 ? here.overrides : { ...own, ...here.overrides }
}
