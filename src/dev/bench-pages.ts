/**
 * `npm run bench -- pages [FOLDER]`: looks at real pages beside a bare loop of puppeteer and axe-core over the same pages in
 * the same browser, in turns; then a thousand loads for memory; then pa11y-ci, where it has been installed under `.cache/pa11y`
 * (`npm install --prefix .cache/pa11y --ignore-scripts pa11y-ci`). FOLDER holds `*.html`; without it the exemplary app's pages.
 */

import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'yaml'
import { Contexts } from '../collectors/browser/contexts.ts'
import { launchBrowser, type RunningBrowser } from '../collectors/browser/launch.ts'
import { lookAt } from '../collectors/browser/look.ts'
import { serveFrom } from '../collectors/pages/served-folder.ts'
import { EXEMPLARY } from './fault-file.ts'

const TABS = 2
const ROUNDS = 3
const MOST_PAGES = 60
const LOADS = 1000
const PA11Y = '.cache/pa11y/node_modules/pa11y-ci/bin/pa11y-ci.js'
/** What the bare loop asks axe-core for: the same rules as ours. */
const AXE_OPTIONS = {
  resultTypes: ['violations', 'incomplete'],
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
  preload: false,
  iframes: false,
}

interface Site {
  urls: string[]
  host: string
  close(): void
}

/** Prints pages a minute and memory. @param folder of HTML pages; undefined: the exemplary app's build */
export async function benchPages(folder: string | undefined): Promise<void> {
  const site = await served(folder)
  const running = await launchBrowser(undefined, ['127.0.0.1'])
  try {
    say(`${site.urls.length} pages, ${TABS} tabs, browser: ${running.found.origin}`)
    await aLap(running, site, ours)
    const times = { ours: [] as number[], bare: [] as number[] }
    for (let round = 0; round < ROUNDS; round++) {
      times.bare.push(await aLap(running, site, bare))
      times.ours.push(await aLap(running, site, ours))
    }
    const own = Math.min(...times.ours)
    const plain = Math.min(...times.bare)
    say(`ours, facts and axe-core        ${rate(site, own)}`)
    say(`bare puppeteer and axe-core     ${rate(site, plain)}`)
    say(`ratio                           ${(own / plain).toFixed(2)}x (aim <= 1.25x)`)
    await pa11y(site, own)
    await memory(running, site)
  } finally {
    await running.close()
    site.close()
  }
}

type Lap = (running: RunningBrowser, urls: string[], host: string) => Promise<void>

async function aLap(running: RunningBrowser, { urls, host }: Site, lap: Lap): Promise<number> {
  const started = performance.now()
  await lap(running, [...urls], host)
  return performance.now() - started
}

/** One state, facts and axe-core, no screenshots: what the collector does for each page. */
async function ours(running: RunningBrowser, urls: string[], host: string): Promise<void> {
  const contexts = new Contexts(running.browser)
  const options = { allows: (asked: string) => asked === host, loadMs: 20_000, settleMs: 6000 }
  await inTabs(async () => {
    for (let url = urls.shift(); url; url = urls.shift()) {
      const sight = { role: 'found', url, state: 'standard' as const }
      const looked = await contexts.within('standard', tabs => lookAt(tabs, sight, options))
      if ('missing' in looked) throw new Error(`${url}: ${looked.missing} ${looked.detail}`)
    }
  })
  await contexts.close()
}

/** What anyone would write: a tab each, goto, axe-core, the next. */
async function bare(running: RunningBrowser, urls: string[]): Promise<void> {
  const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
  await inTabs(async () => {
    const page = await running.browser.newPage({ type: 'window' })
    await page.setViewport({ width: 390, height: 844, deviceScaleFactor: 3, isMobile: true, hasTouch: true })
    for (let url = urls.shift(); url; url = urls.shift()) {
      await page.goto('about:blank')
      await page.goto(url, { waitUntil: 'networkidle0' })
      await page.evaluate(source)
      await page.evaluate(
        options => (window as unknown as { axe: { run(o: unknown): unknown } }).axe.run(options),
        AXE_OPTIONS,
      )
    }
    await page.close()
  })
}

async function inTabs(work: () => Promise<void>): Promise<void> {
  await Promise.all(Array.from({ length: TABS }, work))
}

async function pa11y(site: Site, own: number): Promise<void> {
  if (!existsSync(PA11Y)) {
    say('pa11y-ci                        not installed, not compared')
    return
  }
  const browser = await launchBrowser(undefined, [])
  await browser.close()
  const config = '.cache/pa11y/config.json'
  const launch = { executablePath: browser.found.path, args: ['--no-sandbox'] }
  // Its own default is one page at a time.
  for (const concurrency of [1, TABS]) {
    const defaults = { runners: ['axe'], concurrency, chromeLaunchConfig: launch, timeout: 60_000 }
    writeFileSync(config, JSON.stringify({ defaults, urls: site.urls }))
    const started = performance.now()
    // Not waited for synchronously: this process serves the pages. Exits with 2 where it finds something.
    const { stdout } = await promisify(execFile)(process.execPath, [PA11Y, '--config', config, '--json'], {
      maxBuffer: 1 << 28,
    }).catch((error: { stdout: string }) => error)
    const took = performance.now() - started
    const { total, errors } = JSON.parse(stdout) as { total: number; errors: number }
    const name = concurrency === 1 ? 'as it comes, one by one' : `${concurrency} at a time`
    say(`pa11y-ci, axe, ${name.padEnd(24)} ${rate(site, took)}, ${total} pages, ${errors} findings`)
    say(
      `ours, ${TABS} tabs, against it ${' '.repeat(13)} ${(took / own).toFixed(1)}x the pages a minute (aim >= 5x)`,
    )
  }
}

/** A thousand loads in one browser: memory of this process and of the browser after each hundred. */
async function memory(running: RunningBrowser, site: Site): Promise<void> {
  const seen: { own: number; browser: number }[] = []
  for (let done = 0; done < LOADS; done += 100) {
    const urls = Array.from({ length: 100 }, (_, at) => site.urls[(done + at) % site.urls.length] as string)
    await ours(running, urls, site.host)
    seen.push({
      own: process.memoryUsage().rss,
      browser: treeMemory(running.browser.process()?.pid ?? 0),
    })
  }
  const line = (key: 'own' | 'browser') => seen.map(at => (at[key] / 1e6).toFixed(0)).join(' ')
  say(`memory over ${LOADS} loads, MB, every 100: this process ${line('own')}; browser ${line('browser')}`)
}

/** Private memory of a process and all below it, bytes (Linux; 0 elsewhere). */
function treeMemory(root: number): number {
  if (process.platform !== 'linux') return 0
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc').filter(entry => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // Gone meanwhile.
    }
  }
  let total = 0
  for (const pid of parents.keys()) {
    let above: number | undefined = pid
    while (above !== undefined && above !== root) above = parents.get(above)
    if (above !== root) continue
    try {
      const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
      for (const [, kilobytes] of text.matchAll(/^Private_\w+:\s+(\d+) kB/gm))
        total += Number(kilobytes) * 1024
    } catch {
      // Gone meanwhile.
    }
  }
  return total
}

async function served(folder: string | undefined): Promise<Site> {
  const root = folder === undefined ? join(EXEMPLARY, 'h5') : resolve(folder)
  const server = createServer((request, response) => {
    void serveFrom(root, '/', new URL(request.url ?? '/', 'http://x').pathname).then(answer => {
      response.writeHead(answer.status, { 'content-type': answer.contentType })
      response.end(answer.body)
    })
  })
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const routes = folder === undefined ? exemplaryRoutes() : htmlFiles(root)
  return {
    urls: routes.slice(0, MOST_PAGES).map(route => new URL(route, `http://${host}/`).href),
    host,
    close: () => server.close(),
  }
}

function exemplaryRoutes(): string[] {
  const { pages } = parse(readFileSync(join(EXEMPLARY, 'wutong.yaml'), 'utf8')) as {
    pages: Record<string, string> & { items: { url: string }[] }
  }
  const { items, ...named } = pages
  return [...Object.values(named as Record<string, string>), ...items.map(({ url }) => url)]
}

function htmlFiles(root: string): string[] {
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
  return names.filter(name => /\.html?$/.test(name)).sort()
}

function rate({ urls }: Site, ms: number): string {
  return `${((urls.length / ms) * 60_000).toFixed(0)} pages a minute (${(ms / urls.length).toFixed(0)} ms each)`
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
