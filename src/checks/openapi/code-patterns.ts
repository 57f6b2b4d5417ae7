import { type ApiField, apiContents, stated, typesOf } from '../../derive/api-contents.ts'
import { FIELD_KIND, type FieldKind, recognised } from '../../derive/field-kind.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { safePattern } from '../../text/safe-pattern.ts'

interface Options {
  codes: {
    kind: FieldKind
    /** What the code is called, in the language of the standard. */
    name: string
    /** Values that hold by the standard; a constraint that lets none of them through contradicts it. */
    valid: string[]
  }[]
}

const LIMITS = ['enum', 'const', 'pattern', 'minLength', 'maxLength', 'format'] as const

/** Fields of standard codes carry a pattern or a length, and one that lets valid codes through. */
export default defineCheck<Options>()({
  name: 'openapi/code-patterns',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    unconstrained: ['field', 'code'],
    contradicts: ['field', 'code', 'constraint', 'valid'],
    notText: ['field', 'code', 'type'],
  },
  options: {
    type: 'object',
    required: ['codes'],
    additionalProperties: false,
    properties: {
      codes: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['kind', 'name', 'valid'],
          additionalProperties: false,
          properties: {
            kind: FIELD_KIND,
            name: { type: 'string', minLength: 1 },
            valid: { type: 'array', minItems: 1, items: { type: 'string' } },
          },
        },
      },
    },
  },
  judge(unit, _context, options, report) {
    let examined = 0
    const seen = new Set<unknown>()
    for (const field of apiContents(unit.data as ApiDocument).fields) {
      if (seen.has(field.parts[0])) continue
      const code = options.codes.find(({ kind }) => recognised(field, kind) !== undefined)
      if (!code) continue
      seen.add(field.parts[0])
      examined++
      const data = { field: field.name.slice(0, 100), code: code.name }
      const where = { file: field.file, pointer: field.pointer, identity: data }
      const types = typesOf(field)
      if (types.size > 0 && !types.has('string')) {
        report.failure('notText', { ...data, type: [...types].join('|') }, where)
      } else if (!LIMITS.some(keyword => stated(field, keyword) !== undefined)) {
        report.failure('unconstrained', data, where)
      } else {
        const broken = contradiction(field, code.valid)
        const [valid = ''] = code.valid
        if (broken) report.failure('contradicts', { ...data, constraint: broken, valid }, where)
      }
    }
    return examined
  },
})

/** The constraint that lets no valid code through, as written. */
function contradiction(field: ApiField, valid: string[]): string | undefined {
  const least = stated(field, 'minLength')
  if (typeof least === 'number' && valid.every(code => code.length < least)) return `minLength ${least}`
  const most = stated(field, 'maxLength')
  if (typeof most === 'number' && valid.every(code => code.length > most)) return `maxLength ${most}`
  const written = stated(field, 'pattern')
  const pattern = typeof written === 'string' ? safePattern(written) : undefined
  if (pattern && !valid.some(code => pattern.test(code))) return `pattern ${String(written).slice(0, 120)}`
  return undefined
}
