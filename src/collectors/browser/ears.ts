import type { Handler, Page, PageEvents } from 'puppeteer-core'

/** Listens to a tab during one look and no longer: the tab may serve another one afterwards. */
export class Ears {
  readonly #page: Page
  readonly #silence: (() => void)[] = []

  constructor(page: Page) {
    this.#page = page
  }

  on<K extends keyof PageEvents>(event: K, handler: Handler<PageEvents[K]>): void {
    this.#page.on(event, handler)
    this.#silence.push(() => this.#page.off(event, handler))
  }

  close(): void {
    for (const silence of this.#silence.splice(0)) silence()
  }
}
