import { fieldPointer, fieldValue } from '../../derive/item-text.ts'
import { defineFold, type Report } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  field: string
  /** `source`: what counts as handed in by the applicant, as taken from other bodies, and neither. */
  upload: string[]
  shared: string[]
  otherSources: string[]
  /** `shareable`: obtainable as an electronic licence, by data sharing, or not. */
  licence: string[]
  data: string[]
  notShareable: string[]
  /** `required`: yes and no. */
  required: string[]
  optional: string[]
  /** Names that usually are shareable, though the item does not say so: only ever a doubt. Ours. */
  probable: string[]
}

const messages = {
  licenceUploaded: ['material', 'source'],
  dataUploaded: ['material', 'source'],
  probablyShareable: ['material', 'word'],
  notStated: ['material', 'field'],
  unknownValue: ['material', 'field', 'value'],
  sharedOtherwise: ['material', 'source'],
  unreadable: ['field'],
} as const
type Speak = Report<typeof messages>

/** Over the whole catalogue. */
interface State {
  listed: number
  asked: number
  repeated: number
}

const words = { type: 'array', minItems: 1, items: { type: 'string' } }
const LISTS = ['upload', 'shared', 'otherSources', 'licence', 'data', 'notShareable', 'required', 'optional']

/**
 * What can be had as an electronic licence or by data sharing is not asked of the applicant again. Fails only where the item
 * itself says that the material is shareable, required and uploaded; a telling name alone is a doubt.
 * Beside that it measures what U2-13 and X-FORM-07 are about: how many documents are listed, asked of people, and asked twice.
 */
export default defineFold<Options>()({
  name: 'items/materials-shared',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['field', ...LISTS, 'probable'],
    additionalProperties: false,
    properties: {
      field: { type: 'string' },
      ...Object.fromEntries(LISTS.map(name => [name, words])),
      probable: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ field }) => [field],
  stateBytesPerUnit: 0,
  init: (): State => ({ listed: 0, asked: 0, repeated: 0 }),
  step(state, unit, context, options, report) {
    if (!context.mapped(options.field)) return 0
    const value = fieldValue(unit.data as Item, options.field)
    if (value === undefined || value === '') return 0
    const pointer = fieldPointer(options.field)
    if (!Array.isArray(value)) {
      report.doubt('unreadable', { field: options.field }, { pointer })
      return 1
    }
    count(value, options.shared, state)
    for (const [index, material] of value.entries()) {
      const place = `${pointer}/${index}`
      if (isObject(material)) judgeMaterial(material, place, options, report)
      else report.doubt('unreadable', { field: options.field }, { pointer: place })
    }
    return value.length
  },
  end({ listed, asked, repeated }, _context, _options, report) {
    if (listed > 0) {
      report.measure('materialsListed', listed, 'materials')
      report.measure('materialsAsked', asked, 'materials')
      report.measure('repeatedMaterials', repeated, 'materials')
    }
    return 0
  },
})

/** Asked: everything that does not come from other bodies. Repeated: asked again under the same name in one item. */
function count(materials: readonly unknown[], shared: readonly string[], state: State): void {
  const names = new Set<string>()
  for (const material of materials) {
    if (!isObject(material)) continue
    state.listed++
    if (shared.includes(textOf(material, 'source'))) continue
    state.asked++
    const name = matchingName(textOf(material, 'name'))
    if (name !== '' && names.has(name)) state.repeated++
    names.add(name)
  }
}

/** Stops at the first thing that settles the material: not asked for or shared, not shareable, then what is not said. */
function judgeMaterial(data: Record<string, unknown>, base: string, options: Options, report: Speak): void {
  const source = textOf(data, 'source')
  const required = textOf(data, 'required')
  if (options.shared.includes(source) || options.optional.includes(required)) return
  const name = textOf(data, 'name')
  const shareable = textOf(data, 'shareable')
  const word = options.probable.find(part => name.includes(part))
  if (word === undefined && options.notShareable.includes(shareable)) return
  const material = name || '-'
  const where = { pointer: `${base}/source`, identity: { material } }
  const isLicence = options.licence.includes(shareable)
  const isShareable = isLicence || options.data.includes(shareable)
  const isRequired = options.required.includes(required)
  if (options.otherSources.includes(source)) {
    if (isShareable && isRequired) report.doubt('sharedOtherwise', { material, source }, where)
  } else if (!options.upload.includes(source)) unclear('source', source)
  else if (!isRequired) unclear('required', required)
  else if (isShareable) {
    report.failure(isLicence ? 'licenceUploaded' : 'dataUploaded', { material, source }, where)
  } else if (word !== undefined) report.doubt('probablyShareable', { material, word }, where)
  else unclear('shareable', shareable)

  function unclear(field: string, value: string): void {
    // The cause is the gap itself, whatever the material is called.
    const at = { pointer: `${base}/${field}`, identity: { material, field } }
    if (value === '') report.doubt('notStated', { material, field }, { ...at, template: { field } })
    else report.doubt('unknownValue', { material, field, value }, { ...at, template: { field, value } })
  }
}

function textOf(data: Record<string, unknown>, field: string): string {
  const value = Object.hasOwn(data, field) ? data[field] : undefined
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
