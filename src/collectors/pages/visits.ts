import type { HostProfile } from '../../model/host-profile.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { PageState } from '../../model/page.ts'
import { itemSearches } from './item-searches.ts'
import { modeVisits } from './mode-visits.ts'

/** One page the manifest names, in one state. */
export interface Visit {
  /** `home`, `elderHome`, `privacy` …, or `item`. */
  role: string
  taskCode?: string
  /** Route as written in the manifest: the page's name in every report. */
  route: string
  url: string
  state: PageState
  journey?: string
  /** What the journey types. */
  ask?: readonly string[]
  /** Address of another page the journey needs. */
  from?: string
  /** Tells visits of one route and state apart in reports. */
  named?: string
  /** What it is to look at may well not be there, which is no gap. */
  optional?: boolean
  /** Visits of one group share cookies and storage; without a group the visit shares with nobody. */
  shares?: string
  /** What is tried beside the look on fresh pages, and the pages it goes on to. */
  asides?: string[]
  onward?: { role: string; url: string }[]
}

/** A channel whose pages a browser can open. */
export interface PageChannel {
  id: string
  entry: URL
  /** Folder of the build, relative to the manifest. */
  bundle: string | undefined
}

const HOST = 'host'

/** The first channel with an http(s) entry; undefined when there is none. */
export function pageChannel(manifest: Manifest): PageChannel | undefined {
  for (const [index, channel] of (manifest.channels ?? []).entries()) {
    const entry = URL.parse(`${channel.entry ?? ''}`)
    if (entry && /^https?:$/.test(entry.protocol))
      return {
        id: channel.id ?? `channel:${index + 1}`,
        entry,
        bundle: typeof channel.bundle === 'string' ? channel.bundle : undefined,
      }
  }
  return undefined
}

/**
 * The pages the manifest names in standard mode, then in their other states, then the search asked for some items. Pages the
 * host provides are left out.
 *
 * @param inside `names`: official names of items, by implementation code
 */
export function visitsOf(
  manifest: Manifest,
  { entry }: PageChannel,
  inside: { host: HostProfile | undefined; mayType: boolean; names?: ReadonlyMap<string, string> },
): Visit[] {
  const { items, ...named } = (manifest.pages ?? {}) as Record<string, unknown>
  const visits: Visit[] = []
  const add = (role: string, route: unknown, taskCode?: string) => {
    if (typeof route !== 'string' || route === HOST) return
    const url = URL.parse(route, entry)
    if (!url) return
    visits.push({
      role,
      route,
      url: url.href,
      state: 'standard',
      shares: 'standard',
      ...(taskCode === undefined ? {} : { taskCode }),
    })
  }
  for (const [role, route] of Object.entries(named)) add(role, route)
  for (const item of Array.isArray(items) ? items : []) add('item', item?.url, item?.taskCode)
  const searches = inside.mayType ? itemSearches(manifest, visits, inside.names ?? new Map()) : []
  return [...visits.filter(({ role }) => role !== 'elderHome'), ...modeVisits(visits, inside), ...searches]
}
