import type { Statement } from '../../model/attestation.ts'
import { defineCheck } from '../../model/check.ts'

interface Options {
  /** Fact that holds the number. */
  fact: string
  least: number
  /** What a smaller number is: a doubt where the bound is this kit's own. */
  otherwise: 'failure' | 'doubt'
}

/** A stated number is not below a bound. */
export default defineCheck<Options>()({
  name: 'attestations/at-least',
  version: 1,
  unit: 'statement',
  needs: { required: ['attestations'], optional: [] },
  messages: { tooLittle: ['value', 'least'] },
  options: {
    type: 'object',
    required: ['fact', 'least', 'otherwise'],
    additionalProperties: false,
    properties: {
      fact: { type: 'string' },
      least: { type: 'number' },
      otherwise: { enum: ['failure', 'doubt'] },
    },
  },
  judge(unit, _context, { fact, least, otherwise }, report) {
    const value = Number((unit.data as Statement).facts?.[fact])
    if (value < least) report[otherwise]('tooLittle', { value, least }, { pointer: `/facts/${fact}` })
    return 1
  },
})
