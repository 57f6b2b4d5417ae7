import { checkHandlingItemCode } from '../../codes/item-code.ts'
import { soundTaskCode } from '../../derive/item-codes.ts'
import { fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

/**
 * A stated handling-item code begins with the item's implementation code. What follows (two digits by general knowledge) is
 * only noted. Items whose implementation code is itself faulty are left to the code that judges it.
 */
export default defineCheck()({
  name: 'items/handling-item-code',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { prefix: ['at', 'found', 'expected'], sequence: ['tail'] },
  options: { type: 'object', additionalProperties: false, properties: {} },
  fields: () => ['task_code', 'task_handle_item'],
  judge(unit, context, _options, report) {
    const item = unit.data as Item
    const code = fieldText(item, 'task_handle_item')
    if (NOTHING.has(code) || !context.mapped('task_code')) return 0
    const task = soundTaskCode(item)
    if (task === undefined) return 0
    const answer = checkHandlingItemCode(code, task)
    if (answer.status !== 'invalid') return 1
    const where = { pointer: '/task_handle_item' }
    if (code.startsWith(task)) report.note('sequence', { tail: code.slice(task.length) || '-' }, where)
    else {
      let at = 0
      while (at < code.length && code[at] === task[at]) at++
      report.failure('prefix', { at: at + 1, found: code, expected: task }, where)
    }
    return 1
  },
})

/** Ways of saying there is none. */
const NOTHING = new Set(['', '无', '/', '-', '—', '0'])
