import { type ApiField, apiContents, stated, typesOf } from '../../derive/api-contents.ts'
import { FIELD_KIND, type FieldKind, recognised } from '../../derive/field-kind.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  /** Fields that hold a code by what their description calls them. */
  coded: FieldKind
  /** Fields whose numbers count or measure something. */
  quantity: FieldKind
  /** Lower-case texts of a description that say so. */
  quantityWords: string[]
  /** Texts of a description that refer to a code list kept elsewhere. */
  elsewhere: string[]
  /** Extensions that give each value its name or meaning, in the order of `enum` or by value. */
  extensions: string[]
}

/** `1-是`, `0：否`, `A=自然人`: a code and its meaning in running text. */
const PAIR = /(?:^|[^0-9A-Za-z.])`?[0-9A-Z]{1,2}`?\s{0,2}[-—–:：=、.]?\s{0,2}[\u4e00-\u9fff]{1,12}/g
const MOST_VALUES = 500

/** Coded fields list their values, and every value has its meaning. */
export default defineCheck<Options>()({
  name: 'openapi/enumerations-explained',
  version: 2,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    codesUnexplained: ['field', 'values'],
    wordsUnexplained: ['field', 'values'],
    valuesInWordsOnly: ['field'],
    perhapsCoded: ['field'],
  },
  options: {
    type: 'object',
    required: ['coded', 'quantity', 'quantityWords', 'elsewhere', 'extensions'],
    additionalProperties: false,
    properties: {
      coded: FIELD_KIND,
      quantity: FIELD_KIND,
      quantityWords: { type: 'array', items: { type: 'string', minLength: 1 } },
      elsewhere: { type: 'array', items: { type: 'string', minLength: 1 } },
      extensions: { type: 'array', items: { type: 'string', pattern: '^x-' } },
    },
  },
  judge(unit, _context, options, report) {
    let examined = 0
    const seen = new Set<unknown>()
    for (const field of apiContents(unit.data as ApiDocument).fields) {
      if (seen.has(field.parts[0]) || typesOf(field).has('boolean')) continue
      const name = field.name.slice(0, 100)
      const where = { file: field.file, pointer: field.pointer, identity: { field: name } }
      const values = valuesOf(field)
      if (values) {
        seen.add(field.parts[0])
        examined++
        const left = unexplained(field, values, options)
        if (left.length === 0 || options.elsewhere.some(text => field.description.includes(text))) continue
        const shown = left.slice(0, 5).join(' ').slice(0, 200)
        const opaque = left.filter(isOpaque).length * 2 > left.length
        const clear = isRange(values) || isQuantity(field, options) || isFlag(field, values)
        // A quantity, or a yes and no, needs no word. Words mostly speak for themselves; said, but nobody fails or waits.
        if (opaque && clear) continue
        if (opaque) report.failure('codesUnexplained', { field: name, values: shown }, where)
        else report.note('wordsUnexplained', { field: name, values: shown }, where)
      } else if (!limited(field) && recognised(field, options.coded) === 'described') {
        seen.add(field.parts[0])
        examined++
        if (options.elsewhere.some(text => field.description.includes(text))) continue
        const pairs = field.description.slice(0, 1000).match(PAIR)?.length ?? 0
        if (pairs >= 2) report.failure('valuesInWordsOnly', { field: name }, where)
        else report.doubt('perhapsCoded', { field: name }, where)
      }
    }
    return examined
  },
})

/** The values of `enum`, null and the empty text left out; undefined where the field lists none or only one. */
function valuesOf(field: ApiField): string[] | undefined {
  const listed = stated(field, 'enum')
  if (!Array.isArray(listed)) return undefined
  const values = listed
    .slice(0, MOST_VALUES)
    .filter(value => (typeof value === 'string' && value !== '') || typeof value === 'number')
    .map(String)
  return values.length > 1 ? values : undefined
}

function unexplained(field: ApiField, values: string[], { extensions }: Options): string[] {
  for (const name of extensions) {
    const meanings = stated(field, name)
    if (Array.isArray(meanings)) return values.slice(meanings.length)
    if (isObject(meanings) && values.some(value => Object.hasOwn(meanings, value)))
      return values.filter(value => !Object.hasOwn(meanings, value))
  }
  const text = field.description
  // Values in Chinese are their own meaning.
  return values.filter(value => !/[\u4e00-\u9fff]/.test(value) && !mentions(text, value))
}

/** Does the text hold the value as a word of its own, or as a version (`v2` for 2)? */
function mentions(text: string, value: string): boolean {
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
    const version = /\d/.test(value) && /^[^0-9A-Za-z]?v$/i.test(text.slice(Math.max(0, at - 2), at))
    const around = (version ? ' ' : (text[at - 1] ?? ' ')) + (text[at + value.length] ?? ' ')
    if (!/[0-9A-Za-z]/.test(around)) return true
  }
  return false
}

/** Y and N speak for themselves, 1 and 0 where the field asks whether. */
function isFlag({ name, description }: ApiField, values: readonly string[]): boolean {
  const both = [...values].sort().join(' ')
  if (both === 'N Y') return true
  return both === '0 1' && (/^(?:is|has|can|sf)[A-Z_]/.test(name) || /是否|\bwhether\b/i.test(description))
}

function isQuantity(field: ApiField, { quantity, quantityWords }: Options): boolean {
  if (recognised(field, quantity)) return true
  const text = field.description.toLowerCase()
  return quantityWords.some(said => text.includes(said))
}

/** A dozen or more numbers in a row, as of zoom levels, months or hours: quantities; codes are padded or fewer. */
function isRange(values: readonly string[]): boolean {
  const numbers = values.filter(value => /^(?:0|[1-9]\d*)$/.test(value)).map(Number)
  if (numbers.length < 12 || numbers.length < values.length * 0.7) return false
  return numbers.every((number, at) => at === 0 || number === (numbers[at - 1] ?? 0) + 1)
}

/** One or two digits, single letters: nobody can guess what they stand for; longer numbers are mostly quantities. */
function isOpaque(value: string): boolean {
  return /^-?\d{1,2}$|^[A-Za-z]$|^(?!X(?:86|64)$)[A-Z]\d{1,6}$/.test(value)
}

/** Other ways to fix the values; `oneOf` with `const` and `title` is the documented form of 3.1. */
function limited(field: ApiField): boolean {
  return ['enum', 'const', 'pattern', 'format', '$ref'].some(keyword => stated(field, keyword) !== undefined)
}
