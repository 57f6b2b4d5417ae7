import { defineCheck } from '../../../model/check.ts'
import type { Manifest } from '../../../model/manifest.ts'

interface Options {
  /** Top-level section of the manifest. */
  section: keyof Manifest
}

/** A section of the manifest is stated and holds something. Write here what yours judges, in one sentence. */
export default defineCheck<Options>()({
  name: 'templates/manifest',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: { notStated: ['section'], empty: ['section'] },
  options: {
    type: 'object',
    required: ['section'],
    additionalProperties: false,
    properties: { section: { type: 'string', minLength: 1 } },
  },
  judge(unit, _context, { section }, report) {
    const value = (unit.data as Manifest)[section]
    // Silence is a doubt, a wrong statement a failure.
    if (value === undefined || value === null)
      report.doubt('notStated', { section }, { identity: { section } })
    else if (typeof value === 'object' && Object.keys(value).length === 0) {
      report.failure('empty', { section }, { pointer: `/${section}`, identity: { section } })
    }
    return 1
  },
})
