import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** A page must let itself be enlarged at least so far. */
  least: number
}

/** The viewport lets the page be enlarged. */
export default defineCheck<Options>()({
  name: 'pages/zoom-allowed',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    zoomOff: ['viewport'],
    zoomLimited: ['viewport', 'maximum', 'least'],
  },
  options: {
    type: 'object',
    required: ['least'],
    additionalProperties: false,
    properties: { least: { type: 'number', minimum: 1, maximum: 10 } },
  },
  judge(unit, _context, { least }, report) {
    const { viewport } = unit.data as PageCapture
    if (viewport === null) return 1
    const stated = new Map(
      viewport
        .toLowerCase()
        .split(/[,;]/)
        .map(part => {
          const [name = '', value = ''] = part.split('=').map(side => side.trim())
          return [name, value] as const
        }),
    )
    const where = { pointer: 'meta[name=viewport]', identity: {} }
    const scalable = stated.get('user-scalable')
    const maximum = Number.parseFloat(stated.get('maximum-scale') ?? '')
    if (scalable === 'no' || scalable === '0')
      report.failure('zoomOff', { viewport: viewport.slice(0, 120) }, where)
    // Browsers drop a negative scale.
    else if (maximum >= 0 && maximum < least)
      report.failure('zoomLimited', { viewport: viewport.slice(0, 120), maximum, least }, where)
    return 1
  },
})
