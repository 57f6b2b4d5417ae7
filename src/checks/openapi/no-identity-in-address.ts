import { apiContents, typesOf } from '../../derive/api-contents.ts'
import { FIELD_KIND, type FieldKind, recognised } from '../../derive/field-kind.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

type Kind = 'citizenId' | 'phone' | 'personName'

interface Options {
  citizenId: FieldKind
  phone: FieldKind
  personName: FieldKind
  /** Texts of a description that say the value is not in the clear. */
  protected: string[]
  /** Texts of a description by which a telling name means something else: `idCard`, the id of a card on a board. */
  otherwise: string[]
}

const KINDS = ['citizenId', 'phone', 'personName'] as const satisfies readonly Kind[]

/** No parameter of a path or a query is a citizen number, a phone number or a person's name: addresses end up in logs. */
export default defineCheck<Options>()({
  name: 'openapi/no-identity-in-address',
  version: 2,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    citizenId: ['place', 'parameter'],
    phone: ['place', 'parameter'],
    personName: ['place', 'parameter'],
    saidProtected: ['place', 'parameter'],
  },
  options: {
    type: 'object',
    required: ['citizenId', 'phone', 'personName', 'protected', 'otherwise'],
    additionalProperties: false,
    properties: {
      citizenId: FIELD_KIND,
      phone: FIELD_KIND,
      personName: FIELD_KIND,
      protected: { type: 'array', items: { type: 'string', minLength: 1 } },
      otherwise: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, options, report) {
    let examined = 0
    const seen = new Set<unknown>()
    for (const field of apiContents(unit.data as ApiDocument).fields) {
      if ((field.in !== 'path' && field.in !== 'query') || seen.has(field.declared.node)) continue
      seen.add(field.declared.node)
      examined++
      if (typesOf(field).has('boolean') || field.parts.some(({ enum: values }) => Array.isArray(values)))
        continue
      const kind = KINDS.find(one => recognised(field, options[one]) !== undefined)
      if (!kind) continue
      const text = field.description.toLowerCase()
      const named = recognised(field, options[kind]) === 'named'
      if (named && options.otherwise.some(meant => text.includes(meant))) continue
      const { file, pointer } = field.declared
      const data = { place: field.in, parameter: field.name.slice(0, 100) }
      const where = { file, pointer, identity: data }
      const hidden = options.protected.some(said => text.includes(said))
      report[hidden ? 'doubt' : 'failure'](hidden ? 'saidProtected' : kind, data, where)
    }
    return examined
  },
})
