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
  /** This fact is also stated in the manifest, under these keys; the two have to agree. */
  declared?: { fact: string; at: string[] }
}

/** A stated day lies at most so many months back, whatever verdict the statement gives; what the manifest also states agrees. */
export default defineCheck<Options>()({
  name: 'attestations/dated-within',
  version: 1,
  unit: 'statement',
  needs: { required: ['attestations'], optional: ['manifest'] },
  messages: { tooOld: ['date', 'months'], differs: ['fact', 'value', 'declared'] },
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
      declared: {
        type: 'object',
        required: ['fact', 'at'],
        additionalProperties: false,
        properties: {
          fact: { type: 'string' },
          at: { type: 'array', minItems: 1, items: { type: 'string' } },
        },
      },
    },
  },
  judge(unit, { asOf, manifest }, { fact, months, when, declared }, report) {
    const facts = (unit.data as Statement).facts ?? {}
    const other = declared && at(manifest, declared.at)
    if (declared && other !== undefined && other !== facts[declared.fact]) {
      // A lower level in the statement would let an old assessment pass.
      const data = { fact: declared.fact, value: String(facts[declared.fact]), declared: String(other) }
      report.doubt('differs', data, { pointer: `/facts/${declared.fact}` })
    }
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

/** A scalar of the manifest, own keys only. */
function at(root: unknown, keys: readonly string[]): unknown {
  let node = root
  for (const key of keys) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined
    node = (node as Record<string, unknown>)[key]
  }
  return typeof node === 'object' ? undefined : node
}
