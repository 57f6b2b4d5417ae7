import { type FieldCondition, fieldConditionSchema, meets } from '../../derive/item-elements.ts'
import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

/** What one field says when others say so. */
interface Demand {
  /** While all of these hold … */
  when: FieldCondition[]
  /** … this field, with its name, … */
  field: string
  name: string
  /** … says this, in the words shown. */
  expected: string
  /** Values that say it. Without them any text but `empty` does. */
  agrees?: Omit<FieldCondition, 'field'>
  /** Values known to say something else; without them every other one. A value in neither is left alone. */
  differs?: Omit<FieldCondition, 'field'>
  /** An empty field is a fault of this rule; else another code asks for it. */
  owed: boolean
}

interface Options {
  /** Fields without which nothing is judged. A further one needed and not provided is a doubt on the item; under `ext.` a note. */
  fields: string[]
  demands: Demand[]
  /** Texts that state nothing where something is to be stated. */
  empty: string[]
}

const valueSchema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: (({ field: _, ...values }) => values)(fieldConditionSchema.properties),
}

/** Fields of one item do not contradict each other: where some say so, another says what the rule expects. */
export default defineCheck<Options>()({
  name: 'items/agrees-when',
  version: 2,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    differs: ['because', 'field', 'name', 'found', 'expected'],
    notStated: ['because', 'field', 'name', 'found'],
    notProvided: ['because', 'field', 'name'],
  },
  options: {
    type: 'object',
    required: ['fields', 'demands', 'empty'],
    additionalProperties: false,
    properties: {
      fields: { type: 'array', minItems: 1, items: { type: 'string' } },
      demands: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['when', 'field', 'name', 'expected', 'owed'],
          additionalProperties: false,
          properties: {
            when: { type: 'array', minItems: 1, items: fieldConditionSchema },
            field: { type: 'string' },
            name: { type: 'string', minLength: 1 },
            expected: { type: 'string', minLength: 1 },
            agrees: valueSchema,
            differs: valueSchema,
            owed: { type: 'boolean' },
          },
        },
      },
      empty: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ fields }) => fields,
  judge(unit, context, { fields, demands, empty }, report) {
    const item = unit.data as Item
    let examined = 0
    for (const { when, field, name, expected, agrees, differs, owed } of demands) {
      if (!when.every(one => context.mapped(one.field) && meets(item, one))) continue
      // Worded only for the few that need it.
      const because = () => when.map(one => `${one.field}=${fieldText(item, one.field)}`).join(', ')
      const where = () => ({ pointer: fieldPointer(field), identity: { field } })
      if (!context.mapped(field)) {
        // One of `fields` is said once for the whole by the engine.
        if (!owed || fields.includes(field)) continue
        // The standard's own table has no such column: what only our extension holds is nobody's gap.
        if (field.startsWith('ext.')) {
          report.note('notProvided', { because: because(), field, name }, where())
          continue
        }
        examined++
        report.doubt('notProvided', { because: because(), field, name }, where())
        continue
      }
      const found = fieldText(item, field)
      if (found === '' && !owed) continue
      if (found === '' || (!agrees && empty.includes(found))) {
        report.failure('notStated', { because: because(), field, name, found }, where())
      } else if (agrees && !meets(item, { field, ...agrees })) {
        if (differs && !meets(item, { field, ...differs })) continue
        report.failure('differs', { because: because(), field, name, found, expected }, where())
      }
      examined++
    }
    return examined
  },
})
