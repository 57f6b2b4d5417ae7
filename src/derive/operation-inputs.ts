import { isObject, pointerTo } from '../text/json-tree.ts'
import { type BodyShape, bodyShape, jsonSchemas } from './body-shape.ts'
import type { Operation } from './operations.ts'
import { isUnresolved, type Located, resolve } from './refs.ts'

/** Something a caller sends with an operation. */
export interface Input {
  name: string
  in: 'query' | 'header' | 'path' | 'cookie' | 'body'
  /** The parameter, or the schema of the body's field. */
  at: Located
  /** Schema of the value, references followed; undefined where none is found. */
  schema: Record<string, unknown> | undefined
  description: string
}

/** Ours: further fields of one body are not read. */
const MOST_FIELDS = 200
const known = new WeakMap<Operation, readonly Input[]>()
const fieldsKnown = new WeakMap<BodyShape, readonly Input[]>()

/** Parameters of an operation and the top fields of its JSON bodies, memoised. Nothing below the top is looked at. */
export function inputs(operation: Operation): readonly Input[] {
  let list = known.get(operation)
  if (!list) {
    list = [...parameterInputs(operation), ...bodyInputs(operation)]
    known.set(operation, list)
  }
  return list
}

function parameterInputs(operation: Operation): Input[] {
  return operation.parameters.flatMap(({ file, pointer, node }): Input[] => {
    const { name } = node
    const place = node.in
    if (typeof name !== 'string') return []
    if (place !== 'query' && place !== 'header' && place !== 'path' && place !== 'cookie') return []
    const schema = followed(operation, { file, pointer: pointerTo(pointer, 'schema'), node: node.schema })
    return [{ name, in: place, at: { file, pointer, node }, schema, description: text(node.description) }]
  })
}

function bodyInputs(operation: Operation): Input[] {
  const { document, file, pointer, node } = operation
  if (!isObject(node.requestBody)) return []
  const declared = { file, pointer: pointerTo(pointer, 'requestBody'), node: node.requestBody }
  const body = resolve(document, declared)
  if (isUnresolved(body) || !isObject(body.node)) return []
  const { node: bodyNode, ...place } = body
  return jsonSchemas({ ...place, node: bodyNode }).flatMap(schema => {
    const shape = bodyShape(document, schema)
    if (shape?.kind !== 'object') return []
    let fields = fieldsKnown.get(shape)
    if (!fields) {
      fields = [...shape.fields].slice(0, MOST_FIELDS).map(([name, at]): Input => {
        const own = isObject(at.node) ? text(at.node.description) : ''
        const found = followed(operation, at)
        return { name, in: 'body', at, schema: found, description: own || text(found?.description) }
      })
      fieldsKnown.set(shape, fields)
    }
    return fields
  })
}

function followed({ document }: Operation, at: Located): Record<string, unknown> | undefined {
  const end = resolve(document, at)
  return !isUnresolved(end) && isObject(end.node) ? end.node : undefined
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A name without case, `-`, `_`, `$` and dots, so that `page_size`, `pageSize` and `Page-Size` are one word. */
export function plainName(name: string): string {
  return name
    .slice(0, 100)
    .toLowerCase()
    .replace(/[-_.$\s[\]]+/g, '')
}
