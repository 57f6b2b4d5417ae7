import type { Manifest } from '../model/manifest.ts'
import { isObject } from '../text/json-tree.ts'

/** Second level under a country: the name registered stands before it (`zj.gov.cn`). */
const SHARED = new Set(['ac', 'com', 'edu', 'gov', 'net', 'org'])

/** The registered part of a host, without its port: `m.example.cn` and `api.example.cn` are one site. */
export function siteOf(host: string): string {
  const name = host.replace(/:\d+$/, '').toLowerCase()
  if (/^[\d.]+$|^\[/.test(name)) return name
  const labels = name.split('.')
  const [second = '', top = ''] = labels.slice(-2)
  return labels.slice(top.length === 2 && SHARED.has(second) ? -3 : -2).join('.')
}

/** Sites that are the app's own by its manifest: hosts of its environments, bases of its APIs, entries of its channels. */
export function ownSites(manifest: Manifest | undefined): Set<string> {
  const sites = new Set<string>()
  for (const { hosts } of Object.values(manifest?.environments ?? {}))
    for (const host of hosts ?? []) sites.add(siteOf(host))
  const apis: unknown = manifest?.apis
  const bases = (Array.isArray(apis) ? apis : []).flatMap(api =>
    isObject(api) && isObject(api.base) ? Object.values(api.base) : [],
  )
  for (const address of [...bases, ...(manifest?.channels ?? []).map(({ entry }) => entry)]) {
    const url = typeof address === 'string' ? URL.parse(address) : null
    if (url?.host) sites.add(siteOf(url.host))
  }
  return sites
}

/** Is a host of somebody else, seen from this page? */
export function isThirdParty(host: string, pageUrl: string, own: ReadonlySet<string>): boolean {
  const site = siteOf(host)
  return !own.has(site) && site !== siteOf(URL.parse(pageUrl)?.host ?? '')
}
