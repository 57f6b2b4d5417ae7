import { dayOf, daysOf } from '../../derive/calendar.ts'
import { defineCheck } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'
import { halfWidth } from '../../text/normalise.ts'

interface Options {
  /** Standards that the rules over service items rest on: asked for where the manifest names a catalogue. */
  withCatalogue: string[]
}

const FIELDS = ['id', 'version', 'date'] as const

/** The standards followed are listed with version and date, none expired. Rests on the owner's word alone: what is missing is a doubt. */
export default defineCheck<Options>()({
  name: 'manifest/standards-declared',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: {
    noneStated: ['field'],
    notListed: ['standard'],
    notStated: ['standard', 'field'],
    badDate: ['standard', 'field', 'date'],
    expired: ['standard', 'expires'],
  },
  options: {
    type: 'object',
    required: ['withCatalogue'],
    additionalProperties: false,
    properties: { withCatalogue: { type: 'array', items: { type: 'string' } } },
  },
  judge(unit, { asOf }, { withCatalogue }, report) {
    const { standards = [], catalogue } = unit.data as Manifest
    if (standards.length === 0) {
      report.doubt('noneStated', { field: 'standards' }, { pointer: '/standards' })
      return 0
    }
    for (const [index, one] of standards.entries()) {
      const standard = one.id?.trim() || `#${index + 1}`
      const at = (field: string) => ({
        pointer: `/standards/${index}/${field}`,
        identity: one.id ? { standard, field } : { field },
      })
      for (const field of FIELDS) {
        // `GB/T 39554.2-2020` states its version in its number.
        const stated = one[field]?.trim() || (field === 'version' && /-\d{4}$/.test(standard))
        if (!stated) report.doubt('notStated', { standard, field }, at(field))
      }
      for (const field of ['date', 'expires'] as const) {
        const date = one[field]?.trim()
        if (!date) continue
        const days = daysOf(date)
        if (days === undefined) report.failure('badDate', { standard, field, date }, at(field))
        else if (field === 'expires' && days.last < dayOf(asOf)) {
          report.failure('expired', { standard, expires: date }, at(field))
        }
      }
    }
    if (catalogue !== undefined && 'source' in catalogue) {
      const listed = new Set(standards.map(({ id = '' }) => plain(id)))
      for (const standard of withCatalogue) {
        if (listed.has(plain(standard))) continue
        report.doubt('notListed', { standard }, { pointer: '/standards', identity: { standard } })
      }
    }
    return standards.length
  },
})

/** A standard's number without spaces and year. */
function plain(id: string): string {
  return halfWidth(id.slice(0, 100))
    .toUpperCase()
    .replace(/\s/g, '')
    .replace(/-\d{4}$/, '')
}
