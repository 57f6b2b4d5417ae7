import { resolve } from 'node:path'
import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import type { Unit } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { PageCapture } from '../../model/page.ts'
import { Contexts } from '../browser/contexts.ts'
import { launchBrowser, type RunningBrowser } from '../browser/launch.ts'
import { type LookOptions, lookAt } from '../browser/look.ts'
import { fault, INPUT_CODES, type InputCode } from '../input/codes.ts'
import { locateFile } from '../input/locate-file.ts'
import { serveFrom } from './served-folder.ts'
import { type PageChannel, pageChannel, type Visit, visitsOf } from './visits.ts'

const LOAD_MS = 20_000
const SETTLE_MS = 6_000
const TABS = 2
const MOST_INDEX_BYTES = 20 * 1024 * 1024

/** Where pages are looked at: in a browser of the run's own, unless many apps that differ in a page or two share one. */
export interface Eyes {
  launch: typeof launchBrowser
  /** Looks, or answers with what was seen before. */
  around(visit: Visit, look: () => Promise<Unit>): Promise<Unit>
}

const OWN_EYES: Eyes = { launch: launchBrowser, around: (_visit, look) => look() }

/** Looks at the pages the manifest names in a browser: one unit a page and state. Only where pages are in scope. */
export const pagesCollector = {
  kinds: ['pages'],
  async collect(context: CollectContext, sink: EvidenceSink, eyes: Eyes = OWN_EYES): Promise<void> {
    if (!context.parts?.has('pages')) return
    const channel = pageChannel(context.manifest)
    const visits = channel ? visitsOf(context.manifest, channel) : []
    if (!channel || visits.length === 0) {
      sink.record('pages', { status: 'notProvided' })
      return
    }
    let running: RunningBrowser
    try {
      await buildThere(context, channel)
      running = await eyes.launch(context.browser, hostsOf(context))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      // One reason for all of them, said once.
      await sink.unit('pages', nothingSeen(error))
      sink.record('pages', { status: 'missing', reason: error.code })
      return
    }
    const contexts = new Contexts(running.browser)
    try {
      const options = reachOf(context, channel)
      let seen = 0
      for await (const unit of inOrder(visits, TABS, visit =>
        eyes.around(visit, () => look(contexts, visit, options)),
      )) {
        if (unit.status === 'judged') seen++
        await sink.unit('pages', unit)
      }
      sink.record(
        'pages',
        seen > 0 ? { status: 'present' } : { status: 'missing', reason: 'page-unreachable' },
      )
    } finally {
      await contexts.close()
      await running.close()
    }
  },
} satisfies Collector

/** Hosts of the environment and those allowed on the command line. */
function hostsOf(context: CollectContext): Set<string> {
  return new Set([...(environmentOf(context)?.hosts ?? []), ...(context.allowedHosts ?? [])])
}

/** @throws InputError where the environment takes its pages from a build that is not there. */
async function buildThere(context: CollectContext, channel: PageChannel): Promise<void> {
  if (environmentOf(context)?.pages !== 'bundle') return
  const { id, bundle } = channel
  if (bundle === undefined) throw fault('build-not-stated', { file: context.manifestFile }, { channel: id })
  const index = `${bundle.replace(/\/+$/, '')}/index.html`
  try {
    await locateFile(context.folder, index, MOST_INDEX_BYTES)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    throw error.code === 'file-missing' ? fault('build-missing', { file: index }, { path: bundle }) : error
  }
}

function environmentOf({ environment, manifest }: CollectContext) {
  return environment === null ? undefined : manifest.environments?.[environment]
}

/** Only hosts of the environment; a build named by the channel stands in for its own address. */
function reachOf(context: CollectContext, { entry, bundle }: PageChannel): LookOptions {
  const hosts = hostsOf(context)
  const folder =
    bundle !== undefined && environmentOf(context)?.pages === 'bundle'
      ? resolve(context.folder, bundle)
      : undefined
  const base = entry.pathname.replace(/[^/]*$/, '')
  return {
    allows: host => hosts.has(host) || hosts.has(host.replace(/:\d+$/, '')),
    answer: url =>
      folder !== undefined && url.origin === entry.origin ? serveFrom(folder, base, url.pathname) : undefined,
    loadMs: LOAD_MS,
    settleMs: SETTLE_MS,
  }
}

async function look(contexts: Contexts, visit: Visit, options: LookOptions): Promise<Unit> {
  const looked = await contexts.within(visit.shares, context => lookAt(context, visit, options))
  if ('missing' in looked) return missing(visit, looked.missing, { url: visit.url, detail: looked.detail })
  return {
    key: keyOf(visit),
    status: 'judged',
    required: true,
    at: { file: visit.route },
    data: looked.capture satisfies PageCapture,
  }
}

/** Route, with the state where it is not the standard one. */
export function keyOf({ route, state }: Visit): string {
  return state === 'standard' ? route : `${route} (${state})`
}

function missing(visit: Visit, reason: string, data: Record<string, string | number>): Unit {
  return {
    key: keyOf(visit),
    status: 'missing',
    required: true,
    reason: reason as NonNullable<Unit['reason']>,
    detail: { code: reason, data },
  }
}

/** No page could be looked at: no browser, or no build. */
function nothingSeen({ code, place, data }: InputError): Unit {
  const reason = INPUT_CODES[code as InputCode] ?? 'page-unreachable'
  return {
    key: 'pages',
    status: 'missing',
    required: true,
    reason,
    ...(place ? { at: place } : {}),
    detail: { code, data },
  }
}

/** Works at several at once and gives the answers in the order asked. */
async function* inOrder<T, R>(
  list: readonly T[],
  width: number,
  work: (one: T) => Promise<R>,
): AsyncGenerator<R> {
  const running: Promise<R>[] = []
  for (const one of list) {
    running.push(work(one))
    if (running.length >= width) yield await (running.shift() as Promise<R>)
  }
  for (const one of running) yield await one
}
