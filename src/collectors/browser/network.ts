import type { HTTPRequest } from 'puppeteer-core'
import type { PageCapture } from '../../model/page.ts'
import type { Ears } from './ears.ts'

/** What a page asked of the network; hosts outside the allow-list are refused and counted. */
export interface NetworkLog {
  requests(): PageCapture['requests']
  /** Requests in flight now. */
  pending(): number
  /** Set when a bound was reached. */
  exceeded(): 'requests' | undefined
}

const MOST_REQUESTS = 500
const MOST_GROUPS = 200
const LOCAL = new Set(['data:', 'blob:', 'about:'])

/** Which hosts may be asked, and which requests are answered from files instead. */
export interface Reach {
  /** Host with its port, as in `URL.host`. */
  allows(host: string): boolean
  /** An answer of our own; undefined = the network's. */
  answer?(url: URL): Promise<{ status: number; contentType: string; body: Buffer }> | undefined
}

/** Answers every request of a tab with interception on, as long as the ears hear. */
export function watchNetwork(ears: Ears, reach: Reach): NetworkLog {
  const groups = new Map<string, PageCapture['requests'][number]>()
  const open = new Set<HTTPRequest>()
  let total = 0
  ears.on('request', request => {
    const url = new URL(request.url())
    if (LOCAL.has(url.protocol)) {
      void request.continue().catch(() => {})
      return
    }
    total++
    const web = url.protocol === 'http:' || url.protocol === 'https:'
    const own = web && total <= MOST_REQUESTS ? reach.answer?.(url) : undefined
    const refused = !own && (!web || !reach.allows(url.host) || total > MOST_REQUESTS)
    const key = `${url.host} ${request.resourceType()} ${refused}`
    const group = groups.get(key)
    if (group) group.count++
    else if (groups.size < MOST_GROUPS)
      groups.set(key, { host: url.host, type: request.resourceType(), count: 1, refused })
    if (refused) void request.abort('blockedbyclient').catch(() => {})
    else {
      open.add(request)
      void (own ? own.then(answer => request.respond(answer)) : request.continue()).catch(() => {})
    }
  })
  const done = (request: HTTPRequest) => void open.delete(request)
  ears.on('requestfinished', done)
  ears.on('requestfailed', done)
  return {
    requests: () =>
      [...groups.values()].sort((a, b) => (`${a.host} ${a.type}` < `${b.host} ${b.type}` ? -1 : 1)),
    pending: () => open.size,
    exceeded: () => (total > MOST_REQUESTS ? 'requests' : undefined),
  }
}
