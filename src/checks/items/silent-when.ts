import {
  type FieldCondition,
  fieldConditionSchema,
  meets,
  namedFieldsSchema,
} from '../../derive/item-elements.ts'
import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** While `when` holds, none of `fields` (with their names) says anything. */
  demands: { when: FieldCondition; fields: Record<string, string> }[]
  /** Texts that state nothing. */
  empty: string[]
}

/** Where one field says so, others have nothing to say. Values of `when` that the options do not know are left alone. */
export default defineCheck<Options>()({
  name: 'items/silent-when',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { statedThough: ['because', 'value', 'field', 'name', 'found'] },
  options: {
    type: 'object',
    required: ['demands', 'empty'],
    additionalProperties: false,
    properties: {
      demands: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['when', 'fields'],
          additionalProperties: false,
          properties: { when: fieldConditionSchema, fields: namedFieldsSchema },
        },
      },
      empty: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ demands }) => [
    ...new Set(demands.flatMap(({ when, fields }) => [when.field, ...Object.keys(fields)])),
  ],
  judge(unit, context, { demands, empty }, report) {
    const item = unit.data as Item
    let examined = 0
    for (const { when, fields } of demands) {
      if (!context.mapped(when.field) || !meets(item, when)) continue
      const because = { because: when.field, value: fieldText(item, when.field) }
      for (const [field, name] of Object.entries(fields)) {
        if (!context.mapped(field)) continue
        examined++
        const found = fieldText(item, field)
        if (found === '' || empty.includes(found)) continue
        const where = { pointer: fieldPointer(field), identity: { field } }
        report.failure('statedThough', { ...because, field, name, found: found.slice(0, 60) }, where)
      }
    }
    return examined
  },
})
