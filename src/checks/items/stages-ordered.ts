import { type FieldCondition, fieldConditionSchema, meets } from '../../derive/item-elements.ts'
import { fieldPointer, fieldValue } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  stages: string
  faqs: string
  /** Only items for which this holds … */
  when: FieldCondition
  /** … and none of these. */
  unless: FieldCondition[]
  /** Words in the name of a stage that begins, and of one that ends. */
  starts: string[]
  ends: string[]
}

/** More stages than any real item has. */
const MOST = 200

/**
 * Stages are stated, begin and end. Fails where none is stated or an item's last stage is a plain start and its first a plain
 * end; other names are the locality's, so a missing start or end is a doubt. No frequent question is a note.
 */
export default defineCheck<Options>()({
  name: 'items/stages-ordered',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    noStages: ['field'],
    unreadable: ['field'],
    reversed: ['first', 'last'],
    noStart: ['first'],
    noEnd: ['last'],
    noFaq: ['field'],
  },
  options: {
    type: 'object',
    required: ['stages', 'faqs', 'when', 'unless', 'starts', 'ends'],
    additionalProperties: false,
    properties: {
      stages: { type: 'string' },
      faqs: { type: 'string' },
      when: fieldConditionSchema,
      unless: { type: 'array', items: fieldConditionSchema },
      starts: { type: 'array', minItems: 1, items: { type: 'string' } },
      ends: { type: 'array', minItems: 1, items: { type: 'string' } },
    },
  },
  fields: ({ stages, when }) => [when.field, stages],
  judge(unit, context, options, report) {
    const { stages, faqs, when, unless, starts, ends } = options
    const item = unit.data as Item
    if (!context.mapped(when.field) || !context.mapped(stages)) return 0
    if (!meets(item, when) || unless.some(one => meets(item, one))) return 0
    const where = { pointer: fieldPointer(stages) }
    const names = namesOf(fieldValue(item, stages))
    if (names === undefined) report.doubt('unreadable', { field: stages }, where)
    else {
      const first = names[0]
      const last = names.at(-1)
      const holds = (words: string[], name: string) => words.some(word => name.includes(word))
      if (first === undefined || last === undefined) report.failure('noStages', { field: stages }, where)
      else if (starts.includes(last) && ends.includes(first))
        report.failure('reversed', { first, last }, where)
      else {
        if (!holds(starts, first)) report.doubt('noStart', { first }, where)
        if (!holds(ends, last)) report.doubt('noEnd', { last }, where)
      }
    }
    if (context.mapped(faqs) && isBare(fieldValue(item, faqs))) {
      report.note('noFaq', { field: faqs }, { pointer: fieldPointer(faqs) })
    }
    return 1
  },
})

/** Names of the stages in order; undefined when they cannot be read. */
function namesOf(value: unknown): string[] | undefined {
  if (isBare(value)) return []
  if (!Array.isArray(value)) return undefined
  const names: string[] = []
  for (const stage of value.slice(0, MOST)) {
    const name = isObject(stage) && Object.hasOwn(stage, 'name') ? stage.name : stage
    if (typeof name !== 'string' || name.trim() === '') return undefined
    names.push(name.trim().slice(0, 60))
  }
  return names
}

function isBare(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}
