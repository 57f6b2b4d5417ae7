import { checkBasicCode } from '../../codes/item-code.ts'
import { fieldText } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'

interface Options {
  field: string
  /** Tiers whose items may carry any province. */
  regionless: string[]
}

/** The basic code has 12 digits and begins with 00 or the app's own province. An empty one is another code's fault. */
export default defineCheck<Options>()({
  name: 'items/basic-code',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    numberNotation: ['found'],
    leadingZeros: ['length', 'meant'],
    length: ['length'],
    oddCharacter: ['at', 'found', 'meant'],
    notDigit: ['at', 'found'],
    unknownPrefix: ['prefix'],
    otherProvince: ['prefix', 'own'],
  },
  options: {
    type: 'object',
    required: ['field', 'regionless'],
    additionalProperties: false,
    properties: { field: { type: 'string' }, regionless: { type: 'array', items: { type: 'string' } } },
  },
  fields: ({ field }) => [field],
  judge(unit, { target }, { field, regionless }, report) {
    const code = fieldText(unit.data as Item, field)
    if (code === '') return 0
    const own = target.region !== null && !regionless.includes(target.tier ?? '') ? target.region : undefined
    const answer = checkBasicCode(code, own === undefined ? {} : { province: own })
    if (answer.status !== 'invalid') return 1
    const { why, at = 1, found = '', hint } = answer
    const where = { pointer: `/${field}` }
    const length = [...code].length
    if (why === 'number-notation') report.failure('numberNotation', { found: code }, where)
    else if (why === 'leading-zeros') report.failure('leadingZeros', { length, meant: hint ?? '' }, where)
    else if (why === 'length') report.failure('length', { length }, where)
    else if (why === 'region-prefix') report.failure('unknownPrefix', { prefix: found }, where)
    else if (why === 'other-province') {
      report.failure('otherProvince', { prefix: found, own: own?.slice(0, 2) ?? '' }, where)
    } else if (hint !== undefined) report.failure('oddCharacter', { at, found, meant: hint }, where)
    else report.failure('notDigit', { at, found }, where)
    return 1
  },
})
