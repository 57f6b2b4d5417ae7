import type { ApiDocument } from '../model/evidence.ts'
import { isObject, pointerTo } from '../text/json-tree.ts'
import { safePattern } from '../text/safe-pattern.ts'
import type { ApiExample } from './api-contents.ts'
import { isUnresolved, type Located, resolve } from './refs.ts'

type Node = Record<string, unknown>

/** Where a value does not satisfy its schema: the keyword, what it asks for, what was found. */
export interface Misfit {
  /** JSON pointer inside the value. */
  at: string
  keyword: string
  expected: string
  found: string
}

const MOST_STEPS = 20_000
const DEEPEST = 60
/** Patterns are tried on short texts only. */
const LONGEST_TEXT = 500
const FORMATS: Record<string, RegExp> = {
  date: /^\d{4}-\d{2}-\d{2}$/,
  'date-time': /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d{1,12})?([Zz]|[+-]\d{2}:\d{2})$/,
  uuid: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i,
}

/**
 * The first place where an example does not satisfy the schema beside it; `unread` where the schema is too large to tell.
 * An interpreter rather than compiled schemas: it takes schemas that are themselves wrong (a keyword of the wrong type is
 * passed over, it is the official schema's fault), follows references across files, costs only as much as the example is large,
 * and runs no pattern that could hang. Judged as OpenAPI means it: `nullable` of 3.0, properties only for reading or writing
 * are not required, values hidden by redaction satisfy everything.
 */
export function misfitOf(document: ApiDocument, example: ApiExample): Misfit | 'unread' | undefined {
  if (!example.schema) return undefined
  const judge = new Judge(document)
  const found = judge.fault(withJsonText(document, example), example.schema, 0)
  return judge.exhausted ? 'unread' : found
}

/** Generators write whole JSON values as text. */
function withJsonText(document: ApiDocument, { value, schema }: ApiExample): unknown {
  if (typeof value !== 'string' || !schema || !/^\s*[[{]/.test(value)) return value
  const found = resolve(document, schema)
  if (isUnresolved(found) || !isObject(found.node) || found.node.type === 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

class Judge {
  readonly #document: ApiDocument
  readonly #old: boolean
  #steps = 0

  constructor(document: ApiDocument) {
    this.#document = document
    this.#old = document.version.startsWith('3.0')
  }

  get exhausted(): boolean {
    return this.#steps > MOST_STEPS
  }

  /** Depth is bounded, so recursion is safe. The place in the example is put together on the way out: most fit. */
  fault(value: unknown, at: Located, depth: number): Misfit | undefined {
    if (++this.#steps > MOST_STEPS || depth > DEEPEST) return undefined
    const found = resolve(this.#document, at)
    if (isUnresolved(found) || !isObject(found.node)) return undefined
    const schema = { file: found.file, pointer: found.pointer, node: found.node }
    const { node } = schema
    if (isHidden(value)) return undefined
    if (value === null && this.#old && node.nullable === true) return undefined
    return (
      wrongType(value, node, this.#old) ??
      wrongValue(value, node) ??
      this.#members(value, schema, depth) ??
      this.#combined(value, schema, depth)
    )
  }

  #members(value: unknown, schema: Located<Node>, depth: number): Misfit | undefined {
    const { node } = schema
    if (Array.isArray(value)) {
      if (!isObject(node.items)) return undefined
      const items = below(schema, 'items')
      for (const [index, member] of value.entries()) {
        const fault = this.fault(member, items, depth + 1)
        if (fault || this.exhausted) return under(index, fault)
      }
      return undefined
    }
    if (!isObject(value)) return undefined
    const properties = isObject(node.properties) ? node.properties : {}
    const base = { ...schema, pointer: `${schema.pointer}/properties`, node: properties }
    if (Array.isArray(node.required)) {
      const missing = node.required.find(
        name => typeof name === 'string' && !Object.hasOwn(value, name) && !this.#oneWay(base, name),
      )
      if (missing !== undefined) return misfit('required', String(missing), 'nothing')
    }
    for (const [name, member] of Object.entries(value)) {
      if (Object.hasOwn(properties, name)) {
        const fault = this.fault(member, below(base, name), depth + 1)
        if (fault || this.exhausted) return under(name, fault)
      } else if (isObject(node.additionalProperties)) {
        const other = below(schema, 'additionalProperties')
        const fault = this.fault(member, other, depth + 1)
        if (fault || this.exhausted) return under(name, fault)
      } else if (node.additionalProperties === false && !isObject(node.patternProperties)) {
        const listed = Object.keys(properties).slice(0, 8).join(' ')
        return under(name, misfit('additionalProperties', listed, name))
      }
    }
    return undefined
  }

  /** Properties only for answers or only for requests; the example may be of the other. */
  #oneWay(base: Located<Node>, name: string): boolean {
    if (!Object.hasOwn(base.node, name)) return false
    const found = resolve(this.#document, below(base, name))
    if (isUnresolved(found) || !isObject(found.node)) return true
    return found.node.readOnly === true || found.node.writeOnly === true
  }

  #combined(value: unknown, schema: Located<Node>, depth: number): Misfit | undefined {
    const { node } = schema
    for (const member of membersOf(schema, 'allOf')) {
      const fault = this.fault(value, member, depth + 1)
      if (fault || this.exhausted) return fault
    }
    for (const keyword of ['anyOf', 'oneOf']) {
      const members = membersOf(schema, keyword)
      if (members.length === 0) continue
      // More than one fitting member of a oneOf is a weakness of the schema, not of the example.
      if (members.some(member => !this.fault(value, member, depth + 1)) || this.exhausted) continue
      return misfit(keyword, `${members.length}`, shown(value))
    }
    return node.const !== undefined && !same(node.const, value)
      ? misfit('const', shown(node.const), shown(value))
      : undefined
  }
}

function wrongType(value: unknown, node: Node, old: boolean): Misfit | undefined {
  const { type: stated } = node
  if (stated === undefined || (typeof stated === 'string' && isOfType(value, stated, old))) return undefined
  const types = (Array.isArray(stated) ? stated : [stated]).filter(type => typeof type === 'string')
  if (types.length === 0 || types.some(type => isOfType(value, type as string, old))) return undefined
  return misfit('type', types.join(' | '), kindOf(value))
}

function isOfType(value: unknown, type: string, old: boolean): boolean {
  switch (type) {
    case 'object':
      return isObject(value)
    case 'array':
      return Array.isArray(value)
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return typeof value === 'number'
    case 'string':
    case 'boolean':
      return typeof value === type
    case 'null':
      return value === null
    default:
      // Not a type of this version: the official schema's fault (`file` of Swagger 2.0 among them).
      return !old || type !== 'null'
  }
}

function wrongValue(value: unknown, node: Node): Misfit | undefined {
  if (Array.isArray(node.enum) && node.enum.length > 0 && !node.enum.some(one => same(one, value))) {
    return misfit('enum', node.enum.slice(0, 8).map(shown).join(' '), shown(value))
  }
  if (typeof value === 'number') {
    return tooSmall(node, 'minimum', value) ?? tooLarge(node, 'maximum', value)
  }
  if (Array.isArray(value)) {
    return tooSmall(node, 'minItems', value.length) ?? tooLarge(node, 'maxItems', value.length)
  }
  if (typeof value !== 'string') return undefined
  const bounded = node.minLength !== undefined || node.maxLength !== undefined
  const length = !bounded || value.length > LONGEST_TEXT ? value.length : [...value].length
  const size = tooSmall(node, 'minLength', length) ?? tooLarge(node, 'maxLength', length)
  if (size || value.length > LONGEST_TEXT) return size
  const { pattern, format } = node
  if (typeof pattern === 'string' && safePattern(pattern)?.test(value) === false) {
    return misfit('pattern', pattern.slice(0, 120), shown(value))
  }
  const known = typeof format === 'string' && Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined
  return known && !known.test(value) ? misfit('format', String(format), shown(value)) : undefined
}

function tooSmall(node: Node, keyword: string, found: number): Misfit | undefined {
  const bound = node[keyword]
  return typeof bound === 'number' && found < bound
    ? misfit(keyword, String(bound), String(found))
    : undefined
}

function tooLarge(node: Node, keyword: string, found: number): Misfit | undefined {
  const bound = node[keyword]
  return typeof bound === 'number' && found > bound
    ? misfit(keyword, String(bound), String(found))
    : undefined
}

function membersOf(schema: Located<Node>, keyword: string): Located[] {
  const members = schema.node[keyword]
  if (!Array.isArray(members)) return []
  return [...members.keys()].map(index => ({
    file: schema.file,
    pointer: `${schema.pointer}/${keyword}/${index}`,
    node: members[index],
  }))
}

function below(at: Located<Node>, key: string): Located {
  return { file: at.file, pointer: pointerTo(at.pointer, key), node: at.node[key] }
}

function misfit(keyword: string, expected: string, found: string): Misfit {
  return { at: '', keyword, expected: expected === '' ? '-' : expected, found: found === '' ? '""' : found }
}

/** What is wrong with a member, seen from the value that holds it. */
function under(key: string | number, fault: Misfit | undefined): Misfit | undefined {
  return fault && { ...fault, at: pointerTo('', key) + fault.at }
}

/** Personal data and secrets were replaced before judging; their form is gone. */
function isHidden(value: unknown): boolean {
  return typeof value === 'string' && value.includes('⟦')
}

function same(a: unknown, b: unknown): boolean {
  return (
    a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b))
  )
}

function kindOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}

function shown(value: unknown): string {
  return (typeof value === 'object' ? kindOf(value) : String(value)).slice(0, 60)
}
