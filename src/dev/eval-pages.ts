/**
 * Runs every page rule over pages nobody here wrote: `npm run eval:pages -- [FOLDER] [--seconds N] [--samples 40]
 * [--seed 1] [--only CODE,…]`. Without FOLDER the example pages of a widget library, fetched once into the cache, outside the
 * normal install. Each template of an index.html (`<script id="tpl_…">`) is a hash route; without templates each .html file
 * is a page. Prints what each rule finds and, with `--samples`, findings drawn at random to be judged by hand. Exit 1 where
 * a page could not be looked at.
 */

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checks } from '../checks/index.generated.ts'
import { Contexts } from '../collectors/browser/contexts.ts'
import { launchBrowser } from '../collectors/browser/launch.ts'
import { lookAt } from '../collectors/browser/look.ts'
import { serveFrom } from '../collectors/pages/served-folder.ts'
import { judge } from '../engine/judge.ts'
import type { PageCapture } from '../model/page.ts'
import type { Target } from '../model/target.ts'
import { loadLibrary } from '../rules/load.ts'
import { fill } from '../text/fill.ts'
import { keptCaptures } from './kept-captures.ts'
import { seeded } from './seeded.ts'

const PACKAGE = 'weui@2.6.26'
const TABS = 2
const TARGET = {
  id: 'pages',
  name: null,
  kind: 'standalone',
  tier: 'province',
  region: null,
  audience: 'public',
  channels: [],
  hostProvides: [],
  hostPack: null,
  environment: null,
  fictional: true,
} as unknown as Target

const { values, positionals } = parseArgs({
  options: {
    seconds: { type: 'string', default: '100000' },
    samples: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
  allowPositionals: true,
})
interface Finding {
  page: string
  code: string
  rule: string
  kind: string
  message: string
  said: string
  cause: string
}

const folder = positionals[0] ? resolve(positionals[0]) : unpacked()
const pages = pagesOf(folder)
const library = await loadLibrary()
const only = values.only === '' ? [] : values.only.split(',')
const rules = library.rules.filter(
  ({ part, code }) => part === 'pages' && (only.length === 0 || only.includes(code)),
)
const server = createServer((request, response) => {
  void serveFrom(folder, '/', new URL(request.url ?? '/', 'http://x').pathname).then(
    ({ status, contentType, body }) => {
      response.writeHead(status, { 'content-type': contentType })
      response.end(body)
    },
  )
})
await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready))
const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
const running = await launchBrowser(undefined, ['127.0.0.1'])
const contexts = new Contexts(running.browser)
const kept = keptCaptures('pages')
const started = performance.now()
const seen = new Map<string, PageCapture>()
const lost: string[] = []
const queue = [...pages]
await Promise.all(
  Array.from({ length: TABS }, async () => {
    for (let page = queue.shift(); page !== undefined; page = queue.shift()) {
      if (performance.now() - started > Number(values.seconds) * 1000) return
      await look(page)
    }
  }),
)
await contexts.close()
await running.close()
server.close()
await print()
if (lost.length > 0) process.exitCode = 1

async function look(page: string): Promise<void> {
  const looked = await kept.lookOnce(`${folder} ${page}`, () =>
    contexts.within('pages', tabs =>
      lookAt(
        tabs,
        { role: 'found', url: `http://${host}/${page}`, state: 'standard' },
        { allows: asked => asked === host, loadMs: 60_000, settleMs: 3000 },
      ),
    ),
  )
  if ('missing' in looked) lost.push(`${page} ${looked.missing} ${looked.detail}`)
  else seen.set(page, looked.capture)
}

async function findings(): Promise<Finding[]> {
  const found: Finding[] = []
  const units = [...seen]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, data]) => ({ key, status: 'judged', required: true, data }) as const)
  const counts = { planned: units.length, judged: units.length, missing: 0, notSampled: 0 }
  await judge(
    {
      target: TARGET,
      asOf: '2026-11-24T00:00:00Z',
      records: [{ kind: 'pages', status: 'present', units: counts }],
      units: () => units,
    },
    rules,
    [],
    checks,
    (run, { kind, messageId, data, locus, cause }) => {
      const { rule } = run
      const words = rule.messages[messageId]
      found.push({
        page: `${(locus as { unit?: string }).unit ?? ''}`,
        code: rule.code,
        rule: rule.id,
        kind,
        message: messageId,
        said: fill(words?.zh ?? messageId, data),
        cause,
      })
    },
  )
  return found
}

async function print(): Promise<void> {
  const found = await findings()
  const byMessage = Map.groupBy(
    found,
    ({ code, rule, message, kind }) => `${code} ${rule} ${message} (${kind})`,
  )
  console.log(
    `${seen.size} of ${pages.length} pages in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  )
  for (const [name, of] of [...byMessage].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const causes = new Set(of.map(({ cause }) => cause)).size
    const on = new Set(of.map(({ page }) => page)).size
    console.log(
      `${name.padEnd(70)} ${String(of.length).padStart(4)} findings ${String(causes).padStart(3)} causes ${String(on).padStart(3)} pages`,
    )
  }
  for (const line of lost) console.log(`lost: ${line}`)
  const random = seeded(Number(values.seed))
  const left = [...found]
  for (let number = 1; number <= Number(values.samples) && left.length > 0; number++) {
    const [drawn] = left.splice(random.between(0, left.length - 1), 1)
    if (drawn) console.log(`${number}. [${drawn.page}] ${drawn.code} ${drawn.message}: ${drawn.said}`)
  }
}

/** Hash routes of the templates, else the files. */
function pagesOf(home: string): string[] {
  const files = readdirSync(home, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.html'))
    .sort()
  return files.flatMap(file => {
    const templates = readFileSync(join(home, file), 'utf8').matchAll(/<script[^>]* id="tpl_([\w-]+)"/g)
    const routes = [...templates].map(([, name]) => `${file}#${name}`)
    return routes.length > 0 ? routes : [file]
  })
}

/** Folder of the pages, fetched and unpacked when not there yet. */
function unpacked(): string {
  const name = PACKAGE.replace('@', '-')
  const home = join('.cache', name)
  const dist = join(home, 'package', 'dist')
  if (existsSync(dist)) return resolve(dist)
  mkdirSync(home, { recursive: true })
  run('npm', ['pack', PACKAGE, '--silent', '--pack-destination', '.cache'])
  run('tar', ['-xzf', join('.cache', `${name}.tgz`), '-C', home])
  return resolve(dist)
}

function run(command: string, args: string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `status ${status}`}`)
}
