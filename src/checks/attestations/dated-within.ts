import { dayNumber, dayOf } from '../../derive/calendar.ts'
import { monthsAfter } from '../../derive/statement-standing.ts'
import type { Statement } from '../../model/attestation.ts'
import { defineCheck } from '../../model/check.ts'

interface Options {
  /** Fact that holds the day. */
  fact: string
  months: number
  /** Only where this other fact is at least so much. */
  when?: { fact: string; atLeast: number }
}

/** A stated day lies at most so many months back, whatever verdict the statement gives. */
export default defineCheck<Options>()({
  name: 'attestations/dated-within',
  version: 1,
  unit: 'statement',
  needs: { required: ['attestations'], optional: [] },
  messages: { tooOld: ['date', 'months'] },
  options: {
    type: 'object',
    required: ['fact', 'months'],
    additionalProperties: false,
    properties: {
      fact: { type: 'string' },
      months: { type: 'integer', minimum: 1 },
      when: {
        type: 'object',
        required: ['fact', 'atLeast'],
        additionalProperties: false,
        properties: { fact: { type: 'string' }, atLeast: { type: 'number' } },
      },
    },
  },
  judge(unit, { asOf }, { fact, months, when }, report) {
    const facts = (unit.data as Statement).facts ?? {}
    if (when && Number(facts[when.fact]) < when.atLeast) return 1
    const date = String(facts[fact])
    // That it is a day at all was asked before.
    const day = dayNumber(date)
    if (day !== undefined && monthsAfter(day, months) < dayOf(asOf)) {
      report.failure('tooOld', { date, months }, { pointer: `/facts/${fact}` })
    }
    return 1
  },
})
