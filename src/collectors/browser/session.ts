import { Contexts, type Tabs } from './contexts.ts'
import { launchBrowser, type RunningBrowser } from './launch.ts'

/** Ours: a browser that dies this often in one run is not started again. */
const MOST_STARTS = 4

/** The browser of one run: started again where a page took all of it down, so that the pages after it are still seen. */
export class BrowserSession {
  readonly #start: () => Promise<RunningBrowser>
  #running: RunningBrowser
  #contexts: Contexts
  #starts = 1
  #renewal: Promise<void> | undefined

  private constructor(start: () => Promise<RunningBrowser>, running: RunningBrowser) {
    this.#start = start
    this.#running = running
    this.#contexts = new Contexts(running.browser)
  }

  /** @throws InputError as `launchBrowser` does. */
  static async open(
    given: string | undefined,
    hosts: Iterable<string>,
    launch = launchBrowser,
  ): Promise<BrowserSession> {
    const allowed = [...hosts]
    const start = () => launch(given, allowed)
    return new BrowserSession(start, await start())
  }

  /** Runs `work` with tabs of the group's context; once more in a new browser where this one died meanwhile. */
  async within<T>(group: string | undefined, work: (tabs: Tabs) => Promise<T>): Promise<T> {
    const contexts = this.#contexts
    try {
      const done = await contexts.within(group, work)
      if (this.#running.browser.connected || this.#starts >= MOST_STARTS) return done
    } catch (error) {
      if (this.#running.browser.connected || this.#starts >= MOST_STARTS) throw error
    }
    await this.#renew(contexts)
    return this.#contexts.within(group, work)
  }

  /** Looks side by side may all find it dead: one starts the next. */
  #renew(dead: Contexts): Promise<void> {
    if (this.#contexts !== dead) return Promise.resolve()
    this.#renewal ??= (async () => {
      this.#starts++
      await this.#running.close()
      this.#running = await this.#start()
      this.#contexts = new Contexts(this.#running.browser)
      this.#renewal = undefined
    })()
    return this.#renewal
  }

  async close(): Promise<void> {
    await this.#contexts.close()
    await this.#running.close()
  }
}
