import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { LayerControl } from '../../model/page-layers.ts'

interface Options {
  /** Least width and height of what closes a floating window, dp. */
  least: number
  /** A control whose name is one of these, or starts with one, closes its window. */
  names: string[]
  /** A control without such a name closes its window where a word of its classes, id or picture is one of these. */
  hints: string[]
}

/** What closes a floating window is large enough to be hit. Bars that stay are no windows; a window without a close is another matter. */
export default defineCheck<Options>()({
  name: 'pages/close-targets',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { closeTooSmall: ['element', 'layer', 'name', 'width', 'height', 'least'] },
  options: {
    type: 'object',
    required: ['least', 'names', 'hints'],
    additionalProperties: false,
    properties: {
      least: { type: 'number', minimum: 1 },
      names: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      hints: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z]+$' } },
    },
  },
  judge(unit, _context, options, report) {
    const { layers } = unit.data as PageCapture
    let examined = 0
    for (const layer of layers) {
      if (layer.kind === 'bar' || layer.kind === 'mask') continue
      // Where several ways close one window, the largest is there to be hit.
      const [close] = layer.controls
        .filter(control => closes(control, options))
        .sort((a, b) => Math.min(b.width, b.height) - Math.min(a.width, a.height))
      if (!close) continue
      examined++
      const { element, name, width, height } = close
      // Boxes are rounded, and a finger's reach is asked in whole pixels.
      if (width + 1 >= options.least && height + 1 >= options.least) continue
      report.failure(
        'closeTooSmall',
        {
          element: element.selector,
          layer: layer.name || layer.element.selector,
          name,
          width,
          height,
          least: options.least,
        },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return examined
  },
})

function closes({ name, hint }: LayerControl, { names, hints }: Options): boolean {
  const said = name.trim()
  if (names.some(word => said.startsWith(word))) return true
  if (/[\p{L}\p{N}]{2}/u.test(said)) return false
  const parts = hint.toLowerCase().split(/[^a-z]+/)
  return parts.some(part => hints.includes(part))
}
