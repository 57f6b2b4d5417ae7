import type { Operation } from '../../derive/operations.ts'
import { defineCheck } from '../../model/check.ts'

interface Options {
  /** Parameters and answers named in one finding at most. */
  most: number
}

/**
 * An operation, its parameters and its answers are described in Chinese. What is lacking is one finding an operation: `parts`
 * names the fields, as paths below the operation.
 */
export default defineCheck<Options>()({
  name: 'openapi/described-in-chinese',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: { notChinese: ['method', 'path', 'parts', 'count'] },
  options: {
    type: 'object',
    required: ['most'],
    additionalProperties: false,
    properties: { most: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  judge(unit, _context, { most }, report) {
    const operation = unit.data as Operation
    const { method, path, file, pointer, node, parameters, answers } = operation
    const parts: string[] = []
    if (!isChinese(node.summary) && !isChinese(node.description)) parts.push('summary')
    const kinds = new Set(parts)
    for (const { node: parameter } of parameters) {
      if (isChinese(parameter.description) || typeof parameter.name !== 'string') continue
      kinds.add('parameters')
      parts.push(`parameters/${parameter.name.slice(0, 60)}`)
    }
    for (const { status, response } of answers.values()) {
      const description = response?.overrides?.description ?? response?.node.description
      // No text at all, or nothing found: faults of U1-21 and U1-40.
      if (typeof description !== 'string' || isChinese(description)) continue
      kinds.add('responses')
      parts.push(`responses/${status.slice(0, 20)}`)
    }
    if (parts.length > 0) {
      const count = parts.length
      const data = { method, path, parts: parts.slice(0, most).join('、'), count }
      const template = { kinds: [...kinds].join(' ') }
      report.failure('notChinese', data, { file, pointer, identity: {}, template })
    }
    return 1
  },
})

/** Holds at least one Chinese character; only the beginning is read. */
function isChinese(text: unknown): boolean {
  return typeof text === 'string' && /\p{Script=Han}/u.test(text.slice(0, 5000))
}
