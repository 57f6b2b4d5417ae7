import type { ApiDocument } from '../model/evidence.ts'
import { isObject, pointerTo } from '../text/json-tree.ts'
import { isJsonMediaType } from './media-types.ts'
import { type Operation, operations } from './operations.ts'
import { isUnresolved, type Located, refOf, resolve } from './refs.ts'

type Node = Record<string, unknown>

/** One scalar field that an operation takes or answers: a parameter, a property, or the items of an array of that name. */
export interface ApiField {
  readonly name: string
  readonly in: 'path' | 'query' | 'header' | 'cookie' | 'body'
  /** Where its schema stands, references followed: the place to mend. */
  readonly file: string
  readonly pointer: string
  /** Where the parameter or property itself is declared. */
  readonly declared: Located<Node>
  /** The schema and the members of its `allOf`, `anyOf` and `oneOf`, references followed, at most 16. */
  readonly parts: readonly Node[]
  /** Descriptions of the field and its schema, one a line. */
  readonly description: string
  /** Names of the fields beside it, itself included. */
  readonly beside: readonly string[]
}

/** One example or default value with the schema it stands beside, not yet resolved; undefined where there is none. */
export interface ApiExample {
  readonly value: unknown
  readonly file: string
  readonly pointer: string
  readonly schema: Located | undefined
  /** Name of the nearest parameter or property around it. */
  readonly name: string
}

export interface ApiContents {
  readonly fields: readonly ApiField[]
  readonly examples: readonly ApiExample[]
  /** False where a document holds more schemas than are read. */
  readonly whole: boolean
}

interface Spot {
  name: string
  in: ApiField['in']
  at: Located
  declared: Located<Node>
  texts: string[]
  beside: readonly string[]
  depth: number
}

const MOST_SCHEMAS = 400_000
const DEEPEST = 200
const MOST_PARTS = 16
const GROUPS = ['allOf', 'anyOf', 'oneOf'] as const

const known = new WeakMap<ApiDocument, ApiContents>()

/**
 * Fields and examples of all operations of a document, in document order, memoised per document. A shared schema is walked once
 * however many operations refer to it; cycles end there; what cannot be resolved is left to the rule on references.
 */
export function apiContents(document: ApiDocument): ApiContents {
  let contents = known.get(document)
  if (!contents) {
    contents = new Walk(document).run()
    known.set(document, contents)
  }
  return contents
}

class Walk {
  readonly #document: ApiDocument
  readonly #fields: ApiField[] = []
  readonly #examples: ApiExample[] = []
  readonly #walked = new Set<object>()
  readonly #named = new Map<object, Set<string>>()
  readonly #holders = new Set<object>()
  #open: Spot[] = []

  constructor(document: ApiDocument) {
    this.#document = document
  }

  run(): ApiContents {
    for (const operation of operations(this.#document)) {
      this.#enter(operation)
      this.#drain()
      if (this.#walked.size > MOST_SCHEMAS) break
    }
    return {
      fields: this.#fields,
      examples: this.#examples,
      whole: this.#walked.size <= MOST_SCHEMAS,
    }
  }

  #enter(operation: Operation): void {
    for (const parameter of operation.parameters) this.#parameter(parameter)
    const { requestBody } = operation.node
    if (isObject(requestBody)) {
      const pointer = pointerTo(operation.pointer, 'requestBody')
      this.#body(this.#resolved({ file: operation.file, pointer, node: requestBody }))
    }
    for (const { response } of operation.answers.values()) this.#body(response)
  }

  #parameter(at: Located<Node>): void {
    if (!this.#first(at.node)) return
    const { node } = at
    const place = node.in
    if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie') return
    const name = typeof node.name === 'string' ? node.name : ''
    const schema = isObject(node.schema) ? child(at, 'schema') : undefined
    this.#examplesOf(at, schema, name)
    const texts = textsOf(node)
    if (schema) {
      this.#open.push({ name, in: place, at: schema, declared: at, texts, beside: [name], depth: 0 })
    } else this.#body(at, name)
  }

  /** `content` of a request, an answer or a parameter. */
  #body(holder: Located<Node> | undefined, name = ''): void {
    if (!holder || !this.#holdersFirst(holder.node) || !isObject(holder.node.content)) return
    const base = child(holder, 'content')
    for (const type of Object.keys(holder.node.content)) {
      const media = this.#resolved(child(base as Located<Node>, type))
      if (!media) continue
      const schema = isObject(media.node.schema) ? child(media, 'schema') : undefined
      if (isJsonMediaType(type)) this.#examplesOf(media, schema, name)
      if (schema) {
        this.#open.push({ name, in: 'body', at: schema, declared: media, texts: [], beside: [], depth: 0 })
      }
    }
  }

  #drain(): void {
    this.#open.reverse()
    for (let spot = this.#open.pop(); spot; spot = this.#open.pop()) {
      if (this.#walked.size > MOST_SCHEMAS) break
      const from = this.#open.length
      this.#schema(spot)
      // Pushed in document order, taken off backwards.
      const added = this.#open.splice(from).reverse()
      this.#open.push(...added)
    }
    this.#open = []
  }

  #schema(spot: Spot): void {
    const found = this.#resolved(spot.at)
    if (!found || spot.depth > DEEPEST) return
    const { node } = found
    if (spot.name !== '' && !isGroup(node)) this.#field(spot, found)
    const fresh = !this.#walked.has(node)
    this.#walked.add(node)
    if (fresh) this.#schemaExamples(found, spot.name)
    const depth = spot.depth + 1
    if (isObject(node.items)) {
      const texts = [...spot.texts, ...textsOf(node)].slice(0, 4)
      // A list of one shared schema is a field under each name that uses it.
      this.#open.push({ ...spot, at: child(found, 'items'), texts, depth })
    }
    if (!fresh) return
    if (isObject(node.properties)) {
      const base = child(found, 'properties') as Located<Node>
      const beside = Object.keys(base.node)
      for (const name of beside) {
        const at = child(base, name)
        if (!isObject(at.node)) continue
        const declared = at as Located<Node>
        const texts = refOf(at.node) === undefined ? [] : textsOf(declared.node)
        this.#open.push({ name, in: 'body', at, declared, texts, beside, depth })
      }
    }
    for (const group of GROUPS) {
      const members = node[group]
      if (!Array.isArray(members)) continue
      const base = child(found, group)
      for (const index of members.keys()) {
        const at = child(base as Located<Node>, index)
        this.#open.push({ ...spot, name: '', at, texts: [], depth })
      }
    }
    if (isObject(node.additionalProperties)) {
      this.#open.push({ ...spot, name: '', at: child(found, 'additionalProperties'), texts: [], depth })
    }
  }

  #field(spot: Spot, found: Located<Node>): void {
    const names = this.#named.get(found.node)
    if (names?.has(spot.name)) return
    if (names) names.add(spot.name)
    else this.#named.set(found.node, new Set([spot.name]))
    const parts = this.#parts(found)
    if (parts.some(isGroup)) return
    this.#fields.push({
      name: spot.name,
      in: spot.in,
      file: found.file,
      pointer: found.pointer,
      declared: spot.declared,
      parts,
      description: [...spot.texts, ...parts.flatMap(textsOf)].join('\n').slice(0, 4000),
      beside: spot.beside,
    })
  }

  #parts(found: Located<Node>): Node[] {
    const parts: Node[] = []
    const open = [found]
    for (let next = open.pop(); next && parts.length < MOST_PARTS; next = open.pop()) {
      if (parts.includes(next.node)) continue
      parts.push(next.node)
      for (const group of GROUPS) {
        const members = next.node[group]
        if (!Array.isArray(members)) continue
        const base = child(next, group) as Located<Node>
        for (const index of [...members.keys()].slice(0, MOST_PARTS)) {
          const member = this.#resolved(child(base, index))
          if (member) open.push(member)
        }
      }
    }
    return parts
  }

  #schemaExamples(at: Located<Node>, name: string): void {
    for (const key of ['example', 'default']) {
      if (Object.hasOwn(at.node, key)) this.#example(child(at, key), at, name)
    }
    if (!Array.isArray(at.node.examples)) return
    const base = child(at, 'examples') as Located<Node>
    for (const index of at.node.examples.keys()) this.#example(child(base, index), at, name)
  }

  /** `example` and `examples` of a parameter or a media type. */
  #examplesOf(at: Located<Node>, schema: Located | undefined, name: string): void {
    if (Object.hasOwn(at.node, 'example')) this.#example(child(at, 'example'), schema, name)
    if (!isObject(at.node.examples)) return
    const base = child(at, 'examples') as Located<Node>
    for (const key of Object.keys(at.node.examples)) {
      const named = this.#resolved(child(base, key))
      if (named && Object.hasOwn(named.node, 'value')) this.#example(child(named, 'value'), schema, name)
    }
  }

  #example(at: Located, schema: Located | undefined, name: string): void {
    this.#examples.push({ value: at.node, file: at.file, pointer: at.pointer, schema, name })
  }

  #resolved(at: Located): Located<Node> | undefined {
    const found = resolve(this.#document, at)
    if (isUnresolved(found) || !isObject(found.node)) return undefined
    return { file: found.file, pointer: found.pointer, node: found.node }
  }

  #first(node: object): boolean {
    if (this.#walked.has(node)) return false
    this.#walked.add(node)
    return true
  }

  #holdersFirst(node: object): boolean {
    if (this.#holders.has(node)) return false
    this.#holders.add(node)
    return true
  }
}

function child(at: Located<Node>, key: string | number): Located {
  const node = Object.hasOwn(at.node, key) ? at.node[key] : undefined
  return { file: at.file, pointer: pointerTo(at.pointer, key), node }
}

/** Objects and lists hold fields; they are none. */
function isGroup(node: Node): boolean {
  const { type } = node
  const types = Array.isArray(type) ? type : [type]
  return (
    types.includes('object') || types.includes('array') || isObject(node.properties) || isObject(node.items)
  )
}

function textsOf(node: Node): string[] {
  return [node.title, node.description].filter(text => typeof text === 'string' && text !== '') as string[]
}

/** JSON types a field may take, without `null`; empty when it does not say. */
export function typesOf(field: ApiField): ReadonlySet<string> {
  const types = new Set<string>()
  for (const { type } of field.parts) {
    for (const one of Array.isArray(type) ? type : [type]) {
      if (typeof one === 'string' && one !== 'null') types.add(one)
    }
  }
  return types
}

/** The first value any part of the field's schema states for a keyword. */
export function stated(field: ApiField, keyword: string): unknown {
  return field.parts.find(part => Object.hasOwn(part, keyword))?.[keyword]
}
