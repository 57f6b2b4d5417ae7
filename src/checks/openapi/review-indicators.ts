import { operations } from '../../derive/operations.ts'
import { isUnresolved, type Located, resolve } from '../../derive/refs.ts'
import { defineCheck, type Report } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject, pointerTo } from '../../text/json-tree.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Role of the manifest that names the operation. */
  role: string
  /** The indicators, each with other ways to write it. */
  indicators: { name: string; aliases: string[] }[]
  /** From so many indicators on a list of names is taken for the list of indicators. */
  recognisedFrom: number
}

const messages = {
  missing: ['indicators', 'found'],
  extra: ['indicators'],
  describedOnly: ['missing', 'values'],
  notFound: ['method', 'path'],
} as const
type Speak = Report<typeof messages>

/** Ours: a request body is looked through this far. */
const MOST_NODES = 5000
const MOST_NAMES = 12
const COMBINED = ['allOf', 'anyOf', 'oneOf', 'prefixItems']
const LABELS = ['x-enum-varnames', 'x-enumNames', 'x-enum-names', 'x-enum-descriptions', 'x-enumDescriptions']

/**
 * The operation that takes a review lists the uniform indicators. Fails only where its body has an enumeration that is
 * recognised by the indicators' own names and lacks one; what stands in a description, and further names, are left to a person.
 */
export default defineCheck<Options>()({
  name: 'openapi/review-indicators',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['role', 'indicators', 'recognisedFrom'],
    additionalProperties: false,
    properties: {
      role: { type: 'string' },
      indicators: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['name', 'aliases'],
          additionalProperties: false,
          properties: { name: { type: 'string' }, aliases: { type: 'array', items: { type: 'string' } } },
        },
      },
      recognisedFrom: { type: 'integer', minimum: 2 },
    },
  },
  judge(unit, _context, options, report) {
    const document = unit.data as ApiDocument
    const { roles } = document
    const key = roles && Object.hasOwn(roles, options.role) ? String(roles[options.role]).trim() : ''
    // A role whose operation is not there belongs to the code that asks for roles.
    const operation = key && operations(document).find(one => one.key === key)
    if (!operation) return 0
    const base = { file: operation.file, pointer: pointerTo(operation.pointer, 'requestBody') }
    const schemas = schemasOf(document, { ...base, node: operation.node.requestBody })
    let described: { at: Located; missing: string[]; values: number } | undefined
    for (const at of schemas) {
      const labels = labelsOf(at.node as Record<string, unknown>)
      const known = labels.map(label => indicatorOf(label, options))
      const found = new Set(known.filter(name => name !== undefined))
      if (found.size >= options.recognisedFrom) {
        judgeNames(labels, known, found, at, options, report)
        return 1
      }
      described ??= describedIn(at, labels.length, options)
    }
    const { method, path } = operation
    if (!described) report.doubt('notFound', { method, path }, { ...base, identity: {} })
    else if (described.missing.length > 0 || described.values !== options.indicators.length) {
      const { at, missing, values } = described
      const where = { file: at.file, pointer: at.pointer, identity: {} }
      report.doubt('describedOnly', { missing: missing.join('、') || '-', values }, where)
    }
    return 1
  },
})

function judgeNames(
  labels: readonly string[],
  known: readonly (string | undefined)[],
  found: ReadonlySet<string | undefined>,
  at: Located,
  { indicators }: Options,
  report: Speak,
): void {
  const where = { file: at.file, pointer: at.pointer, identity: {} }
  const missing = indicators.filter(({ name }) => !found.has(name)).map(({ name }) => name)
  if (missing.length > 0)
    report.failure('missing', { indicators: missing.join('、'), found: found.size }, where)
  const extra = labels.filter((_, index) => known[index] === undefined)
  if (extra.length > 0) {
    const names = extra.slice(0, MOST_NAMES).map(label => label.slice(0, 40))
    report.doubt('extra', { indicators: names.join('、') }, where)
  }
}

/** Codes whose meaning stands in the description of the enumeration. */
function describedIn(at: Located, values: number, { indicators, recognisedFrom }: Options) {
  const { description, title } = at.node as Record<string, unknown>
  if (values === 0) return undefined
  const text = matchingName(
    `${typeof title === 'string' ? title : ''}${typeof description === 'string' ? description : ''}`.slice(
      0,
      4000,
    ),
  )
  const missing = indicators
    .filter(({ name, aliases }) => ![name, ...aliases].some(one => text.includes(matchingName(one))))
    .map(({ name }) => name)
  return indicators.length - missing.length >= recognisedFrom ? { at, missing, values } : undefined
}

function indicatorOf(label: string, { indicators }: Options): string | undefined {
  const plain = matchingName(label)
  return indicators.find(({ name, aliases }) => [name, ...aliases].some(one => matchingName(one) === plain))
    ?.name
}

/** The names an enumeration gives its values: the values themselves, generators' lists of names, or titles of constants. */
function labelsOf(node: Record<string, unknown>): string[] {
  const values = Array.isArray(node.enum) ? node.enum : []
  for (const key of LABELS) {
    const labels = Object.hasOwn(node, key) ? node[key] : undefined
    if (Array.isArray(labels) && labels.length === values.length && values.length > 0)
      return labels.map(String)
  }
  if (values.length > 0) return values.filter(value => value !== null).map(String)
  const constants = (Array.isArray(node.oneOf) ? node.oneOf : []).filter(
    (one): one is Record<string, unknown> => isObject(one) && Object.hasOwn(one, 'const'),
  )
  return constants.map(one => String(one.title ?? one.description ?? one.const))
}

/** Every schema below a request body, references followed, each once. Iterative and bounded. */
function schemasOf(document: ApiDocument, body: Located): Located[] {
  const start = resolve(document, body)
  if (isUnresolved(start) || !isObject(start.node) || !isObject(start.node.content)) return []
  const open: Located[] = []
  const contentAt = pointerTo(start.pointer, 'content')
  for (const [type, media] of Object.entries(start.node.content)) {
    if (!isObject(media)) continue
    open.push({
      file: start.file,
      pointer: pointerTo(pointerTo(contentAt, type), 'schema'),
      node: media.schema,
    })
  }
  const found: Located[] = []
  const seen = new Set<string>()
  for (let next = open.shift(); next && found.length < MOST_NODES; next = open.shift()) {
    const at = resolve(document, next)
    if (isUnresolved(at) || !isObject(at.node) || seen.has(`${at.file}#${at.pointer}`)) continue
    seen.add(`${at.file}#${at.pointer}`)
    found.push(at)
    for (const [key, node] of childrenOf(at.node)) {
      const pointer = key.reduce<string>((base, part) => pointerTo(base, part), at.pointer)
      open.push({ file: at.file, pointer, node })
    }
  }
  return found
}

function childrenOf(node: Record<string, unknown>): [key: (string | number)[], node: unknown][] {
  const { properties, items } = node
  return [
    ...(isObject(properties)
      ? Object.entries(properties).map(([key, child]): [string[], unknown] => [['properties', key], child])
      : []),
    ...(isObject(items) ? [[['items'], items] as [string[], unknown]] : []),
    ...COMBINED.flatMap(key => {
      const group = Object.hasOwn(node, key) ? node[key] : undefined
      return Array.isArray(group)
        ? group.map((child, index): [(string | number)[], unknown] => [[key, index], child])
        : []
    }),
  ]
}
