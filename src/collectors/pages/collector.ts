import { resolve } from 'node:path'
import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import type { Unit } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { PageCapture } from '../../model/page.ts'
import { Contexts } from '../browser/contexts.ts'
import { launchBrowser, type RunningBrowser } from '../browser/launch.ts'
import { type Looked, type LookOptions, lookAt } from '../browser/look.ts'
import type { TakenShot } from '../browser/shot.ts'
import { serveFrom } from './served-folder.ts'
import { type PageChannel, pageChannel, type Visit, visitsOf } from './visits.ts'

const LOAD_MS = 20_000
const SETTLE_MS = 6_000
const TABS = 2

/** Looks at the pages the manifest names in a browser: one unit a page and state. Only where pages are in scope. */
export const pagesCollector: Collector = {
  kinds: ['pages'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    if (!context.parts?.has('pages')) return
    const channel = pageChannel(context.manifest)
    const visits = channel ? visitsOf(context.manifest, channel) : []
    if (!channel || visits.length === 0) {
      sink.record('pages', { status: 'notProvided' })
      return
    }
    let running: RunningBrowser
    try {
      running = await launchBrowser(context.browser, hostsOf(context))
    } catch (error) {
      if (!(error instanceof InputError)) throw error
      for (const visit of visits) await sink.unit('pages', missing(visit, error.code, error.data))
      sink.record('pages', { status: 'missing', reason: error.code })
      return
    }
    const contexts = new Contexts(running.browser)
    try {
      const options = reachOf(context, channel)
      let seen = 0
      options.pictures = sink.pictures !== undefined && context.pictures !== false
      for await (const { unit, shot } of inOrder(visits, TABS, visit => look(contexts, visit, options))) {
        if (unit.status === 'judged') seen++
        await sink.unit('pages', unit)
        await keepShot(sink, unit.key, shot)
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
}

/** Hosts of the environment and those allowed on the command line. */
function hostsOf({ environment, manifest, allowedHosts = [] }: CollectContext): Set<string> {
  const named = environment === null ? undefined : manifest.environments?.[environment]?.hosts
  return new Set([...(named ?? []), ...allowedHosts])
}

/** Only hosts of the environment; a build named by the channel stands in for its own address. */
function reachOf(context: CollectContext, { entry, bundle }: PageChannel): LookOptions {
  const environment =
    context.environment === null ? undefined : context.manifest.environments?.[context.environment]
  const hosts = hostsOf(context)
  const folder =
    bundle !== undefined && environment?.pages === 'bundle' ? resolve(context.folder, bundle) : undefined
  const base = entry.pathname.replace(/[^/]*$/, '')
  return {
    allows: host => hosts.has(host) || hosts.has(host.replace(/:\d+$/, '')),
    answer: url =>
      folder !== undefined && url.origin === entry.origin ? serveFrom(folder, base, url.pathname) : undefined,
    loadMs: LOAD_MS,
    settleMs: SETTLE_MS,
  }
}

/** Hands a picture to the bundle, after the unit it belongs to. */
async function keepShot(
  { pictures }: EvidenceSink,
  unit: string,
  shot: TakenShot | undefined,
): Promise<void> {
  if (!pictures || !shot) return
  const { image, ...places } = shot
  pictures.shot({ unit, blob: await pictures.blob(image), ...places })
}

async function look(
  contexts: Contexts,
  visit: Visit,
  options: LookOptions,
): Promise<{ unit: Unit; shot?: TakenShot | undefined }> {
  const looked: Looked = await contexts.within(visit.shares, context => lookAt(context, visit, options))
  if ('missing' in looked)
    return { unit: missing(visit, looked.missing, { url: visit.url, detail: looked.detail }) }
  const unit: Unit = {
    key: keyOf(visit),
    status: 'judged',
    required: true,
    at: { file: visit.route },
    data: looked.capture satisfies PageCapture,
  }
  return { unit, shot: looked.shot }
}

/** Route, with the state where it is not the standard one. */
function keyOf({ route, state }: Visit): string {
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
