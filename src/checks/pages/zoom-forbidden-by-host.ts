import { resizesText, zoomOf } from '../../derive/viewport.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Host packs whose hosts ask their guests to forbid zooming. */
  packs: string[]
  least: number
  /** As in `pages/zoom-allowed`. */
  enough: number
}

/** Zooming is off because the host asks for it: one conflict for all pages, which only the host can settle. */
export default defineFold<Options>()<
  { forbidden: number; pages: number; resized: boolean },
  { hostForbids: ['host', 'pages', 'least'] }
>({
  name: 'pages/zoom-forbidden-by-host',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { hostForbids: ['host', 'pages', 'least'] },
  stateBytesPerUnit: 1,
  options: {
    type: 'object',
    required: ['packs', 'least', 'enough'],
    additionalProperties: false,
    properties: {
      packs: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      least: { type: 'number', minimum: 1, maximum: 10 },
      enough: { type: 'number', minimum: 1 },
    },
  },
  init: () => ({ forbidden: 0, pages: 0, resized: false }),
  step(state, unit, { target }, { packs, least, enough }) {
    if (target.hostPack === null || !packs.includes(target.hostPack)) return 0
    const page = unit.data as PageCapture
    state.pages++
    if (zoomOf(page.viewport) < least) state.forbidden++
    if (resizesText(page, least, enough)) state.resized = true
    return 0
  },
  end({ forbidden, pages, resized }, { target }, { least }, report) {
    if (forbidden > 0 && !resized) {
      const host = `${target.hostPack}`
      report.failure('hostForbids', { host, pages: forbidden, least }, { identity: { host } })
    }
    return pages > 0 ? 1 : 0
  },
})
