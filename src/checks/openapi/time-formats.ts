import { type ApiField, apiContents, stated, typesOf } from '../../derive/api-contents.ts'
import { FIELD_KIND, type FieldKind, recognised } from '../../derive/field-kind.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  time: FieldKind
  /** Which of them are instants also where they are numbers. */
  instant: FieldKind
  /** Values of `format` that fix the form; the first ones also the offset from UTC. */
  formats: string[]
  /** Lower-case texts of a description that name the unit of a count. */
  units: string[]
}

/** A time zone in a pattern or in words. */
const ZONE = /时区|北京时间|东八区|\bUTC\b|\bGMT\b|time ?zone|[+]0?8\b|RFC ?3339/i
const ZONE_IN_PATTERN = /Z|\\?\+[\\[(0-9]|\[\\?[+-]{1,2}\]/
const HOURS_IN_PATTERN = /:|\\d\{(?:8|10|12|14|17)\}|\[0-9\]\{(?:10|12|14|17)\}/
/** A form given in words for people: yyyy-MM-dd, 年月日, ISO 8601. */
const FORM_IN_WORDS = /y{2,4}[-/.年]?m{2}|h{2}:m{2}|ISO[ -]?8601|RFC[ -]?3339|格式/i

/** Fields of times say in which form: `date`, `date-time`, or a pattern with its time zone. */
export default defineCheck<Options>()({
  name: 'openapi/time-formats',
  version: 2,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    noFormat: ['field'],
    formatInWords: ['field'],
    zoneNotStated: ['field'],
    otherFormat: ['field', 'format'],
    unitNotStated: ['field', 'type'],
  },
  options: {
    type: 'object',
    required: ['time', 'instant', 'formats', 'units'],
    additionalProperties: false,
    properties: {
      time: FIELD_KIND,
      instant: FIELD_KIND,
      formats: { type: 'array', minItems: 1, items: { type: 'string' } },
      units: { type: 'array', minItems: 1, items: { type: 'string' } },
    },
  },
  judge(unit, _context, options, report) {
    const document = unit.data as ApiDocument
    const general = generalText(document)
    let examined = 0
    const seen = new Set<unknown>()
    for (const field of apiContents(document).fields) {
      if (seen.has(field.parts[0]) || !recognised(field, options.time)) continue
      const fault = faultOf(field, options, general)
      if (fault === 'not a time') continue
      seen.add(field.parts[0])
      examined++
      if (fault === undefined) continue
      const name = field.name.slice(0, 100)
      const where = { file: field.file, pointer: field.pointer, identity: { field: name } }
      if (fault === 'otherFormat') {
        report.doubt(fault, { field: name, format: String(stated(field, 'format')).slice(0, 50) }, where)
      } else if (fault === 'unitNotStated') {
        report.doubt(fault, { field: name, type: [...typesOf(field)].join('|') }, where)
      } else report.failure(fault, { field: name }, where)
    }
    return examined
  },
})

function faultOf(field: ApiField, options: Options, general: string) {
  const types = typesOf(field)
  if (types.has('boolean') || types.size === 0) return 'not a time'
  if (field.parts.some(part => Object.hasOwn(part, 'enum') || Object.hasOwn(part, 'const')))
    return 'not a time'
  const format = stated(field, 'format')
  if (typeof format === 'string' && options.formats.includes(format)) return undefined
  if (format === 'duration') return 'not a time'
  if (recognised(field, options.time) === 'named' && isName(stated(field, 'example'))) return 'not a time'
  const text = field.description.toLowerCase()
  if (!types.has('string')) {
    if (options.units.some(word => text.includes(word)) || showsUnit(stated(field, 'example')))
      return undefined
    // Many counts end in "time"; an instant is named as one or described as one.
    return recognised(field, options.instant) ? 'unitNotStated' : 'not a time'
  }
  const pattern = stated(field, 'pattern')
  if (typeof pattern === 'string') {
    const zoned = ZONE_IN_PATTERN.test(pattern) || ZONE.test(field.description) || ZONE.test(general)
    return !HOURS_IN_PATTERN.test(pattern) || zoned ? undefined : 'zoneNotStated'
  }
  if (typeof format === 'string' && format !== 'string') return 'otherFormat'
  return FORM_IN_WORDS.test(field.description) ? 'formatInWords' : 'noFormat'
}

/** An example that is a name, as of `issuedAt` for the place of issue; no form such as yyyy-MM-dd, no placeholder. */
function isName(example: unknown): boolean {
  return typeof example === 'string' && /^[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*$/.test(example.slice(0, 200))
}

/** Ten digits of an example count seconds, thirteen milliseconds: between 2001 and 2286 nothing else fits. */
function showsUnit(example: unknown): boolean {
  return typeof example === 'number' && /^\d{10}$|^\d{13}$/.test(String(example))
}

function generalText(document: ApiDocument): string {
  const root = Object.hasOwn(document.files, document.root) ? document.files[document.root] : undefined
  const info = isObject(root) && isObject(root.info) ? root.info : {}
  return typeof info.description === 'string' ? info.description.slice(0, 20_000) : ''
}
