import type { Page } from 'puppeteer-core'
import type { PageCapture } from '../../model/page.ts'
import type { Sight } from './look.ts'

/** What a visit does on a page beyond looking at it. It acts and reports what happened; it judges nothing. */
export interface Journey {
  /** Before the page's own scripts run: stubs and spies. */
  before?(page: Page, sight: Sight): Promise<void>
  /**
   * When the page is still. The facts are read afterwards, of the state this leaves.
   * @param still waits until the page is still again, within the bounds of the look
   */
  act?(page: Page, sight: Sight, still: () => Promise<void>): Promise<Partial<PageCapture>>
}

/** Every journey there is, by the name visits give. */
export const JOURNEYS: Readonly<Record<string, () => Promise<Journey>>> = {
  'elder-address': () => import('./journeys/elder-address.ts').then(module => module.default),
  'elder-host': () => import('./journeys/elder-host.ts').then(module => module.default),
  'elder-switch': () => import('./journeys/elder-switch.ts').then(module => module.default),
  'largest-text': () => import('./journeys/largest-text.ts').then(module => module.default),
  'text-zoom': () => import('./journeys/text-zoom.ts').then(module => module.default),
  search: () => import('./journeys/search.ts').then(module => module.default),
}
