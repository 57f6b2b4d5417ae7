import { resizesText, zoomOf } from '../../derive/viewport.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** A page must let itself be enlarged at least so far; or the app's text size setting enlarges text so far. */
  least: number
  /** A text size in dp that the app's own setting reaches is enough too. */
  enough: number
  /** Host packs whose hosts forbid zooming: there it is the host's conflict, not each page's fault. */
  leftTo: string[]
}

/** The viewport lets the page be enlarged, or the app resizes its text itself. */
export default defineFold<Options>()<
  { resized: boolean },
  { zoomOff: ['viewport']; zoomLimited: ['viewport', 'maximum', 'least'] }
>({
  name: 'pages/zoom-allowed',
  version: 2,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  passes: ['page', 'page'],
  messages: { zoomOff: ['viewport'], zoomLimited: ['viewport', 'maximum', 'least'] },
  stateBytesPerUnit: 1,
  options: {
    type: 'object',
    required: ['least', 'enough', 'leftTo'],
    additionalProperties: false,
    properties: {
      least: { type: 'number', minimum: 1, maximum: 10 },
      enough: { type: 'number', minimum: 1 },
      leftTo: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  init: () => ({ resized: false }),
  step(state, unit, { target }, { least, enough, leftTo }, report, pass) {
    const page = unit.data as PageCapture
    if (pass === 0) {
      if (resizesText(page, least, enough)) state.resized = true
      return 0
    }
    const zoom = zoomOf(page.viewport)
    if (zoom < least && target.hostPack !== null && leftTo.includes(target.hostPack)) return 0
    if (zoom >= least || state.resized) return 1
    const viewport = `${page.viewport}`.slice(0, 120)
    const where = { pointer: 'meta[name=viewport]', identity: {} }
    if (zoom === 0) report.failure('zoomOff', { viewport }, where)
    else report.failure('zoomLimited', { viewport, maximum: zoom, least }, where)
    return 1
  },
  end: () => 0,
})
