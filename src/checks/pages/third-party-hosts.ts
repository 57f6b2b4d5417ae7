import { isThirdParty, ownSites, siteOf } from '../../derive/site.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Kinds of traces that may not go to others. */
  kinds: string[]
  /** Names under which the companies behind known sites are disclosed. */
  known: Record<string, string[]>
}

interface State {
  own: Set<string>
  hosts: Set<string>
  /** Words of the privacy page; undefined: not looked at. */
  policy: string | undefined
  pages: number
}

/** Hosts of others that pages ask for are named in the privacy policy, and get neither citizen number nor phone. */
export default defineFold<Options>()<
  State,
  { undisclosed: ['host', 'names']; perhapsUndisclosed: ['host']; given: ['host', 'kind', 'name'] }
>({
  name: 'pages/third-party-hosts',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: {
    undisclosed: ['host', 'names'],
    perhapsUndisclosed: ['host'],
    given: ['host', 'kind', 'name'],
  },
  stateBytesPerUnit: 4000,
  options: {
    type: 'object',
    required: ['kinds', 'known'],
    additionalProperties: false,
    properties: {
      kinds: { type: 'array', items: { type: 'string', minLength: 1 } },
      known: {
        type: 'object',
        additionalProperties: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      },
    },
  },
  init: ({ manifest }) => ({ own: ownSites(manifest), hosts: new Set(), policy: undefined, pages: 0 }),
  step(state, unit, _context, { kinds }, report) {
    const { role, words, finalUrl, requests, traces, firstRun } = unit.data as PageCapture
    state.pages++
    if (role === 'privacy') state.policy = `${state.policy ?? ''} ${words}`
    const third = (host: string) => isThirdParty(host, finalUrl, state.own)
    for (const { host } of [...requests, ...(firstRun?.requests ?? [])])
      if (third(host)) state.hosts.add(host)
    for (const { place, host, kind, name } of traces) {
      if (place !== 'request' && place !== 'body' && place !== 'referer') continue
      if (!kinds.includes(kind) || !third(host)) continue
      report.failure(
        'given',
        { host, kind, name },
        { identity: { host, kind, name }, template: { host, kind } },
      )
    }
    return 1
  },
  end({ hosts, policy }, { manifest }, { known }, report) {
    const shared = (manifest?.processing ?? []).flatMap(({ sharedWith }) =>
      Array.isArray(sharedWith) ? sharedWith.map(String) : [],
    )
    for (const host of [...hosts].sort()) {
      const site = siteOf(host)
      const names = known[site]
      // The manifest may say who is behind a host: `某统计服务(count.example.net)`.
      const stated = shared
        .filter(entry => entry.includes(site))
        .map(entry => entry.replace(/[（(].*$/, '').trim())
      const sought = [host, site, ...(names ?? []), ...stated].filter(name => name !== '')
      if (policy !== undefined && sought.some(name => policy.includes(name))) continue
      if (policy !== undefined && names)
        report.failure('undisclosed', { host, names: names.join('、') }, { identity: { host: site } })
      else report.doubt('perhapsUndisclosed', { host }, { identity: { host: site } })
    }
    return 0
  },
})
