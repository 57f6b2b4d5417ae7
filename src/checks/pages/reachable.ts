import { nodeOf, type PageNode, tapsTo } from '../../derive/page-graph.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Role of the page that must be reached from the home page. */
  role: string
  /** Most taps. */
  most: number
}

/** A page is reached from the home page by links, in few taps. Only pages that were looked at are walked. */
export default defineFold<Options>()<
  { nodes: PageNode[] },
  { tooFar: ['role', 'taps', 'most']; noWayFound: ['role'] }
>({
  name: 'pages/reachable',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { tooFar: ['role', 'taps', 'most'], noWayFound: ['role'] },
  stateBytesPerUnit: 60_000,
  options: {
    type: 'object',
    required: ['role', 'most'],
    additionalProperties: false,
    properties: { role: { type: 'string', minLength: 1 }, most: { type: 'integer', minimum: 1 } },
  },
  init: () => ({ nodes: [] }),
  step(state, unit) {
    const page = unit.data as PageCapture
    if (page.state === 'standard') state.nodes.push(nodeOf(page))
    return 0
  },
  end({ nodes }, _context, { role, most }, report) {
    if (!nodes.some(node => node.role === role) || !nodes.some(node => node.role === 'home')) return 0
    const taps = tapsTo(role, nodes)
    if (taps === undefined) report.doubt('noWayFound', { role }, { identity: { role } })
    else {
      report.measure('taps', taps, 'taps')
      if (taps > most) report.failure('tooFar', { role, taps, most }, { identity: { role } })
    }
    return 1
  },
})
