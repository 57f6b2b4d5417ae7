import type { Page } from 'puppeteer-core'
import type { PageCapture } from '../../model/page.ts'
import type { Sight } from './look.ts'
import type { NetworkLog } from './network.ts'
import type { PrivacyWatch } from './watch-privacy.ts'

/** A page made ready like the one that is looked at, in a context of its own that nobody has used. */
export interface FreshPage {
  page: Page
  network: NetworkLog
  privacy: PrivacyWatch
  /** Opens an address and waits until it is still; false where it did not come. */
  open(url: string): Promise<boolean>
  still(): Promise<void>
}

/** What is tried beside a look, on fresh pages: the look itself is not changed by it. It reports and judges nothing. */
export type Aside = (
  sight: Sight,
  fresh: <T>(work: (fresh: FreshPage) => Promise<T>) => Promise<T>,
) => Promise<Partial<PageCapture>>

/** Every aside there is, by the name visits give. */
export const ASIDES: Readonly<Record<string, () => Promise<Aside>>> = {
  'code-watch': () => import('./asides/code-watch.ts').then(({ codeWatch }) => codeWatch),
  'first-run': () => import('./asides/first-run.ts').then(({ firstRun }) => firstRun),
  'markup-probe': () => import('./asides/markup-probe.ts').then(({ markupProbe }) => markupProbe),
}
