import { fieldPointer, fieldText } from '../../derive/item-text.ts'
import { departmentsSchema, isJudgeable, listedAs, listOf, rowsText } from '../../derive/listed-items.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  /** Id of the reference list. */
  list: string
  departments: Record<string, string[]>
  flag: { field: string; yes: string[]; no: string[] }
  /** One of `words` stands in a good text; a text without Chinese characters is a code that nobody here can read. */
  mode: { field: string; words: string[] }
}

const texts = { type: 'array', minItems: 1, items: { type: 'string' } }

/**
 * An item on the reference list carries the flag and one of the known modes. Only a confirmed list fails anybody, and only by
 * code, alias, or name and department; by name alone it is a doubt, against any other list no more than a note.
 */
export default defineCheck<Options>()({
  name: 'items/cross-province-flag',
  version: 1,
  unit: 'item',
  needs: { required: ['items', 'lists'], optional: [] },
  messages: {
    notFlagged: ['row', 'field', 'value'],
    unknownFlag: ['row', 'field', 'value'],
    perhapsListed: ['rows', 'field', 'value'],
    unknownMode: ['row', 'field', 'value', 'modes'],
    codedMode: ['row', 'field', 'value'],
  },
  options: {
    type: 'object',
    required: ['list', 'departments', 'flag', 'mode'],
    additionalProperties: false,
    properties: {
      list: { type: 'string' },
      departments: departmentsSchema,
      flag: {
        type: 'object',
        required: ['field', 'yes', 'no'],
        additionalProperties: false,
        properties: { field: { type: 'string' }, yes: texts, no: texts },
      },
      mode: {
        type: 'object',
        required: ['field', 'words'],
        additionalProperties: false,
        properties: { field: { type: 'string' }, words: texts },
      },
    },
  },
  fields: ({ flag, mode }) => [flag.field, mode.field],
  judge(unit, context, { list: id, departments, flag, mode }, report) {
    const list = listOf(context, id)
    if (!list) {
      report.untested('not-provided')
      return 0
    }
    const judgeable = isJudgeable(list)
    if (!judgeable) report.untested('list-unconfirmed')
    const item = unit.data as Item
    const listed = listedAs(item, list, departments)
    if (!listed) return 0
    const wrong = judgeable ? report.failure : report.note
    const unclear = judgeable ? report.doubt : report.note
    const row = rowsText(listed.rows)
    const at = (field: string) => ({ pointer: fieldPointer(field), identity: { field } })
    let examined = 0

    const value = fieldText(item, flag.field)
    if (context.mapped(flag.field)) {
      examined++
      const data = { field: flag.field, value: value || '-' }
      if (!flag.yes.includes(value)) {
        const isNo = value === '' || flag.no.includes(value)
        if (listed.certainty === 'perhaps') unclear('perhapsListed', { rows: row, ...data }, at(flag.field))
        else if (isNo) wrong('notFlagged', { row, ...data }, at(flag.field))
        else unclear('unknownFlag', { row, ...data }, at(flag.field))
        return examined
      }
    }
    const text = fieldText(item, mode.field)
    // A mode that is not stated is asked for by the rule on modes and areas.
    if (!context.mapped(mode.field) || text === '' || listed.certainty === 'perhaps') return examined
    const data = { row, field: mode.field, value: text }
    if (!mode.words.some(word => text.includes(word))) {
      if (/\p{Script=Han}/u.test(text)) {
        wrong('unknownMode', { ...data, modes: mode.words.join('、') }, at(mode.field))
      } else unclear('codedMode', data, at(mode.field))
    }
    return examined + 1
  },
})
