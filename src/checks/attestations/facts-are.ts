import type { Statement } from '../../model/attestation.ts'
import { defineCheck } from '../../model/check.ts'

interface Options {
  facts: {
    fact: string
    /** Answers that agree with the duty. */
    oneOf: (string | boolean)[]
    /** What another answer is. */
    otherwise: 'failure' | 'doubt'
  }[]
}

/** Stated answers agree with the duty; a positive verdict over contrary facts does not count. */
export default defineCheck<Options>()({
  name: 'attestations/facts-are',
  version: 1,
  unit: 'statement',
  needs: { required: ['attestations'], optional: [] },
  messages: { notSo: ['fact', 'value'] },
  options: {
    type: 'object',
    required: ['facts'],
    additionalProperties: false,
    properties: {
      facts: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['fact', 'oneOf', 'otherwise'],
          additionalProperties: false,
          properties: {
            fact: { type: 'string' },
            oneOf: { type: 'array', minItems: 1, items: { type: ['string', 'boolean'] } },
            otherwise: { enum: ['failure', 'doubt'] },
          },
        },
      },
    },
  },
  judge(unit, _context, { facts }, report) {
    const stated = (unit.data as Statement).facts ?? {}
    for (const { fact, oneOf, otherwise } of facts) {
      const value = stated[fact] as string | boolean
      if (oneOf.includes(value)) continue
      report[otherwise](
        'notSo',
        { fact, value: String(value) },
        { pointer: `/facts/${fact}`, identity: { fact } },
      )
    }
    return facts.length
  },
})
