import type { CheckContext } from '../model/check.ts'
import type { Item } from '../model/evidence.ts'
import { type FieldCondition, fieldConditionSchema, meets } from './item-elements.ts'
import { fieldText } from './item-text.ts'

/** What makes an item available on the phone: `stated` is not empty, and each condition holds or its field is not stated. */
export interface Availability {
  stated: string
  conditions: FieldCondition[]
}

/** JSON Schema of an `Availability` in the options of a check. */
export const availabilitySchema = {
  type: 'object',
  required: ['stated', 'conditions'],
  additionalProperties: false,
  properties: {
    stated: { type: 'string' },
    conditions: { type: 'array', items: fieldConditionSchema },
  },
}

/** Item fields that decide whether an item is available on the phone. */
export function availabilityFields({ stated, conditions }: Availability): string[] {
  return [stated, ...conditions.map(({ field }) => field)]
}

/** A required element that is not stated is the fault of the code that asks for it, so it does not count against the item. */
export function isMobile(
  item: Item,
  { stated, conditions }: Availability,
  context: Pick<CheckContext, 'mapped'>,
): boolean {
  if (context.mapped(stated) && fieldText(item, stated) === '') return false
  return conditions.every(condition => fieldText(item, condition.field) === '' || meets(item, condition))
}
