import type { ApiDocument } from '../model/evidence.ts'
import { isObject, pointerTo } from '../text/json-tree.ts'
import { isJsonMediaType } from './media-types.ts'
import { isUnresolved, type Located, resolve } from './refs.ts'

/** What a JSON body is at its top: an object with named fields, a list, or a bare value. */
export type BodyShape =
  | { kind: 'object'; fields: ReadonlyMap<string, Located>; open: boolean }
  | { kind: 'list'; bounded: boolean; schema: Located }
  | { kind: 'value' }

/** Ours: parts of one schema joined by `allOf` beyond these are not read. */
const MOST_PARTS = 200
const known = new WeakMap<ApiDocument, Map<object, BodyShape | undefined>>()

/**
 * The shape a schema describes, through references and `allOf`; undefined where it cannot be told (alternatives, free
 * objects, references that lead nowhere). Each schema node is read once per document.
 */
export function bodyShape(document: ApiDocument, schema: Located): BodyShape | undefined {
  const end = resolve(document, schema)
  if (isUnresolved(end) || !isObject(end.node)) return undefined
  let shapes = known.get(document)
  if (!shapes) {
    shapes = new Map()
    known.set(document, shapes)
  }
  if (!shapes.has(end.node)) shapes.set(end.node, read(document, end))
  return shapes.get(end.node)
}

function read(document: ApiDocument, start: Located): BodyShape | undefined {
  const parts = partsOf(document, start)
  if (!parts) return undefined
  const types = new Set(parts.flatMap(({ node }) => typesOf(node)))
  const list = parts.find(({ node }) => Object.hasOwn(node, 'items'))
  if (types.has('array') || (types.size === 0 && list)) {
    return { kind: 'list', bounded: parts.some(({ node }) => isBounded(node)), schema: list ?? start }
  }
  const fields = new Map<string, Located>()
  for (const { file, pointer, node } of parts) {
    if (!isObject(node.properties)) continue
    const base = pointerTo(pointer, 'properties')
    for (const [name, field] of Object.entries(node.properties)) {
      if (!fields.has(name)) fields.set(name, { file, pointer: pointerTo(base, name), node: field })
    }
  }
  if (fields.size > 0) return { kind: 'object', fields, open: parts.some(({ node }) => isOpen(node)) }
  return types.size > 0 && !types.has('object') ? { kind: 'value' } : undefined
}

/** The schema and all it is joined from; undefined where some of it is an alternative or cannot be found. */
function partsOf(document: ApiDocument, start: Located): Located<Record<string, unknown>>[] | undefined {
  const parts: Located<Record<string, unknown>>[] = []
  const seen = new Set<unknown>()
  const open: Located[] = [start]
  for (let next = open.pop(); next; next = open.pop()) {
    const end = resolve(document, next)
    if (isUnresolved(end) || !isObject(end.node)) return undefined
    if (seen.has(end.node)) continue
    seen.add(end.node)
    const { file, pointer, node } = end
    if (parts.length >= MOST_PARTS || node.oneOf !== undefined || node.anyOf !== undefined) return undefined
    parts.push({ file, pointer, node })
    if (!Array.isArray(node.allOf)) continue
    const base = pointerTo(pointer, 'allOf')
    for (const [index, member] of node.allOf.slice(0, MOST_PARTS).entries()) {
      open.push({ file, pointer: pointerTo(base, index), node: member })
    }
  }
  return parts
}

function typesOf(node: Record<string, unknown>): string[] {
  const types = Array.isArray(node.type) ? node.type : [node.type]
  return types.filter(type => typeof type === 'string' && type !== 'null')
}

function isBounded(node: Record<string, unknown>): boolean {
  return typeof node.maxItems === 'number' || Array.isArray(node.enum)
}

/** May the object hold fields it does not name? */
function isOpen(node: Record<string, unknown>): boolean {
  return node.additionalProperties === true || isObject(node.additionalProperties)
}

/** Schemas of the JSON bodies of an answer or a request body, by media type in document order. */
export function jsonSchemas({ file, pointer, node }: Located<Record<string, unknown>>): Located[] {
  // Other files of a Swagger 2.0 document stay as they are: there a body is a bare schema.
  if (!isObject(node.content)) {
    return isObject(node.schema) ? [{ file, pointer: pointerTo(pointer, 'schema'), node: node.schema }] : []
  }
  const base = pointerTo(pointer, 'content')
  return Object.entries(node.content).flatMap(([type, media]) =>
    isJsonMediaType(type) && isObject(media) && isObject(media.schema)
      ? [{ file, pointer: `${pointerTo(base, type)}/schema`, node: media.schema }]
      : [],
  )
}
