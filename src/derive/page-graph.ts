import type { PageCapture } from '../model/page.ts'

/** What is needed of a page to walk from link to link. */
export interface PageNode {
  role: string
  address: string
  links: string[]
}

export function nodeOf({ role, finalUrl, links }: PageCapture): PageNode {
  return {
    role,
    address: plainAddress(finalUrl),
    links: [...new Set(links.map(({ href }) => plainAddress(href)))],
  }
}

/**
 * Fewest taps from the home page to a page of some role over links of pages that were looked at; undefined where no chain
 * of them leads there.
 */
export function tapsTo(role: string, nodes: readonly PageNode[]): number | undefined {
  const byAddress = Map.groupBy(nodes, ({ address }) => address)
  const wanted = new Set(nodes.filter(node => node.role === role).map(({ address }) => address))
  let here = nodes.filter(node => node.role === 'home').map(({ address }) => address)
  const seen = new Set(here)
  for (let taps = 0; here.length > 0; taps++) {
    if (here.some(address => wanted.has(address))) return taps
    const next = here
      .flatMap(address => byAddress.get(address) ?? [])
      .flatMap(({ links }) => links)
      .filter(address => (byAddress.has(address) || wanted.has(address)) && !seen.has(address))
    for (const address of next) seen.add(address)
    here = [...new Set(next)]
  }
  return undefined
}

/** Addresses compare without a trailing slash and without the mode or tracking in a query. */
export function plainAddress(url: string): string {
  const [before = '', hash = ''] = url.split('#')
  const route = hash.split('?')[0] ?? ''
  return `${before.split('?')[0]?.replace(/\/$/, '')}#${route.replace(/^\/?|\/$/g, '')}`
}
