import { dayNumber, dayOf } from '../../derive/calendar.ts'
import { defineCheck } from '../../model/check.ts'
import type { Manifest, Waiver } from '../../model/manifest.ts'

const FIELDS = ['reason', 'approver', 'expires'] as const

/** Every waiver says why, who approved it and until when; none has run out. That it still matches something, the engine says. */
export default defineCheck()({
  name: 'manifest/waivers-complete',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: {
    notStated: ['code', 'field'],
    badDate: ['code', 'expires'],
    expired: ['code', 'expires'],
  },
  options: { type: 'object', additionalProperties: false, properties: {} },
  judge(unit, { asOf }, _options, report) {
    const waivers = (unit.data as Manifest).waivers ?? []
    for (const [index, waiver] of waivers.entries()) {
      const code = waiver.code ?? `#${index + 1}`
      const at = (field: string) => ({
        pointer: `/waivers/${index}/${field}`,
        identity: { ...namesOf(waiver), field },
      })
      for (const field of FIELDS) {
        if (!waiver[field]?.trim()) report.failure('notStated', { code, field }, at(field))
      }
      const expires = waiver.expires?.trim()
      if (!expires) continue
      const day = dayNumber(expires)
      if (day === undefined) report.failure('badDate', { code, expires }, at('expires'))
      else if (day < dayOf(asOf)) report.failure('expired', { code, expires }, at('expires'))
    }
    return waivers.length
  },
})

/** What tells one waiver from another, never its place in the list. */
function namesOf({ code, place, cause }: Waiver): Record<string, string> {
  return { ...(code ? { code } : {}), ...(place ? { place } : {}), ...(cause ? { cause } : {}) }
}
