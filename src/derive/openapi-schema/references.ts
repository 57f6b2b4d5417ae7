import { isObject, nodeAt } from '../../text/json-tree.ts'
import type { Dialect, JsonSchema } from './dialects.ts'

/** A subschema with the resource its own references are relative to, and the name of the object it describes. */
export interface Place {
  schema: JsonSchema
  base: object
  /** Name in the official schema, as the specification writes it: `PathItem`; empty where it has none. */
  name: string
}

const known = new WeakMap<object, Map<string, Place>>()

/** What `$ref` or `$dynamicRef` of an official schema means. Throws when the schema itself is broken. */
export function target(dialect: Dialect, base: object, ref: string): Place {
  const places = known.get(base) ?? new Map<string, Place>()
  known.set(base, places)
  const key = `${dialect.id} ${ref}`
  const place = places.get(key) ?? find(dialect, base, ref)
  places.set(key, place)
  return place
}

/** An inline subschema: it speaks of the same object as its parent. */
export function inner(schema: unknown, base: object, name: string): Place {
  return { schema: schema as JsonSchema, base, name }
}

function find(dialect: Dialect, base: object, ref: string): Place {
  if (ref === '#meta') return { schema: dialect.meta, base: dialect.root, name: 'Schema' }
  const hash = ref.indexOf('#')
  const uri = hash < 0 ? ref : ref.slice(0, hash)
  const pointer = hash < 0 ? '' : ref.slice(hash + 1)
  const resource = uri === '' ? base : resourceFor(dialect, base, uri)
  const found = resource && nodeAt(resource, pointer)
  if (!resource || !found || (!isObject(found.node) && typeof found.node !== 'boolean')) {
    throw new Error(`official schema refers to ${ref}, which is not there`)
  }
  return { schema: found.node, base: resource, name: nameOf(pointer) }
}

function resourceFor(dialect: Dialect, base: object, uri: string): object | undefined {
  const id = (base as { $id?: string }).$id ?? ''
  return dialect.resources.get(uri) ?? dialect.resources.get(id.replace(/[^/]*$/, '') + uri)
}

/** `#/$defs/path-item` → `PathItem`; inner and helper definitions have no name of their own. */
function nameOf(pointer: string): string {
  const word = /^\/(?:\$defs|definitions)\/([^/]+)$/.exec(pointer)?.[1]
  if (!word || NAMELESS.test(word)) return ''
  const known = NAMES.find(([pattern]) => pattern.test(word))
  return known?.[1] ?? word.replace(/(?:^|-)[a-z]/g, letter => letter.replace('-', '').toUpperCase())
}
/** Definitions that describe no object of the specification. */
const NAMELESS = new RegExp(
  [
    // 3.1
    '-or-reference$|^(?:specification-extensions|examples|map-of-strings|explode-for-form|oas-base|token|parameters)$',
    // 3.0
    'XOR|^ParameterLocation$',
    // 2.0
    'List$|^responseValue$|^vendorExtension$|^mimeType$|^collectionFormat|^headers$|^title$|^description$|^default$',
    '^(?:exclusive)?(?:max|min)\\w+$|^multipleOf$|^pattern$|^enum$|^uniqueItems$',
    // JSON Schema
    '^schemaArray$|^stringArray$|^simpleTypes$|^(?:positive|nonNegative)Integer|^(?:anchor|uri\\w*)String$',
  ].join('|'),
  'i',
)
/** Names that the schema of Swagger 2.0 writes otherwise than its specification. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^jsonReference$/, 'Reference'],
  [/Parameter(?:SubSchema)?$|^parameter$/, 'Parameter'],
  [/^(?:basicAuthentication|apiKey|oauth2\w+)Security$/, 'SecurityScheme'],
  [/^fileSchema$/, 'Schema'],
  [/^primitivesItems$/, 'Items'],
  [/^xml$/, 'XML'],
]
