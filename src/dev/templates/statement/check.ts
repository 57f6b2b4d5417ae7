import type { Statement } from '../../../model/attestation.ts'
import { defineCheck } from '../../../model/check.ts'

interface Options {
  /** Fact that has to be answered with no. */
  fact: string
}

/** A stated fact agrees with the duty. Write here what yours judges, in one sentence. */
export default defineCheck<Options>()({
  name: 'templates/statement',
  version: 1,
  unit: 'statement',
  needs: { required: ['attestations'], optional: [] },
  messages: { contrary: ['fact'] },
  options: {
    type: 'object',
    required: ['fact'],
    additionalProperties: false,
    properties: { fact: { type: 'string', minLength: 1 } },
  },
  judge(unit, _context, { fact }, report) {
    // Signed, in force and complete: the engine saw to that before.
    if ((unit.data as Statement).facts?.[fact] !== false) {
      report.failure('contrary', { fact }, { pointer: `/facts/${fact}`, identity: { fact } })
    }
    return 1
  },
})
