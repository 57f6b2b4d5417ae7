import type { Page } from 'puppeteer-core'
import type { HostProfile } from '../../model/host-profile.ts'
import type { PageBridge } from '../../model/page-mode.ts'
import { type HostInside, installHost } from './in-page/host-stub.ts'

type Mode = 'standard' | 'elder'

/** The stand-in for a page's host app, from outside the page. */
export interface Host {
  profile: HostProfile
  /** Whether pages are told a mode at all. */
  tells: boolean
  /** Changes the mode while the page is open and fires what tells it to look again. */
  turn(mode: Mode): Promise<void>
  /** The mode every page opened or loaded from now on finds. */
  startIn(mode: Mode): Promise<void>
  heard(): Promise<PageBridge>
}

const hosts = new WeakMap<Page, Host>()

/** The host a page lives in; undefined where it lives in none. */
export function hostOf(page: Page): Host | undefined {
  return hosts.get(page)
}

/** Puts a stub of the host in front of every document the page opens, in standard mode, under the host's user agent. */
export async function moveInto(page: Page, profile: HostProfile): Promise<void> {
  if (profile.userAgent !== undefined)
    await page.setUserAgent({ userAgent: `${await page.browser().userAgent()} ${profile.userAgent}` })
  const install = (mode: Mode) => page.evaluateOnNewDocument(installHost, profile, mode)
  let script = await install('standard')
  hosts.set(page, {
    profile,
    tells: profile.mode !== undefined,
    turn: mode => page.evaluate(turn, mode),
    startIn: async mode => {
      await page.removeScriptToEvaluateOnNewDocument(script.identifier)
      script = await install(mode)
    },
    heard: async () => ({ host: profile.id, ...(await page.evaluate(heard)) }),
  })
}

/** Both run inside the page, alone. */
function turn(mode: Mode): void {
  ;(globalThis as unknown as Record<symbol, HostInside | undefined>)[Symbol.for('wutong.host')]?.turn(mode)
}
function heard(): ReturnType<HostInside['heard']> {
  const host = (globalThis as unknown as Record<symbol, HostInside | undefined>)[Symbol.for('wutong.host')]
  return host?.heard() ?? { calls: [], listens: [], pinned: false }
}
