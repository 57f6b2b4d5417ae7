import { differenceIn, endsOf } from '../../derive/elder-mode.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** A page whose text and components have this size before needs no other version, dp. */
  enough: { text: number; targets: number }
}

/** Behind the entrance there is an elder version: the page differs from the standard one. Not of versions the host switches. */
export default defineCheck<Options>()({
  name: 'pages/elder-differs',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    noDifference: ['standard', 'elder', 'by', 'size', 'targetSize'],
    notKept: ['standard', 'elder', 'by'],
  },
  options: {
    type: 'object',
    required: ['enough'],
    additionalProperties: false,
    properties: {
      enough: {
        type: 'object',
        required: ['text', 'targets'],
        additionalProperties: false,
        properties: { text: { type: 'number', minimum: 1 }, targets: { type: 'number', minimum: 1 } },
      },
    },
  },
  judge({ key, data }, _context, { enough }, report) {
    const { state, mode, url } = data as PageCapture
    const ends = mode && endsOf(mode)
    if (state !== 'elder' || !mode || !ends || !['switch', 'address', 'kept'].includes(mode.reached)) return 0
    const { before } = ends
    if (before.texts === 0 || (before.smallest >= enough.text && before.targetSize >= enough.targets))
      return 0
    const said = {
      standard: mode.reached === 'address' ? mode.by : url,
      elder: key,
      by: mode.by,
      size: ends.after.textSize,
      targetSize: ends.after.targetSize,
    }
    const difference = differenceIn(mode)
    // Made otherwise and no larger: its text and components then fail by their own codes.
    if (difference === 'none' && mode.reached === 'kept')
      report.doubt('notKept', { standard: said.standard, elder: key, by: mode.by }, { identity: {} })
    else if (difference === 'none') report.failure('noDifference', said, { identity: {} })
    return 1
  },
})
