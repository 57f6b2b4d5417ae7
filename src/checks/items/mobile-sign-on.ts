import { fieldPointer, fieldText, fieldValue } from '../../derive/item-text.ts'
import { departmentsSchema, isJudgeable, listedAs, listOf, rowsText } from '../../derive/listed-items.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  /** Id of the reference list. */
  list: string
  departments: Record<string, string[]>
  flag: { field: string; yes: string[]; no: string[] }
  /** Ours: does the item say itself whether people must sign in for it? */
  login: { field: string; yes: string[]; no: string[] }
  /** A licence of the applicant can be fetched only once it is known who that is. */
  licences: { field: string; shared: string[]; licence: string[] }
}

const texts = { type: 'array', minItems: 1, items: { type: 'string' } }
const flagSchema = {
  type: 'object',
  required: ['field', 'yes', 'no'],
  additionalProperties: false,
  properties: { field: { type: 'string' }, yes: texts, no: texts },
}

/**
 * The flag of mobile single sign-on is understood, and yes for every listed item that needs a sign-in. Fails only where the
 * item itself shows that need; where nothing tells whether it is a query open to all, it is a doubt.
 */
export default defineCheck<Options>()({
  name: 'items/mobile-sign-on',
  version: 1,
  unit: 'item',
  needs: { required: ['items', 'lists'], optional: [] },
  messages: {
    unknownValue: ['field', 'value'],
    notConnected: ['row', 'field', 'value'],
    loginUnknown: ['row', 'field', 'value', 'login'],
    perhapsListed: ['rows', 'field', 'value'],
  },
  options: {
    type: 'object',
    required: ['list', 'departments', 'flag', 'login', 'licences'],
    additionalProperties: false,
    properties: {
      list: { type: 'string' },
      departments: departmentsSchema,
      flag: flagSchema,
      login: flagSchema,
      licences: {
        type: 'object',
        required: ['field', 'shared', 'licence'],
        additionalProperties: false,
        properties: { field: { type: 'string' }, shared: texts, licence: texts },
      },
    },
  },
  fields: ({ flag }) => [flag.field],
  judge(unit, context, { list: id, departments, flag, login, licences }, report) {
    const list = listOf(context, id)
    if (!list) {
      report.untested('not-provided')
      return 0
    }
    const judgeable = isJudgeable(list)
    if (!judgeable) report.untested('list-unconfirmed')
    const item = unit.data as Item
    const { field } = flag
    const value = fieldText(item, field)
    // An empty required element is the fault of the rule on elements.
    if (!context.mapped(field) || value === '') return 0
    if (flag.yes.includes(value)) return 1
    const where = { pointer: fieldPointer(field), identity: { field } }
    if (!flag.no.includes(value)) {
      report.doubt('unknownValue', { field, value }, where)
      return 1
    }
    const listed = listedAs(item, list, departments)
    const open = fieldText(item, login.field)
    if (!listed || login.no.includes(open)) return 1
    const row = rowsText(listed.rows)
    const unclear = judgeable ? report.doubt : report.note
    if (listed.certainty === 'perhaps') unclear('perhapsListed', { rows: row, field, value }, where)
    else if (login.yes.includes(open) || takesLicence(item, licences)) {
      const wrong = judgeable ? report.failure : report.note
      wrong('notConnected', { row, field, value }, where)
    } else unclear('loginUnknown', { row, field, value, login: login.field }, where)
    return 1
  },
})

function takesLicence(item: Item, { field, shared, licence }: Options['licences']): boolean {
  const value = fieldValue(item, field)
  if (!Array.isArray(value)) return false
  return value.some(
    material =>
      isObject(material) &&
      shared.includes(String(material.source ?? '')) &&
      licence.includes(String(material.shareable ?? '')),
  )
}
