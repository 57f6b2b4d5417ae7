import { type Reach, reachOf } from '../../codes/phone-number.ts'
import { namedFieldsSchema } from '../../derive/item-elements.ts'
import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** Fields that say how an office is reached, each with its name. */
  fields: Record<string, string>
  /** Whole texts that say there is none. */
  none: string[]
  /** Whole texts that stand for an empty cell: another code's business. */
  fillers: string[]
  /** Numbers that may serve all of `fields` at once. */
  shared: string[]
}

/**
 * Each channel can be dialled. Fails only what cannot be a number or says there is none; words without a number are a doubt;
 * an address on the web, a missing area code and one number for all but the shared hotline are notes.
 */
export default defineCheck<Options>()({
  name: 'items/channels-dialable',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    saidNone: ['field', 'name', 'found'],
    notDialable: ['field', 'name', 'found'],
    noNumber: ['field', 'name'],
    onlineOnly: ['field', 'name'],
    noAreaCode: ['field', 'name'],
    sameNumber: ['names'],
  },
  options: {
    type: 'object',
    required: ['fields', 'none', 'fillers', 'shared'],
    additionalProperties: false,
    properties: {
      fields: namedFieldsSchema,
      none: { type: 'array', items: { type: 'string' } },
      fillers: { type: 'array', items: { type: 'string' } },
      shared: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ fields }) => Object.keys(fields),
  judge(unit, context, { fields, none, fillers, shared }, report) {
    const item = unit.data as Item
    const seen: Reach[] = []
    for (const [field, name] of Object.entries(fields)) {
      if (!context.mapped(field)) continue
      const text = fieldText(item, field)
      if (text === '' || fillers.includes(text)) continue
      const where = { pointer: fieldPointer(field), identity: { field } }
      const reach = reachOf(text)
      seen.push(reach)
      if (none.includes(text)) report.failure('saidNone', { field, name, found: text }, where)
      else if (reach.dialable.length > 0) {
        if (reach.localOnly) report.note('noAreaCode', { field, name }, where)
      } else if (reach.digitsOnly) {
        report.failure('notDialable', { field, name, found: text.slice(0, 60) }, where)
      } else if (reach.online) report.note('onlineOnly', { field, name }, where)
      else if (!reach.hidden) report.doubt('noNumber', { field, name }, where)
    }
    if (isOneNumber(seen, shared)) {
      const names = Object.values(fields).join('、')
      report.note('sameNumber', { names }, { pointer: fieldPointer(Object.keys(fields)[0] as string) })
    }
    return seen.length
  },
})

/** Several channels that all offer the same numbers, none of them a hotline meant for all. */
function isOneNumber(seen: readonly Reach[], shared: readonly string[]): boolean {
  const [first, ...others] = seen.map(({ dialable }) => dialable.join())
  if (!first || others.length === 0 || others.some(other => other !== first)) return false
  return !seen.some(({ dialable }) => dialable.some(number => shared.includes(number)))
}
