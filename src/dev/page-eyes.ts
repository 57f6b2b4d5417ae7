import { launchBrowser, type RunningBrowser } from '../collectors/browser/launch.ts'
import { type Eyes, keyOf, pagesCollector } from '../collectors/pages/collector.ts'
import type { Visit } from '../collectors/pages/visits.ts'
import type { Collector } from '../model/collector.ts'
import type { Unit } from '../model/evidence.ts'

/** Environment of the exemplary app whose pages come from the build folder, without any network. */
export const LOCAL = 'local'

/**
 * One browser for many apps that differ from the exemplary one in a page or two. What was seen is kept, and answered again for
 * the same visit; only the pages named are looked at anew. The browser reaches no host at all.
 */
export class SharedEyes {
  #running: Promise<RunningBrowser> | undefined
  readonly #kept = new Map<string, Unit>()

  /** The pages collector for the unchanged app; what it sees is kept. */
  first(): Collector {
    return this.#collector((visit, unit) => this.#kept.set(JSON.stringify(visit), unit), [])
  }

  /** The pages collector for a changed app. @param again routes, or unit keys, whose pages are looked at anew */
  changed(again: readonly string[]): Collector {
    return this.#collector(() => {}, again)
  }

  #collector(seen: (visit: Visit, unit: Unit) => void, again: readonly string[]): Collector {
    const eyes: Eyes = {
      launch: async () => {
        // A page may have taken the browser down.
        if (!this.#running || !(await this.#running).browser.connected)
          this.#running = launchBrowser(undefined, [])
        return { ...(await this.#running), close: async () => {} }
      },
      around: async (visit, look) => {
        const anew = again.includes(visit.route) || again.includes(keyOf(visit))
        const kept = anew ? undefined : this.#kept.get(JSON.stringify(visit))
        if (kept) return kept
        const unit = await look()
        seen(visit, unit)
        return unit
      },
    }
    return { kinds: ['pages'], collect: (context, sink) => pagesCollector.collect(context, sink, eyes) }
  }

  async close(): Promise<void> {
    await (await this.#running)?.close()
  }
}
