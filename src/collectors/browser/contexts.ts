import type { Browser, BrowserContext } from 'puppeteer-core'

/** Browser contexts of one run: visits of one group share cookies and storage, those without a group share with nobody. */
export class Contexts {
  readonly #browser: Browser
  readonly #shared = new Map<string, Promise<BrowserContext>>()

  constructor(browser: Browser) {
    this.#browser = browser
  }

  /** Runs `work` in the context of the group; a context of no group is closed afterwards. */
  async within<T>(group: string | undefined, work: (context: BrowserContext) => Promise<T>): Promise<T> {
    if (group === undefined) {
      const context = await this.#browser.createBrowserContext()
      try {
        return await work(context)
      } finally {
        await context.close().catch(() => {})
      }
    }
    const known = this.#shared.get(group) ?? this.#browser.createBrowserContext()
    this.#shared.set(group, known)
    return work(await known)
  }

  async close(): Promise<void> {
    for (const context of this.#shared.values()) await (await context).close().catch(() => {})
    this.#shared.clear()
  }
}
