import { nodeOf, type PageNode, tapsTo } from '../../derive/page-graph.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Pages that are services. */
  role: string
  /** With a page of this role in the elder version, every service can still be searched for. */
  search: string
}

const SAID = ['service', 'taps', 'standard', 'elder'] as const

interface Seen {
  standard: PageNode[]
  elder: PageNode[]
  /** Units of the two home pages, for whoever wants to see them side by side. */
  homes: { standard?: string; elder?: string }
}

/**
 * Services reached from the home page by links are reached from the elder home by links too. Only pages that were looked at
 * are walked; a simpler home that leaves a service to its search is a doubt, not a fault.
 */
export default defineFold<Options>()<
  Seen,
  { notSeenInElder: [...typeof SAID]; leftToSearch: [...typeof SAID] }
>({
  name: 'pages/elder-parity',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { notSeenInElder: [...SAID], leftToSearch: [...SAID] },
  stateBytesPerUnit: 60_000,
  options: {
    type: 'object',
    required: ['role', 'search'],
    additionalProperties: false,
    properties: { role: { type: 'string', minLength: 1 }, search: { type: 'string', minLength: 1 } },
  },
  init: () => ({ standard: [], elder: [], homes: {} }),
  step(seen, unit, _context, { role }) {
    const page = unit.data as PageCapture
    if (page.search || (page.state !== 'standard' && page.state !== 'elder')) return 0
    // One node a service, so that each is asked for by its own name.
    const node = nodeOf(page)
    const named = page.role === role ? `${role} ${page.url}` : page.role === 'elderHome' ? 'home' : page.role
    if (named === 'home') seen.homes[page.state] ??= unit.key
    seen[page.state].push({ ...node, role: named })
    return 0
  },
  end({ standard, elder, homes }, _context, { role, search }, report) {
    if (!elder.some(node => node.role === 'home')) return 0
    const services = new Set(standard.map(node => node.role).filter(name => name.startsWith(`${role} `)))
    // What a service's page is in the elder version was looked at by its address; links to it are what counts.
    const walked = [...elder, ...standard.filter(node => services.has(node.role)).map(bare)]
    let reached = 0
    let both = 0
    for (const name of services) {
      const taps = tapsTo(name, standard)
      if (taps === undefined) continue
      reached++
      if (tapsTo(name, walked) !== undefined) {
        both++
        continue
      }
      const service = name.slice(role.length + 1)
      const said = { service, taps, standard: homes.standard ?? '', elder: homes.elder ?? '' }
      const searched = tapsTo(search, elder) !== undefined
      report.doubt(searched ? 'leftToSearch' : 'notSeenInElder', said, { identity: { service } })
    }
    if (reached > 0) report.measure('servicesInBothVersions', both / reached, 'ratio')
    return reached
  },
})

function bare(node: PageNode): PageNode {
  return { ...node, links: [] }
}
