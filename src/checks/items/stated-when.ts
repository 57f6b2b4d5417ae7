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
  /** While this holds … */
  when: FieldCondition
  /** … these are stated, each with its name. */
  fields: Record<string, string>
  /** Texts that state nothing here. */
  empty: string[]
  /** An item marked like this owes the field of `when`; without it nothing can be decided. */
  expectedBy: FieldCondition
}

/** Where one field says so, others must be stated; where that field itself should be there and is not, a doubt. */
export default defineCheck<Options>()({
  name: 'items/stated-when',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    notStated: ['field', 'name', 'value'],
    conditionNotStated: ['field', 'because', 'value'],
  },
  options: {
    type: 'object',
    required: ['when', 'fields', 'empty', 'expectedBy'],
    additionalProperties: false,
    properties: {
      when: fieldConditionSchema,
      fields: namedFieldsSchema,
      empty: { type: 'array', items: { type: 'string' } },
      expectedBy: fieldConditionSchema,
    },
  },
  fields: ({ when, fields }) => [when.field, ...Object.keys(fields)],
  judge(unit, context, { when, fields, empty, expectedBy }, report) {
    const item = unit.data as Item
    if (!context.mapped(when.field)) return 0
    const value = fieldText(item, when.field)
    if (value === '' || empty.includes(value)) {
      if (!meets(item, expectedBy)) return 0
      const because = { because: expectedBy.field, value: fieldText(item, expectedBy.field) }
      report.doubt(
        'conditionNotStated',
        { field: when.field, ...because },
        { pointer: fieldPointer(when.field) },
      )
      return 1
    }
    if (!meets(item, when)) return 0
    let examined = 0
    for (const [field, name] of Object.entries(fields)) {
      if (!context.mapped(field)) continue
      examined++
      const stated = fieldText(item, field)
      if (stated !== '' && !empty.includes(stated)) continue
      report.failure(
        'notStated',
        { field, name, value },
        { pointer: fieldPointer(field), identity: { field } },
      )
    }
    return examined
  },
})
