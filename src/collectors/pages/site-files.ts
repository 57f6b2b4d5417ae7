import parser, { type Robot } from 'robots-parser'
import { SaxesParser } from 'saxes'
import type { FetchedText } from '../net/fetch-text.ts'

/** Name under which robots.txt may speak to this kit. */
export const AGENT = 'wutong'
/** Ours: sitemaps read, and addresses taken from them. */
const MOST_SITEMAPS = 10
const MOST_ADDRESSES = 20_000

// The package's types say `default` where its CommonJS export is the function itself.
const robotsParser = parser as unknown as (address: string, text: string) => Robot

export interface Robots {
  allows(address: string): boolean
  /** Least time between looks, ms, where the file states one. */
  gapMs: number | undefined
  sitemaps: string[]
}

/**
 * What the site asks of robots (RFC 9309): no file = everything may be visited; a server that fails or cannot be reached =
 * nothing, for it may be its own robots.txt that cannot be read.
 */
export function robotsOf(address: string, answer: FetchedText): Robots {
  if ('failed' in answer || answer.status >= 500)
    return { allows: () => false, gapMs: undefined, sitemaps: [] }
  const parsed = robotsParser(address, answer.status === 200 ? answer.text : '')
  const delay = parsed.getCrawlDelay(AGENT)
  return {
    allows: page => parsed.isAllowed(page, AGENT) !== false,
    gapMs: delay === undefined ? undefined : delay * 1000,
    sitemaps: parsed.getSitemaps(),
  }
}

/** Addresses of a site's sitemaps, index files followed; what is broken or missing says nothing. */
export async function sitemapAddresses(
  roots: readonly string[],
  read: (address: string) => Promise<FetchedText>,
): Promise<string[]> {
  const found: string[] = []
  const waiting = [...roots]
  const met = new Set<string>()
  while (waiting.length > 0 && met.size < MOST_SITEMAPS && found.length < MOST_ADDRESSES) {
    const address = waiting.shift() as string
    if (met.has(address)) continue
    met.add(address)
    const answer = await read(address)
    if ('failed' in answer || answer.status !== 200) continue
    const { index, addresses } = sitemapOf(answer.text)
    if (index) waiting.push(...addresses.slice(0, MOST_SITEMAPS))
    else found.push(...addresses.slice(0, MOST_ADDRESSES - found.length))
  }
  return found
}

/** `loc` of a sitemap (sitemaps.org 0.9), read up to its first fault. */
export function sitemapOf(text: string): { index: boolean; addresses: string[] } {
  const addresses: string[] = []
  let index = false
  let within = ''
  const parser = new SaxesParser({ xmlns: false })
  parser.on('opentag', ({ name }) => {
    if (name === 'sitemapindex') index = true
    within = name
  })
  parser.on('text', said => {
    if (within === 'loc' && said.trim() !== '') addresses.push(said.trim())
  })
  parser.on('closetag', () => {
    within = ''
  })
  try {
    parser.write(text).close()
  } catch {
    // A sitemap cut short still named pages before the cut.
  }
  return { index, addresses }
}
