import { differenceBetween, differenceIn } from '../../derive/elder-mode.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** A page whose text and components have this size before follows any mode, dp. */
  enough: { text: number; targets: number }
}

/** A page inside a host follows the host's elder mode, when it starts and when the mode changes while it is open. */
export default defineCheck<Options>()({
  name: 'pages/follows-container',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    ignores: ['host', 'standard', 'elder', 'size', 'asked'],
    forbidsEnlarging: ['host', 'size'],
    readOnce: ['host', 'size', 'elderSize', 'listens'],
    onlyOnChange: ['host', 'size', 'elderSize'],
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
    const { mode, bridge, url } = data as PageCapture
    if (mode?.reached !== 'host') return 0
    const [before, ...later] = mode.glances
    if (before === undefined || before.texts === 0) return 0
    if (before.smallest >= enough.text && before.targetSize >= enough.targets) return 0
    const host = mode.by
    const whole = differenceIn(mode)
    const where = { identity: {} }
    const said = (list: readonly string[]) => (list.length > 0 ? list.join('、') : '-')
    if (whole === 'none' && bridge?.pinned)
      report.failure('forbidsEnlarging', { host, size: before.textSize }, where)
    else if (whole === 'none') {
      const asked = said((bridge?.calls ?? []).map(({ method }) => method).slice(0, 5))
      report.failure('ignores', { host, standard: url, elder: key, size: before.textSize, asked }, where)
    } else {
      const open = later.find(({ moment }) => moment === 'while-open')
      const anew = later.find(({ moment }) => moment === 'reloaded')
      const figures = { host, size: before.textSize }
      if (open && differenceBetween(before, open) === 'none') {
        const listens = said(bridge?.listens ?? [])
        report.failure('readOnce', { ...figures, elderSize: anew?.textSize ?? 0, listens }, where)
      } else if (anew && differenceBetween(before, anew) === 'none')
        report.failure('onlyOnChange', { ...figures, elderSize: open?.textSize ?? 0 }, where)
    }
    return 1
  },
})
