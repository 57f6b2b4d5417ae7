import { type BodyShape, bodyShape, jsonSchemas } from '../../derive/body-shape.ts'
import { type Answer, operations } from '../../derive/operations.ts'
import type { Located } from '../../derive/refs.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import type { Envelope } from '../../model/manifest.ts'

interface Options {
  /** Fields of the manifest's envelope that every error body must have. */
  envelopeFields: ('code' | 'message' | 'trace')[]
}

/** One structure that error bodies have, with the first place it is used at. */
interface Structure {
  fields: ReadonlySet<string>
  names: string
  open: boolean
  uses: number
  operation: string
  status: string
  at: Located
}

/**
 * The error bodies of one document are built on one structure: fields may be added or left out, but most of what a body has
 * is shared. Where the manifest states an envelope, every such body has the fields it names.
 */
export default defineCheck<Options>()({
  name: 'openapi/error-envelope',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    otherStructure: ['operation', 'status', 'fields', 'common', 'uses'],
    notAnObject: ['operation', 'status', 'common', 'uses'],
    envelopeFieldMissing: ['operation', 'status', 'field', 'fields', 'uses'],
  },
  options: {
    type: 'object',
    required: ['envelopeFields'],
    additionalProperties: false,
    properties: {
      envelopeFields: {
        type: 'array',
        uniqueItems: true,
        items: { enum: ['code', 'message', 'trace'] },
      },
    },
  },
  judge(unit, _context, { envelopeFields }, report) {
    const document = unit.data as ApiDocument
    const wanted = topFields(document.envelope, envelopeFields)
    const structures = structuresOf(document, wanted.includes(topField(document.envelope?.code)))
    const [common] = [...structures].sort((a, b) => b.uses - a.uses)
    if (!common) return 0
    for (const structure of structures) {
      const { operation, status, fields, names, uses, at, open } = structure
      const where = { file: at.file, pointer: at.pointer, identity: { fields: names } }
      const lacking = wanted.filter(field => !fields.has(field))
      if (wanted.length > 0) {
        if (lacking.length === 0 || open) continue
        const data = { operation, status, field: lacking.join('、'), fields: names, uses }
        report.failure('envelopeFieldMissing', data, where)
      } else if (structure !== common && !agree(fields, common.fields)) {
        const data = { operation, status, common: common.names, uses }
        if (fields.size > 0) report.failure('otherStructure', { ...data, fields: names }, where)
        else report.failure('notAnObject', data, where)
      }
    }
    return structures.reduce((sum, { uses }) => sum + uses, 0)
  },
})

/** The smaller one has at least half of its fields in common with the other: variants of one structure (share ours). */
function agree(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return a.size === b.size
  return a.intersection(b).size * 2 >= Math.min(a.size, b.size)
}

/** Structures of the error bodies of a document; with `wrapped` also of what HTTP calls a success but the body may not. */
function structuresOf(document: ApiDocument, wrapped: boolean): Structure[] {
  const found = new Map<string, Structure>()
  for (const operation of operations(document)) {
    for (const answer of operation.answers.values()) {
      if (!answer.response || !carriesError(answer, operation.answers, wrapped)) continue
      for (const schema of jsonSchemas(answer.response)) {
        const shape = bodyShape(document, schema)
        if (!shape) continue
        const names = namesOf(shape)
        const known = found.get(names)
        if (known) known.uses++
        else {
          const fields = shape.kind === 'object' ? new Set(shape.fields.keys()) : new Set<string>()
          const open = shape.kind === 'object' && shape.open
          const { status } = answer
          found.set(names, { fields, names, open, uses: 1, operation: operation.key, status, at: schema })
        }
      }
    }
  }
  return [...found.values()]
}

const knownNames = new WeakMap<BodyShape, string>()

/** Field names in order, joined once a shape; empty for what is no object. */
function namesOf(shape: BodyShape): string {
  let names = knownNames.get(shape)
  if (names === undefined) {
    names = shape.kind === 'object' ? [...shape.fields.keys()].sort().join('、').slice(0, 300) : ''
    knownNames.set(shape, names)
  }
  return names
}

/** A `default` beside a success is what is left: the errors. */
function carriesError({ status }: Answer, answers: ReadonlyMap<string, Answer>, wrapped: boolean): boolean {
  if (/^[45]/.test(status)) return true
  if (status === 'default') return wrapped || [...answers.keys()].some(other => /^2/.test(other))
  return wrapped && /^2/.test(status)
}

function topFields(envelope: Envelope | undefined, fields: Options['envelopeFields']): string[] {
  return fields.map(field => topField(envelope?.[field])).filter(name => name !== '')
}

/** First field of a JSON path like `$.code`; empty for anything else. */
function topField(path: unknown): string {
  return typeof path === 'string' ? (/^\$\.([\w-]+)/.exec(path.slice(0, 200))?.[1] ?? '') : ''
}
