import { isObject, pointerTo } from '../text/json-tree.ts'
import type { Operation } from './operations.ts'
import { isUnresolved, type Located, resolve } from './refs.ts'

type Node = Record<string, unknown>

export interface FieldNames {
  fields: readonly { name: string /** First phrase of the description. */; phrase: string }[]
  /** False where a part cannot be seen: no schema, an object without properties, an unresolved reference. */
  complete: boolean
}

const MOST_NODES = 2000
const DEEPEST = 8

/** Every field an operation takes (parameters and body) or answers with success (envelopes and lists included), by name. */
export function namesIn(operation: Operation, side: 'request' | 'answer'): FieldNames {
  const { document, node, file, pointer } = operation
  const fields: { name: string; phrase: string }[] = []
  let complete = true
  const roots: Located[] = []
  const bodies: Located[] = []
  if (side === 'request') {
    for (const parameter of operation.parameters)
      fields.push(named(String(parameter.node.name), parameter.node))
    if (node.requestBody !== undefined) {
      bodies.push({ file, pointer: pointerTo(pointer, 'requestBody'), node: node.requestBody })
    }
  } else {
    const successes = [...operation.answers.values()].filter(({ status }) => /^2(\d\d|XX)$/.test(status))
    for (const { response } of successes) {
      if (response) bodies.push(response)
      else complete = false
    }
    if (successes.length === 0) complete = false
  }
  for (const body of bodies) {
    const found = resolve(document, body)
    if (isUnresolved(found) || !isObject(found.node)) complete = false
    else if (isObject(found.node.content)) {
      for (const media of Object.values(found.node.content)) {
        if (isObject(media) && media.schema !== undefined)
          roots.push({ file: found.file, pointer: found.pointer, node: media.schema })
        else complete = false
      }
    } else if (found.node.schema !== undefined) {
      roots.push({ file: found.file, pointer: found.pointer, node: found.node.schema })
    } else if (side === 'answer' && bodies.length === 1) complete = false
  }
  const seen = new Set<unknown>()
  const open = roots.map(at => ({ at, depth: 0 }))
  for (let next = open.pop(); next; next = open.pop()) {
    const found = resolve(document, next.at)
    if (isUnresolved(found) || !isObject(found.node)) {
      complete = false
      continue
    }
    const schema = found.node
    if (seen.has(schema)) continue
    if (seen.size > MOST_NODES || next.depth > DEEPEST) {
      complete = false
      continue
    }
    seen.add(schema)
    const inner: unknown[] = [schema.items, schema.additionalProperties]
    for (const group of [schema.allOf, schema.anyOf, schema.oneOf])
      if (Array.isArray(group)) inner.push(...group)
    if (isObject(schema.properties)) {
      for (const [name, property] of Object.entries(schema.properties)) {
        fields.push(named(name, property))
        inner.push(property)
      }
    } else if (
      next.depth <= 1 &&
      !inner.some(isObject) &&
      (schema.type === 'object' || schema.type === undefined)
    ) {
      complete = false
    }
    for (const member of inner) {
      // The place does not matter here, only the file: references are relative to it.
      if (isObject(member))
        open.push({ at: { file: found.file, pointer: found.pointer, node: member }, depth: next.depth + 1 })
    }
  }
  return { fields, complete }
}

function named(name: string, node: unknown): { name: string; phrase: string } {
  const text =
    isObject(node) && typeof (node as Node).description === 'string' ? String((node as Node).description) : ''
  return { name, phrase: (text.slice(0, 100).split(/[，,。：:；;（(\n]/, 1)[0] ?? '').trim() }
}
