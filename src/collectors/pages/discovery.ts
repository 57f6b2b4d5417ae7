import type { FoundAddress } from '../../model/collector.ts'
import type { MissReason } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'
import type { FetchedText } from '../net/fetch-text.ts'
import { isUnsafe, linkedPage, pageAddress } from './address.ts'
import { type Candidate, Frontier } from './frontier.ts'
import { type Robots, robotsOf, sitemapAddresses } from './site-files.ts'

export interface DiscoveryOptions {
  entry: URL
  seed: number
  /** Reads a small file of the site; undefined where pages come from a build and the site has none. */
  read?: ((address: string) => Promise<FetchedText>) | undefined
  /** The owner's manifest says that robots.txt need not be heeded. */
  heedRobots: boolean
}

/** Pages beyond those the manifest names: of the catalogue, of sitemaps, and linked from pages that were looked at. */
export class Discovery {
  /** Least time between looks that robots.txt asks for, ms. */
  gapMs = 0
  readonly frontier: Frontier
  readonly #options: DiscoveryOptions
  readonly #items = new Map<string, string>()
  #robots: Robots | undefined

  constructor(options: DiscoveryOptions) {
    this.#options = options
    this.frontier = new Frontier(options.seed)
  }

  /** Reads robots.txt and the sitemaps, and takes over what the catalogue says. */
  async begin(found: readonly FoundAddress[]): Promise<void> {
    const { entry, read, heedRobots } = this.#options
    const address = `${entry.origin}/robots.txt`
    const robots = read && robotsOf(address, await read(address))
    if (heedRobots && robots) {
      this.#robots = robots
      this.gapMs = robots.gapMs ?? 0
    }
    for (const { url, taskCode } of found) {
      const page = linkedPage(URL.parse(url, entry)?.href ?? '', entry)
      if (!page) continue
      if (taskCode !== undefined) this.#items.set(pageAddress(page), taskCode)
      this.#add(page, 'catalogue', '')
    }
    if (!read) return
    const roots = [...(robots?.sitemaps ?? []), `${entry.origin}/sitemap.xml`]
    for (const address of (await sitemapAddresses(roots, read)).toSorted()) {
      const page = linkedPage(address, entry)
      if (page) this.#add(page, 'sitemap', '')
    }
  }

  /** Takes over the links of a page that was looked at. */
  follow({ links }: PageCapture): void {
    for (const { href, text } of links) {
      const page = linkedPage(href, this.#options.entry)
      if (page) this.#add(page, 'link', text)
    }
  }

  #add(page: URL, from: Candidate['from'], text: string): void {
    const address = pageAddress(page)
    const taskCode = this.#items.get(address)
    this.frontier.add(
      { address, from, ...(taskCode === undefined ? {} : { taskCode }) },
      this.#barred(page, text),
    )
  }

  #barred(page: URL, text: string): MissReason | undefined {
    if (isUnsafe(page, text)) return 'unsafe-link'
    if (this.#robots && !this.#robots.allows(page.href)) return 'robots-disallowed'
    return undefined
  }
}
