import { isObject } from '../../text/json-tree.ts'
import type { JsonSchema } from './dialects.ts'
import type { FaultBody, Path } from './fault.ts'
import { FORMATS } from './formats.ts'

export type Keywords = { readonly [keyword: string]: unknown }

/** Could this value be meant for this branch? By type, and by fields that name the kind (`type`, `in`). */
export function fits(schema: JsonSchema, value: unknown): boolean {
  if (typeof schema === 'boolean') return schema
  const types = typesOf(schema)
  if (types && !types.some(type => isType(type, value))) return false
  const allowed = allowedBy(schema)
  if (allowed && !allowed.some(one => one === value)) return false
  if (!isObject(value)) return true
  return DECIDING.every(field => {
    const inside = fieldSchema(schema, field)
    if (!inside || !Object.hasOwn(value, field)) return true
    const some = allowedBy(inside)
    if (some) return some.includes(value[field])
    const word = value[field]
    if (typeof word !== 'string') return true
    if (isObject(inside.not)) return wrongForm(inside.not, word) !== undefined
    return wrongForm(inside, word) === undefined
  })
}
/** Fields that say which of several kinds an object is: parameters by `in`, security schemes by the others. */
const DECIDING = ['type', 'in', 'scheme']

/** What to say when no branch can be meant: the values, the deciding field, or the type that would have been. */
export function noneFits(
  branches: readonly { schema: JsonSchema }[],
  value: unknown,
  path: Path | undefined,
): [Path | undefined, FaultBody] {
  const schemas = branches.map(place => place.schema).filter(isObject)
  const own = schemas.flatMap(schema => allowedBy(schema) ?? [])
  if (own.some(one => typeof one === typeof value)) return [path, notAllowed(value, own)]
  for (const [field, inside] of isObject(value) ? Object.entries(value) : []) {
    const allowed = schemas.map(schema => fieldAllows(schema, field))
    if (!allowed.every(some => some !== undefined)) continue
    return [{ parent: path, key: field, value: inside }, notAllowed(inside, allowed.flat())]
  }
  const types = [
    ...new Set(schemas.flatMap(schema => typesOf(schema) ?? allowedBy(schema)?.map(typeName) ?? [])),
  ]
  return types.length > 0 && !types.some(type => isType(type, value))
    ? [path, { kind: 'wrongType', expected: types.join('|'), found: typeName(value) }]
    : [path, { kind: 'wrongForm', value: brief(value), form: 'oneOf' }]
}

function notAllowed(value: unknown, allowed: readonly unknown[]): FaultBody {
  return { kind: 'notAllowed', value: brief(value), allowed: [...new Set(allowed.map(brief))].join('|') }
}

function fieldAllows(schema: Keywords, field: string): readonly unknown[] | undefined {
  const inside = fieldSchema(schema, field)
  return inside && allowedBy(inside)
}

function fieldSchema({ properties }: Keywords, field: string): Keywords | undefined {
  const inside = isObject(properties) && Object.hasOwn(properties, field) ? properties[field] : undefined
  return isObject(inside) ? inside : undefined
}

export function allowedBy(schema: Keywords): readonly unknown[] | undefined {
  if (Array.isArray(schema.enum)) return schema.enum
  return Object.hasOwn(schema, 'const') ? [schema.const] : undefined
}

export function typesOf(schema: Keywords): string[] | undefined {
  const { type } = schema
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? (type as string[]) : undefined
}

export function isType(type: string, value: unknown): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value)
  if (type === 'number') return typeof value === 'number' && Number.isFinite(value)
  return typeName(value) === type
}

export function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

export function wrongForm(schema: Keywords, text: string): string | undefined {
  if (typeof schema.pattern === 'string' && !regex(schema.pattern).test(text)) return schema.pattern
  const format = typeof schema.format === 'string' ? schema.format : undefined
  return format !== undefined && FORMATS[format]?.(text) === false ? format : undefined
}

export function wrongSize(schema: Keywords, value: unknown): { limit: string; found: string } | undefined {
  const below = (keyword: string, found: number) => {
    const limit = schema[keyword]
    return typeof limit === 'number' && found < limit
      ? { limit: `${keyword} ${limit}`, found: `${found}` }
      : undefined
  }
  if (typeof value === 'number') {
    if (schema.exclusiveMinimum === true && value === schema.minimum) {
      return { limit: `> ${value}`, found: `${value}` }
    }
    if (typeof schema.exclusiveMinimum === 'number' && value <= schema.exclusiveMinimum) {
      return { limit: `> ${schema.exclusiveMinimum}`, found: `${value}` }
    }
    return below('minimum', value)
  }
  if (Array.isArray(value)) return below('minItems', value.length)
  if (!isObject(value)) return undefined
  const count = Object.keys(value).length
  const most = schema.maxProperties
  if (typeof most === 'number' && count > most) return { limit: `maxProperties ${most}`, found: `${count}` }
  return below('minProperties', count)
}

/** Of the entries that `contains` means there are too few or too many. */
export function wrongCount(schema: Keywords, found: number): { limit: string; found: string } | undefined {
  const { minContains = 1, maxContains } = schema
  if (typeof minContains === 'number' && found < minContains)
    return { limit: `minContains ${minContains}`, found: `${found}` }
  if (typeof maxContains === 'number' && found > maxContains)
    return { limit: `maxContains ${maxContains}`, found: `${found}` }
  return undefined
}

const regexes = new Map<string, RegExp>()
/** Patterns of the official schemas only, never of a document. */
function regex(pattern: string): RegExp {
  const made = regexes.get(pattern) ?? new RegExp(pattern, 'u')
  regexes.set(pattern, made)
  return made
}

const patternLists = new WeakMap<object, (readonly [RegExp, unknown])[]>()
export function patternsOf(patternProperties: Keywords): (readonly [RegExp, unknown])[] {
  let made = patternLists.get(patternProperties)
  if (!made) {
    made = Object.entries(patternProperties).map(([pattern, schema]) => [regex(pattern), schema] as const)
    patternLists.set(patternProperties, made)
  }
  return made
}

export function strings(value: unknown): string[] {
  return Array.isArray(value) ? (value as string[]) : []
}

export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

export function brief(value: unknown): string {
  const text = value !== null && typeof value === 'object' ? typeName(value) : String(value)
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
