import {
  type FieldCondition,
  fieldConditionSchema,
  meets,
  namedFieldsSchema,
} from '../../derive/item-elements.ts'
import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { defineCheck, type Where } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** Elements every item states, each with its official name. */
  fields: Record<string, string>
  /** Elements asked for only while a condition holds. */
  conditional: { when: FieldCondition; fields: Record<string, string> }[]
  /** Item types that are not asked for some of the elements. */
  exempt: { taskTypes: string[]; fields: string[] }[]
  /** Texts an export writes where nothing was stated. Never 无, / or 0: those are statements. */
  fillers: string[]
}

/** Each item states the elements the rule lists. Unmapped elements are said once by the engine and skipped here. */
export default defineCheck<Options>()({
  name: 'items/elements-present',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    notStated: ['field', 'name'],
    notStatedThough: ['field', 'name', 'because', 'value'],
    filler: ['field', 'name', 'value'],
  },
  options: {
    type: 'object',
    required: ['fields', 'conditional', 'exempt', 'fillers'],
    additionalProperties: false,
    properties: {
      fields: namedFieldsSchema,
      conditional: {
        type: 'array',
        items: {
          type: 'object',
          required: ['when', 'fields'],
          additionalProperties: false,
          properties: { when: fieldConditionSchema, fields: namedFieldsSchema },
        },
      },
      exempt: {
        type: 'array',
        items: {
          type: 'object',
          required: ['taskTypes', 'fields'],
          additionalProperties: false,
          properties: {
            taskTypes: { type: 'array', minItems: 1, items: { type: 'string' } },
            fields: { type: 'array', minItems: 1, items: { type: 'string' } },
          },
        },
      },
      fillers: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ fields, conditional }) => [
    // A field may be asked for and be a condition: said once when unmapped.
    ...new Set([
      ...Object.keys(fields),
      ...conditional.flatMap(({ when, fields }) => [when.field, ...Object.keys(fields)]),
    ]),
  ],
  judge(unit, context, options, report) {
    const item = unit.data as Item
    const { always, conditional, fillers } = planOf(options)
    const type = fieldText(item, 'task_type')
    let examined = 0
    for (const { field, name, exempt } of always) {
      // While the type itself is missing (a fault of its own) nothing that depends on it is asked for.
      if (exempt && (type === '' || exempt.includes(type))) continue
      if (!context.mapped(field)) continue
      examined++
      const value = fieldText(item, field)
      if (value === '') report.failure('notStated', { field, name }, at(field))
      else if (fillers.has(value)) report.doubt('filler', { field, name, value }, at(field))
    }
    for (const { when, asked } of conditional) {
      if (!meets(item, when)) continue
      for (const [field, name] of asked) {
        if (!context.mapped(field)) continue
        examined++
        const value = fieldText(item, field)
        if (value === '') {
          const because = { because: when.field, value: fieldText(item, when.field) }
          report.failure('notStatedThough', { field, name, ...because }, at(field))
        } else if (fillers.has(value)) report.doubt('filler', { field, name, value }, at(field))
      }
    }
    return examined
  },
})

interface Plan {
  always: { field: string; name: string; exempt: string[] | undefined }[]
  conditional: { when: FieldCondition; asked: [field: string, name: string][] }[]
  fillers: ReadonlySet<string>
}

const plans = new WeakMap<Options, Plan>()

/** The options laid out for one pass over 100,000 items: what does not depend on the item is worked out once. */
function planOf(options: Options): Plan {
  const known = plans.get(options)
  if (known) return known
  const { fields, conditional, exempt, fillers } = options
  const plan: Plan = {
    always: Object.entries(fields).map(([field, name]) => {
      const types = exempt.filter(one => one.fields.includes(field)).flatMap(one => one.taskTypes)
      return { field, name, exempt: types.length > 0 ? types : undefined }
    }),
    conditional: conditional.map(one => ({ when: one.when, asked: Object.entries(one.fields) })),
    fillers: new Set(fillers),
  }
  plans.set(options, plan)
  return plan
}

function at(field: string): Where {
  return { pointer: fieldPointer(field), identity: { field } }
}
