import { resolve } from 'node:path'
import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import type { MissReason, Unit } from '../../model/evidence.ts'
import { InputError, type Place } from '../../model/input-error.ts'
import type { PageCapture } from '../../model/page.ts'
import { launchBrowser } from '../browser/launch.ts'
import { type LookOptions, lookAt } from '../browser/look.ts'
import { BrowserSession } from '../browser/session.ts'
import type { TakenShot } from '../browser/shot.ts'
import { INPUT_CODES, type InputCode } from '../input/codes.ts'
import { fetchText } from '../net/fetch-text.ts'
import { pageAddress, routeOf } from './address.ts'
import { Discovery } from './discovery.ts'
import type { Candidate } from './frontier.ts'
import { hostOfApp } from './host-of-app.ts'
import { inOrder } from './in-order.ts'
import { DEFAULT_GAP_MS, gapOf, isWithin, Pace } from './pace.ts'
import { withAsides } from './privacy-asides.ts'
import { allowsProbing } from './probing.ts'
import { buildThere, serveFrom } from './served-folder.ts'
import { steadily } from './steady.ts'
import { type PageChannel, pageChannel, type Visit, visitsOf } from './visits.ts'

const LOAD_MS = 20_000
const SETTLE_MS = 6_000
/** Ours; `--concurrency` and `--max-pages` say otherwise. */
const TABS = 2
const MOST_PAGES = 60
/** Pages drawn at a time: what is drawn next depends on all of them, whatever the number of tabs. */
const BATCH = 8
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/
const SITE_FILE = { timeoutMs: 10_000, bytes: 8 * 1024 * 1024, redirects: 3 }

/** Where pages are looked at: in a browser of the run's own, unless many apps that differ in a page or two share one. */
export interface Eyes {
  launch: typeof launchBrowser
  /** Looks, or answers with what was seen before. */
  around(visit: Visit, look: () => Promise<Unit>): Promise<Unit>
}

const OWN_EYES: Eyes = { launch: launchBrowser, around: (_visit, look) => look() }

/**
 * Looks at the pages the manifest names in a browser, then at a sample of those that are come across: one unit a page and
 * state. Only where pages are in scope.
 */
export const pagesCollector = {
  kinds: ['pages'],
  async collect(context: CollectContext, sink: EvidenceSink, eyes: Eyes = OWN_EYES): Promise<void> {
    if (!context.parts?.has('pages')) return
    const channel = pageChannel(context.manifest)
    const host = channel && hostOfApp(context.manifest, channel.id, context.hosts ?? [])
    const mayType = channel !== undefined && allowsProbing(context, 'active-read', channel.entry.host)
    const inside = { host, mayType, names: context.officialNames ?? new Map<string, string>() }
    const visits = channel ? withAsides(visitsOf(context.manifest, channel, inside), context) : []
    if (!channel || visits.length === 0) {
      sink.record('pages', { status: 'notProvided' })
      return
    }
    const reason = await withBrowser(context, visits, sink, channel, eyes)
    sink.record('pages', reason === undefined ? { status: 'present' } : { status: 'missing', reason })
  },
} satisfies Collector

/** Looks at everything; returns why nothing was seen. */
async function withBrowser(
  context: CollectContext,
  visits: readonly Visit[],
  sink: EvidenceSink,
  channel: PageChannel,
  eyes: Eyes,
): Promise<MissReason | InputError['code'] | undefined> {
  const environment = environmentOf(context)
  const none = async (reason: string, data: Record<string, string | number>) => {
    for (const visit of visits) await sink.unit('pages', missing(visit, reason, { url: visit.url, ...data }))
    return reason
  }
  const { window } = environment ?? {}
  if (window !== undefined && !isWithin(window, new Date(), placeOf(context, 'window')))
    return none('outside-window', { window })
  let session: BrowserSession
  try {
    if (environment?.pages === 'bundle') await buildThere(context, channel)
    session = await BrowserSession.open(context.browser, hostsOf(context), eyes.launch)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    // One reason for all of them, said once.
    await sink.unit('pages', nothingSeen(error))
    return error.code
  }
  try {
    return await lookRound(context, visits, sink, channel, session, eyes)
  } finally {
    await session.close()
  }
}

/** Pictures of the newest looks by unit key, until they are kept: a unit holds facts only. */
type Shots = Map<string, TakenShot>

async function lookRound(
  context: CollectContext,
  visits: readonly Visit[],
  sink: EvidenceSink,
  channel: PageChannel,
  session: BrowserSession,
  eyes: Eyes,
): Promise<MissReason | undefined> {
  const host = hostOfApp(context.manifest, channel.id, context.hosts ?? [])
  const pictures = sink.pictures !== undefined && context.pictures !== false
  const options = { ...reachOf(context, channel), ...(host ? { host } : {}), pictures }
  const shots: Shots = new Map()
  const environment = environmentOf(context)
  const built = options.answer(channel.entry) !== undefined
  const discovery = new Discovery({
    entry: channel.entry,
    seed: context.seed ?? 1,
    heedRobots: environment?.robots !== 'ignore',
    read: built ? undefined : address => fetchText(address, { ...SITE_FILE, allows: options.allows }),
  })
  for (const { url, state } of visits)
    if (state === 'standard') discovery.frontier.know(pageAddress(new URL(url)))
  await discovery.begin(context.found ?? [])

  const stated =
    environment?.pace === undefined ? undefined : gapOf(environment.pace, placeOf(context, 'pace'))
  const unasked = LOOPBACK.test(channel.entry.hostname) ? 0 : DEFAULT_GAP_MS
  const gap = built ? 0 : Math.max(stated ?? unasked, discovery.gapMs)
  const pace = new Pace(gap)
  const tabs = context.concurrency ?? TABS
  const look = (visit: Visit, required: boolean) =>
    eyes.around(visit, () =>
      steadily(async () => {
        await pace.turn()
        return lookOnce(session, visit, options, required, shots)
      }, context.suspect),
    )

  let seen = 0
  let looked = 0
  const lost = new Map<string, MissReason>()
  const planned = (visit: Visit) => {
    const reason = lost.get(visit.url)
    return reason === undefined ? look(visit, !visit.optional) : Promise.resolve(notSampled(visit, reason))
  }
  // A page that does not come is one page lost, not one in every state.
  const [plain = [], other = []] = [true, false].map(first => visits.filter(one => isPlain(one) === first))
  for (const round of [plain, other]) {
    for await (const [visit, unit] of inOrder(round, tabs, planned)) {
      await sink.unit('pages', unit)
      await keepShot(sink, unit, shots)
      if (unit.status === 'missing' && unit.reason) lost.set(visit.url, unit.reason)
      if (round === plain) looked++
      if (unit.status !== 'judged') continue
      seen++
      if (round === plain) discovery.follow(unit.data as PageCapture)
    }
  }
  const most = context.maxPages ?? MOST_PAGES
  for (;;) {
    const drawn = discovery.frontier.draw(Math.min(BATCH, most - looked))
    if (drawn.length === 0) break
    const further = drawn.map(candidate => visitOf(candidate, channel.entry))
    for await (const [visit, unit] of inOrder(further, tabs, visit => look(visit, false))) {
      await sink.unit('pages', unit)
      await keepShot(sink, unit, shots)
      looked++
      if (unit.status !== 'judged') continue
      seen++
      const capture = unit.data as PageCapture
      discovery.frontier.looked(visit.url, capture.template)
      discovery.follow(capture)
    }
  }
  for (const { candidate, reason } of discovery.frontier.left(looked >= most))
    await sink.unit('pages', notSampled(visitOf(candidate, channel.entry), reason))
  return seen > 0 ? undefined : 'page-unreachable'
}

function environmentOf({ environment, manifest }: CollectContext) {
  return environment === null ? undefined : manifest.environments?.[environment]
}

function placeOf({ environment, manifestFile }: CollectContext, key: string): Place {
  return { file: manifestFile, pointer: `/environments/${environment}/${key}` }
}

/** Hosts of the environment and those allowed on the command line. */
function hostsOf(context: CollectContext): Set<string> {
  return new Set([...(environmentOf(context)?.hosts ?? []), ...(context.allowedHosts ?? [])])
}

/** Only hosts of the environment; a build named by the channel stands in for its own address. */
function reachOf(
  context: CollectContext,
  { entry, bundle }: PageChannel,
): LookOptions & Required<Pick<LookOptions, 'answer'>> {
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

async function lookOnce(
  session: BrowserSession,
  visit: Visit,
  options: LookOptions,
  required: boolean,
  shots: Shots,
): Promise<Unit> {
  const looked = await session.within(visit.shares, tabs => lookAt(tabs, visit, options))
  if ('missing' in looked && looked.missing === 'not-found' && visit.optional)
    return notSampled(visit, 'not-found')
  if ('missing' in looked)
    return { ...missing(visit, looked.missing, { url: visit.url, detail: looked.detail }), required }
  const data: PageCapture = looked.capture
  const unit: Unit = { key: keyOf(visit), status: 'judged', required, at: { file: visit.route }, data }
  if (looked.shot) shots.set(unit.key, looked.shot)
  return unit
}

/** Hands the picture of a page to the bundle, after the unit it belongs to. */
async function keepShot({ pictures }: EvidenceSink, unit: Unit, shots: Shots): Promise<void> {
  const shot = shots.get(unit.key)
  shots.delete(unit.key)
  if (!pictures || !shot) return
  const { image, ...places } = shot
  pictures.shot({ unit: unit.key, blob: await pictures.blob(image), ...places })
}

function visitOf({ address, taskCode }: Candidate, entry: URL): Visit {
  const route = routeOf(address, entry)
  const role = taskCode === undefined ? 'found' : 'item'
  const item = taskCode === undefined ? {} : { taskCode }
  return { role, route, url: address, state: 'standard', shares: 'standard', ...item }
}

/** The page as it is, nothing done on it. */
function isPlain({ state, journey }: Visit): boolean {
  return state === 'standard' && journey === undefined
}

/** Route, with the state where it is not the standard one. */
export function keyOf({ route, state, named = state }: Visit): string {
  return named === 'standard' ? route : `${route} (${named})`
}

function missing(visit: Visit, reason: string, data: Record<string, string | number>): Unit {
  return {
    key: keyOf(visit),
    status: 'missing',
    required: true,
    reason: reason as MissReason,
    detail: { code: reason, data },
  }
}

/** No page could be looked at: no browser, or no build. */
function nothingSeen({ code, place, data }: InputError): Unit {
  const reason = INPUT_CODES[code as InputCode] ?? 'page-unreachable'
  const at = place ? { at: place } : {}
  return { key: 'pages', status: 'missing', required: true, reason, ...at, detail: { code, data } }
}

function notSampled(visit: Visit, reason: MissReason): Unit {
  return { key: keyOf(visit), status: 'notSampled', required: false, reason, at: { file: visit.route } }
}
