import { dayNumber, dayOf } from '../../derive/calendar.ts'
import { defineCheck } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Days after which a function that is in no filing is no longer on its way to one. Ours. */
  graceDays: number
}

/** Ours: beyond this a list of functions is none that anybody wrote. */
const MOST_FEATURES = 2000

/**
 * The functions an app has are those it was filed with. Fails only for a function stated to be online for longer than the
 * grace period and in no filing; what is undated, recent or gone is a question. An app without a filing is another code's.
 */
export default defineCheck<Options>()({
  name: 'manifest/features-filed',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: {
    notStated: ['field'],
    badDate: ['feature', 'date'],
    unfiled: ['feature', 'since', 'days'],
    unfiledRecently: ['feature', 'since'],
    unfiledUndated: ['feature'],
    gone: ['feature'],
  },
  options: {
    type: 'object',
    required: ['graceDays'],
    additionalProperties: false,
    properties: { graceDays: { type: 'integer', minimum: 0 } },
  },
  judge(unit, context, { graceDays }, report) {
    const { app, filings } = unit.data as Manifest
    const filing = filings?.governmentApp
    if (!filing?.number?.trim()) return 0
    const filed = named((filing.features ?? []).map(name => ({ name })))
    const now = named(app?.features ?? [])
    for (const [field, pointer, list] of [
      ['filings.governmentApp.features', '/filings/governmentApp/features', filed],
      ['app.features', '/app/features', now],
    ] as const) {
      if (list.size === 0) report.doubt('notStated', { field }, { pointer, identity: { field } })
    }
    if (filed.size === 0 || now.size === 0) return 1
    for (const [form, { name, since, index }] of now) {
      if (filed.has(form)) continue
      const feature = name.slice(0, 60)
      const where = { pointer: `/app/features/${index}`, identity: { feature: form.slice(0, 60) } }
      const day = dayNumber(since)
      if (since === '') report.doubt('unfiledUndated', { feature }, where)
      else if (day === undefined) {
        report.failure(
          'badDate',
          { feature, date: since.slice(0, 40) },
          { ...where, pointer: `${where.pointer}/since` },
        )
      } else if (dayOf(context.asOf) - day > graceDays) {
        report.failure('unfiled', { feature, since, days: dayOf(context.asOf) - day }, where)
      } else report.doubt('unfiledRecently', { feature, since }, where)
    }
    for (const [form, { name, index }] of filed) {
      if (now.has(form)) continue
      const where = {
        pointer: `/filings/governmentApp/features/${index}`,
        identity: { feature: form.slice(0, 60) },
      }
      report.doubt('gone', { feature: name.slice(0, 60) }, where)
    }
    return new Set([...now.keys(), ...filed.keys()]).size
  },
})

interface Feature {
  name: string
  since: string
  index: number
}

/** By the form in which names are matched; a name that says nothing is left out, the first of two alike counts. */
function named(features: readonly { name?: string; since?: string }[]): Map<string, Feature> {
  const found = new Map<string, Feature>()
  for (const [index, { name = '', since = '' }] of features.slice(0, MOST_FEATURES).entries()) {
    const form = matchingName(name)
    if (form !== '' && !found.has(form)) found.set(form, { name: name.trim(), since: since.trim(), index })
  }
  return found
}
