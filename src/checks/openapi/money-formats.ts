import { type ApiField, apiContents, stated, typesOf } from '../../derive/api-contents.ts'
import { FIELD_KIND, type FieldKind, nameKey, recognised } from '../../derive/field-kind.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

interface Options {
  /** Fields that are amounts of money by their name or description. */
  money: FieldKind
  /** Fields that are only where their description has one of `words`. */
  perhaps: FieldKind
  words: string[]
  /** Lower-case texts of a description that name the unit. */
  units: string[]
  /** Ends of lower-case names that name the unit. */
  unitEndings: string[]
}

const TEXTS = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/** Amounts of money are no binary floating-point numbers and say whether they count yuan or fen. */
export default defineCheck<Options>()({
  name: 'openapi/money-formats',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    floating: ['field', 'type'],
    unitNotStated: ['field'],
    perhapsNoUnit: ['field'],
  },
  options: {
    type: 'object',
    required: ['money', 'perhaps', 'words', 'units', 'unitEndings'],
    additionalProperties: false,
    properties: {
      money: FIELD_KIND,
      perhaps: FIELD_KIND,
      words: TEXTS,
      units: TEXTS,
      unitEndings: TEXTS,
    },
  },
  judge(unit, _context, options, report) {
    let examined = 0
    const seen = new Set<unknown>()
    for (const field of apiContents(unit.data as ApiDocument).fields) {
      if (seen.has(field.parts[0]) || !isMoney(field, options)) continue
      const types = typesOf(field)
      if (types.size === 0 || types.has('boolean') || stated(field, 'enum') !== undefined) continue
      seen.add(field.parts[0])
      examined++
      const name = field.name.slice(0, 100)
      const where = { file: field.file, pointer: field.pointer, identity: { field: name } }
      if (types.has('number') && !isDecimal(field)) {
        const format = stated(field, 'format')
        const type = typeof format === 'string' ? `number/${format.slice(0, 30)}` : 'number'
        report.failure('floating', { field: name, type }, where)
      } else if (!saysUnit(field, options)) {
        if (types.has('integer')) report.failure('unitNotStated', { field: name }, where)
        else report.doubt('perhapsNoUnit', { field: name }, where)
      }
    }
    return examined
  },
})

function isMoney(field: ApiField, options: Options): boolean {
  if (recognised(field, options.money)) return true
  if (!recognised(field, options.perhaps)) return false
  const text = field.description.toLowerCase()
  return options.words.some(word => text.includes(word))
}

/** A number said to be a decimal: by its format, or by the step it counts in. */
function isDecimal(field: ApiField): boolean {
  return stated(field, 'format') === 'decimal' || typeof stated(field, 'multipleOf') === 'number'
}

function saysUnit(field: ApiField, options: Options): boolean {
  const text = field.description.toLowerCase()
  return (
    options.units.some(word => text.includes(word)) ||
    options.unitEndings.some(end => nameKey(field.name).endsWith(end)) ||
    field.beside.some(name => nameKey(name).includes('currency'))
  )
}
