import { checkTaskType } from '../../codes/enumerations.ts'
import { fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  field: string
  /** Two-digit codes that a locality adopted on top of the table: no note. */
  extensions: string[]
  /** Texts that stand for an empty cell: another code's business. */
  fillers: string[]
}

/**
 * The item type is a code of the table. Two digits outside it are a local extension (a note); the name in place of the code
 * may come from the export alone (a doubt). An empty one is another code's fault.
 */
export default defineCheck<Options>()({
  name: 'items/task-type',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    localExtension: ['found'],
    nameForCode: ['found', 'meant'],
    leadingZero: ['found', 'meant'],
    oddCharacter: ['found', 'meant'],
    notInTable: ['found'],
  },
  options: {
    type: 'object',
    required: ['field', 'extensions', 'fillers'],
    additionalProperties: false,
    properties: {
      field: { type: 'string' },
      extensions: { type: 'array', items: { type: 'string', pattern: '^\\d{2}$' } },
      fillers: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ field }) => [field],
  judge(unit, context, { field, extensions, fillers }, report) {
    if (!context.mapped(field)) return 0
    const text = fieldText(unit.data as Item, field)
    if (text === '' || fillers.includes(text)) return 0
    const answer = checkTaskType(text)
    if (answer.status === 'valid' || answer.status === 'legacy' || extensions.includes(text)) return 1
    const found = text.slice(0, 40)
    const where = { pointer: `/${field}` }
    if (answer.status === 'unknown') {
      report.note('localExtension', { found }, { ...where, identity: { found } })
      return 1
    }
    const plain = found.normalize('NFKC').replace(/\s+/g, '')
    if (answer.why === 'name') report.doubt('nameForCode', { found, meant: answer.hint ?? '' }, where)
    else if (answer.why === 'leading-zero' && answer.hint !== undefined) {
      report.failure('leadingZero', { found, meant: answer.hint }, where)
    } else if (plain !== found && checkTaskType(plain).status === 'valid') {
      report.failure('oddCharacter', { found, meant: plain }, where)
    } else report.failure('notInTable', { found }, where)
    return 1
  },
})
