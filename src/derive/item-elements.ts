import type { Item } from '../model/evidence.ts'
import { fieldText } from './item-text.ts'

/** A condition on one item field, as rule options state it. With both lists either may hold. */
export interface FieldCondition {
  field: string
  /** The whole text is one of these. */
  in?: string[]
  /** The text holds one of these. */
  contains?: string[]
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
  },
}

/** JSON Schema of fields with the official Chinese name of each element. */
export const namedFieldsSchema = {
  type: 'object',
  minProperties: 1,
  additionalProperties: { type: 'string', minLength: 1 },
}

/** Does the condition hold? An unstated field meets none. */
export function meets(item: Item, { field, in: whole = [], contains = [] }: FieldCondition): boolean {
  const text = fieldText(item, field)
  return text !== '' && (whole.includes(text) || contains.some(part => text.includes(part)))
}
