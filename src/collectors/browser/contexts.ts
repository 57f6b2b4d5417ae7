import type { Browser, BrowserContext, Page } from 'puppeteer-core'

/** Where a look gets its tab from and gives it back. */
export interface Tabs {
  newPage(): Promise<Page>
  /** @param fit may be used for another look: nothing was left behind in it but cookies and storage */
  done(page: Page, fit: boolean): Promise<void>
}

/** Ours: a tab that served this many looks makes room for a fresh one, for memory grows in long-lived tabs. */
const MOST_LOOKS = 40
const LEAVE_MS = 2000
/** Ours: how often a tab's heap is measured, and what it may hold, bytes. */
const MEASURED_EVERY = 8
const MOST_HEAP = 150e6

/** Browser contexts of one run: looks of one group share cookies and storage, those without a group share with nobody. */
export class Contexts {
  readonly #browser: Browser
  readonly #shared = new Map<string, Promise<ReusedTabs>>()

  constructor(browser: Browser) {
    this.#browser = browser
  }

  /** Runs `work` with tabs in the context of the group; a context of no group is closed afterwards. */
  async within<T>(group: string | undefined, work: (tabs: Tabs) => Promise<T>): Promise<T> {
    if (group === undefined) {
      const context = await this.#browser.createBrowserContext()
      try {
        return await work({ newPage: () => openTab(context), done: close })
      } finally {
        await context.close().catch(() => {})
      }
    }
    const known =
      this.#shared.get(group) ?? this.#browser.createBrowserContext().then(context => new ReusedTabs(context))
    this.#shared.set(group, known)
    return work(await known)
  }

  async close(): Promise<void> {
    for (const tabs of this.#shared.values()) await (await tabs).close()
    this.#shared.clear()
  }
}

/** Tabs of one context, used again: opening one costs as much as looking at a small page. */
class ReusedTabs implements Tabs {
  readonly #context: BrowserContext
  readonly #idle: Page[] = []
  readonly #looks = new WeakMap<Page, number>()

  constructor(context: BrowserContext) {
    this.#context = context
  }

  async newPage(): Promise<Page> {
    return this.#idle.pop() ?? (await openTab(this.#context))
  }

  async done(page: Page, fit: boolean): Promise<void> {
    const looks = (this.#looks.get(page) ?? 0) + 1
    this.#looks.set(page, looks)
    if (fit && looks < MOST_LOOKS && (looks % MEASURED_EVERY > 0 || (await isLight(page)))) {
      try {
        // Stops whatever the page still does.
        await page.goto('about:blank', { timeout: LEAVE_MS })
        this.#idle.push(page)
        return
      } catch {
        // A page that cannot be left is closed with its tab.
      }
    }
    await close(page)
  }

  async close(): Promise<void> {
    await this.#context.close().catch(() => {})
  }
}

/** In a window of its own: a tab behind another one draws no frames, and pages that wait for one never come to rest. */
export function openTab(context: BrowserContext): Promise<Page> {
  return context.newPage({ type: 'window' })
}

async function isLight(page: Page): Promise<boolean> {
  const { JSHeapUsedSize = 0 } = await page.metrics().catch(() => ({ JSHeapUsedSize: MOST_HEAP }))
  return JSHeapUsedSize < MOST_HEAP
}

async function close(page: Page): Promise<void> {
  await page.close({ runBeforeUnload: false }).catch(() => {})
}
