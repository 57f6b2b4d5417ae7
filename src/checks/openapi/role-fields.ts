import { nameKey } from '../../derive/field-kind.ts'
import { namesIn } from '../../derive/field-names.ts'
import { operations } from '../../derive/operations.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

interface Need {
  /** What the field is for, in both languages' reports as it stands. */
  field: string
  in: 'request' | 'answer'
  /** Names that will do, as in `FieldKind.names`. */
  names: string[]
  /** Ends of a description's first phrase that will do. */
  described: string[]
}

interface Options {
  roles: Record<string, Need[]>
}

const TEXTS = { type: 'array', items: { type: 'string', minLength: 1 } }

/** The operation that plays a role of the manifest takes and answers the fields that the role cannot do without. */
export default defineCheck<Options>()({
  name: 'openapi/role-fields',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    requestLacks: ['role', 'operation', 'field', 'names'],
    answerLacks: ['role', 'operation', 'field', 'names'],
    requestUnknown: ['role', 'operation'],
    answerUnknown: ['role', 'operation'],
  },
  options: {
    type: 'object',
    required: ['roles'],
    additionalProperties: false,
    properties: {
      roles: {
        type: 'object',
        additionalProperties: {
          type: 'array',
          minItems: 1,
          items: {
            type: 'object',
            required: ['field', 'in', 'names', 'described'],
            additionalProperties: false,
            properties: {
              field: { type: 'string' },
              in: { enum: ['request', 'answer'] },
              names: TEXTS,
              described: TEXTS,
            },
          },
        },
      },
    },
  },
  judge(unit, _context, options, report) {
    const document = unit.data as ApiDocument
    let examined = 0
    for (const [role, key] of Object.entries(document.roles ?? {})) {
      const needs = Object.hasOwn(options.roles, role) ? options.roles[role] : undefined
      // A role that points nowhere is U1-33's.
      const operation = needs && operations(document).find(one => one.key === key)
      if (!needs || !operation) continue
      examined++
      const where = { file: operation.file, pointer: operation.pointer }
      for (const side of ['request', 'answer'] as const) {
        const wanted = needs.filter(need => need.in === side)
        if (wanted.length === 0) continue
        const shown = namesIn(operation, side)
        const lost = wanted.filter(
          need =>
            !shown.fields.some(
              ({ name, phrase }) =>
                need.names.includes(nameKey(name)) || need.described.some(end => phrase.endsWith(end)),
            ),
        )
        if (lost.length > 0 && !shown.complete) {
          const id = side === 'request' ? 'requestUnknown' : 'answerUnknown'
          report.doubt(id, { role, operation: key }, { ...where, identity: { role } })
          continue
        }
        for (const { field, names } of lost) {
          const id = side === 'request' ? 'requestLacks' : 'answerLacks'
          const data = { role, operation: key, field, names: names.slice(0, 4).join(' ') }
          report.failure(id, data, { ...where, identity: { role, field } })
        }
      }
    }
    return examined
  },
})
