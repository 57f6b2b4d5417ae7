import type { Item } from '../model/evidence.ts'
import { fieldText } from './item-text.ts'

/** A condition on one item field, as rule options state it. Of `in` to `above` any one may hold; `lacks` must hold beside it. */
export interface FieldCondition {
  field: string
  /** The whole text is one of these. */
  in?: string[]
  /** The text holds one of these. */
  contains?: string[]
  /** The text ends in one of these. */
  endsWith?: string[]
  /** The text is a plain number above this. */
  above?: number
  /** The text holds none of these. */
  lacks?: string[]
}

/** JSON Schema of a `FieldCondition` in the options of a check. */
export const fieldConditionSchema = {
  type: 'object',
  required: ['field'],
  additionalProperties: false,
  properties: {
    field: { type: 'string' },
    in: { type: 'array', minItems: 1, items: { type: 'string' } },
    contains: { type: 'array', minItems: 1, items: { type: 'string' } },
    endsWith: { type: 'array', minItems: 1, items: { type: 'string' } },
    above: { type: 'number' },
    lacks: { type: 'array', minItems: 1, items: { type: 'string' } },
  },
}

/** JSON Schema of fields with the official Chinese name of each element. */
export const namedFieldsSchema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { type: 'string', minLength: 1 },
}

/** Does the condition hold? An unstated field meets none. */
export function meets(item: Item, condition: FieldCondition): boolean {
  const { field, in: whole, contains, endsWith, above, lacks } = condition
  const text = fieldText(item, field)
  if (text === '' || lacks?.some(part => text.includes(part))) return false
  return (
    whole?.includes(text) ||
    contains?.some(part => text.includes(part)) ||
    endsWith?.some(end => text.endsWith(end)) ||
    (above !== undefined && /^\d{1,9}$/.test(text) && Number(text) > above)
  )
}
