import { defineCheck } from '../../../model/check.ts'
import type { Item } from '../../../model/evidence.ts'

interface Options {
  /** Field of the item that has to be stated. */
  field: string
}

/** A field of the item is stated. Write here what yours judges, in one sentence. */
export default defineCheck<Options>()({
  name: 'templates/item',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { notStated: ['field'] },
  options: {
    type: 'object',
    required: ['field'],
    additionalProperties: false,
    properties: { field: { type: 'string', minLength: 1 } },
  },
  fields: ({ field }) => [field],
  judge(unit, context, { field }, report) {
    // The engine says once that a field is not mapped; an item cannot be blamed for it.
    if (!context.mapped(field)) return 0
    const value = (unit.data as Item)[field]
    if (typeof value !== 'string' || value === '') {
      report.failure('notStated', { field }, { pointer: `/${field}`, identity: { field } })
    }
    return 1
  },
})
