import { defineCheck } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'

interface Options {
  /** The layers, each of which needs a component. */
  layers: string[]
}

/** Every component names one of the layers, and no layer is empty. Rests on the owner's word alone. */
export default defineCheck<Options>()({
  name: 'manifest/layers-declared',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: {
    notStated: ['field'],
    layerNotStated: ['component'],
    unknownLayer: ['component', 'layer', 'layers'],
    emptyLayer: ['layer'],
  },
  options: {
    type: 'object',
    required: ['layers'],
    additionalProperties: false,
    properties: { layers: { type: 'array', minItems: 1, items: { type: 'string' } } },
  },
  judge(unit, _context, { layers }, report) {
    const components = (unit.data as Manifest).components ?? []
    if (components.length === 0) {
      report.doubt('notStated', { field: 'components' }, { pointer: '/components' })
      return 0
    }
    const filled = new Set<string>()
    let untold = false
    for (const [index, { name, layer }] of components.entries()) {
      const component = name ?? String(index + 1)
      const where = { pointer: `/components/${index}/layer`, identity: { component } }
      if (!layer) {
        untold = true
        report.doubt('layerNotStated', { component }, where)
      } else if (layers.includes(layer)) filled.add(layer)
      else {
        // A misspelt layer may be the one that seems empty: one fault, said once.
        untold = true
        report.failure('unknownLayer', { component, layer, layers: layers.join('、') }, where)
      }
    }
    for (const layer of layers) {
      if (filled.has(layer) || untold) continue
      report.failure('emptyLayer', { layer }, { pointer: '/components', identity: { layer } })
    }
    return layers.length
  },
})
