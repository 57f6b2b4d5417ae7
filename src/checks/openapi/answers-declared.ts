import { carriesJson } from '../../derive/media-types.ts'
import type { Answer, Operation } from '../../derive/operations.ts'
import { onlyMutualTls } from '../../derive/security-schemes.ts'
import { defineCheck } from '../../model/check.ts'

interface Options {
  /** Which operations are looked at: those every caller must sign in for, or all. */
  when: 'secured' | 'always'
  /** Status keys of which one suffices, e.g. `401`, `4XX`. */
  statuses: string[]
  /** Business codes of the manifest's `envelope` that may stand in for a status. */
  envelopeField: 'unauthenticated' | 'forbidden'
}

/**
 * An operation says how it answers a certain kind of refused caller: by one of some statuses, or, where the API wraps
 * its answers and the manifest states the business codes for it, by an answer that can carry them.
 */
export default defineCheck<Options>()({
  name: 'openapi/answers-declared',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: {
    undeclared: ['method', 'path', 'statuses'],
    defaultOnly: ['method', 'path', 'statuses'],
    unresolvedAnswer: ['method', 'path', 'ref'],
  },
  options: {
    type: 'object',
    required: ['when', 'statuses', 'envelopeField'],
    additionalProperties: false,
    properties: {
      when: { enum: ['secured', 'always'] },
      statuses: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', pattern: '^[1-5]([0-9]{2}|XX)$' },
      },
      envelopeField: { enum: ['unauthenticated', 'forbidden'] },
    },
  },
  judge(unit, _context, options, report) {
    const operation = unit.data as Operation
    if (options.when === 'secured' && (!operation.secured || onlyMutualTls(operation))) return 0
    const { method, path, answers, document } = operation
    if (options.statuses.some(status => answers.has(status))) return 1
    const where = { file: operation.file, pointer: `${operation.pointer}/responses`, identity: {} }
    const statuses = options.statuses.join('|')
    const codes = document.envelope?.[options.envelopeField]
    if (Array.isArray(codes) && codes.length > 0) {
      const carriers = [...answers.values()].filter(carriesCodes)
      if (carriers.some(answer => answer.response && carriesJson(answer.response.node))) return 1
      const lost = carriers.find(answer => answer.fault)
      if (lost?.fault) {
        const ref = lost.fault.ref.slice(0, 200)
        report.doubt('unresolvedAnswer', { method, path, ref }, { ...where, pointer: lost.declared.pointer })
        return 1
      }
    }
    if (answers.has('default')) report.doubt('defaultOnly', { method, path, statuses }, where)
    else report.failure('undeclared', { method, path, statuses }, where)
    return 1
  },
})

/** Business codes come in the answer of a call that HTTP calls a success, or in the catch-all. */
function carriesCodes({ status }: Answer): boolean {
  return status === 'default' || /^2(\d\d|XX)$/.test(status)
}
