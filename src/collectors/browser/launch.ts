import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, launch } from 'puppeteer-core'
import { InputError } from '../../model/input-error.ts'
import { type CjkFont, cjkFont } from './cjk-font.ts'
import { type FoundBrowser, findBrowser } from './find-browser.ts'
import { packagedBrowser } from './packaged-browser.ts'

export interface RunningBrowser {
  browser: Browser
  found: FoundBrowser
  font: CjkFont
  /** Closes the browser and removes its profile. */
  close(): Promise<void>
}

/** No background traffic, no first-run pages, no state of an earlier run. */
const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-extensions',
  '--disable-features=OptimizationHints,MediaRouter,Translate,DialMediaRouteProvider,BackForwardCache',
  // A tab keeps its process from one page to the next: a process a page costs three times the looking.
  '--disable-site-isolation-trials',
  '--disable-quic',
  '--disable-sync',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
  '--force-color-profile=srgb',
  '--hide-scrollbars',
  '--mute-audio',
  // As in an app's container: what plays by itself there is seen to play.
  '--autoplay-policy=no-user-gesture-required',
  '--no-default-browser-check',
  '--no-first-run',
  '--no-pings',
  '--lang=zh-CN',
]

const START_MS = 60_000

/**
 * @param hosts the only names the browser can resolve, ports left out: web sockets and workers, which no page's request
 * log sees, reach nothing else either
 * @throws InputError `browser-missing` where there is none, `browser-start` where it does not start.
 */
export async function launchBrowser(
  given: string | undefined,
  hosts: Iterable<string>,
): Promise<RunningBrowser> {
  const found =
    findBrowser(given, { env: process.env, platform: process.platform }) ?? (await packagedBrowser())
  if (!found) throw new InputError('browser-missing', undefined, {})
  const font = await cjkFont()
  const profile = await mkdtemp(join(tmpdir(), 'wutong-profile-'))
  const discard = () => rm(profile, { recursive: true, force: true, maxRetries: 3 })
  try {
    const browser = await launch({
      executablePath: found.path,
      headless: found.origin === 'packaged' ? 'shell' : true,
      userDataDir: profile,
      timeout: START_MS,
      acceptInsecureCerts: false,
      // Chromium has no sandbox for root; elsewhere it stays on.
      args: [
        ...FLAGS,
        `--host-resolver-rules=${onlyHosts(hosts)}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      env: {
        ...process.env,
        TZ: 'Asia/Shanghai',
        ...(font.config === undefined ? {} : { FONTCONFIG_FILE: font.config }),
        ...(found.libraries === undefined
          ? {}
          : { LD_LIBRARY_PATH: [found.libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(':') }),
      },
    })
    return {
      browser,
      found,
      font,
      close: async () => {
        await browser.close().catch(() => browser.process()?.kill('SIGKILL'))
        await discard()
      },
    }
  } catch (error) {
    await discard()
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw new InputError('browser-start', undefined, {
      path: found.path,
      origin: found.origin,
      error: message,
    })
  }
}

/** Names that hold anything but a host's characters are left out: they would end the rule they stand in. */
function onlyHosts(hosts: Iterable<string>): string {
  const names = [...hosts].map(host => host.replace(/:\d+$/, '')).filter(host => /^[\w.-]+$/.test(host))
  return ['MAP * ~NOTFOUND', ...new Set(names.map(name => `EXCLUDE ${name}`))].join(', ')
}
