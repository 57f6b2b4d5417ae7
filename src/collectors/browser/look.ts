import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContext, Page } from 'puppeteer-core'
import type { MissReason } from '../../model/evidence.ts'
import type { HostProfile } from '../../model/host-profile.ts'
import type { AxeFact, PageCapture, PageState } from '../../model/page.ts'
import { ASIDES, type FreshPage } from './aside.ts'
import { axeWords } from './axe-words.ts'
import { answerConsent, consentLayer } from './consent.ts'
import { openTab, type Tabs } from './contexts.ts'
import { Ears } from './ears.ts'
import { hostOf, moveInto } from './host.ts'
import { readAxe } from './in-page/axe.ts'
import { spyOnPermissions } from './in-page/privacy.ts'
import { JOURNEYS } from './journey.ts'
import { walkByKeyboard } from './keyboard.ts'
import { type NetworkLog, type Reach, watchNetwork } from './network.ts'
import { NotThere } from './not-there.ts'
import { readPage } from './readers.ts'
import { type TakenShot, takeShot } from './shot.ts'
import { watchPrivacy } from './watch-privacy.ts'

/** One page to look at. */
export interface Sight {
  role: string
  taskCode?: string
  url: string
  state: PageState
  /** What is done on the page before it is looked at. */
  journey?: string
  /** What the journey types. */
  ask?: readonly string[]
  /** Another page the journey needs. */
  from?: string
  /** What is tried beside it on fresh pages, by name. */
  asides?: string[]
  /** Further pages an aside goes on to. */
  onward?: { role: string; url: string }[]
}

export interface LookOptions extends Reach {
  /** The page must have answered by then. */
  loadMs: number
  /** A page that goes on changing is looked at then all the same. */
  settleMs: number
  /** Takes a picture too. */
  pictures?: boolean
  /** The app that hosts the page. */
  host?: HostProfile
}

export type Looked = { capture: PageCapture; shot?: TakenShot } | { missing: MissReason; detail: string }

const QUIET_MS = 300
const MOST_DIALOGS = 20
/** A journey takes several steps, each of which waits. */
const ACT_MS = 90_000
/** A look with everything beside it; longer than any one step may take. */
const LOOK_MS = 240_000

const require = createRequire(import.meta.url)
let axeSource: string | undefined

/**
 * `look`, given up after a bound of its own: whatever a page, a journey or the browser itself waits for, the next page is
 * looked at.
 */
export async function lookAt(tabs: Tabs, visit: Sight, options: LookOptions): Promise<Looked> {
  const looking = look(tabs, visit, options)
  const detail = `no end after ${LOOK_MS / 1000} s`
  return bounded(looking, LOOK_MS).catch(() => ({ missing: 'page-timeout', detail }))
}

/** Opens a page as a phone would, waits until it is quiet, reads its facts and what axe-core says. Never throws for what a page does. */
async function look(tabs: Tabs, visit: Sight, options: LookOptions): Promise<Looked> {
  const page = await tabs.newPage()
  const dialogs: PageCapture['dialogs'] = []
  let consoleErrors = 0
  let crashed = false
  const ears = new Ears(page)
  let fit = false
  try {
    ears.on('error', () => {
      crashed = true
    })
    ears.on('dialog', dialog => {
      if (dialogs.length < MOST_DIALOGS)
        dialogs.push({ type: dialog.type(), text: dialog.message().slice(0, 200) })
    })
    ears.on('console', message => {
      if (message.type() === 'error') consoleErrors++
    })
    await prepare(page, visit.state)
    if (options.host && !hostOf(page)) await moveInto(page, options.host)
    const network = watchNetwork(ears, options)
    const privacy = watchPrivacy(page, ears)
    const journey = await JOURNEYS[visit.journey ?? '']?.()
    await journey?.before?.(page, visit)
    const response = await page.goto(visit.url, { waitUntil: 'domcontentloaded', timeout: options.loadMs })
    if (response && response.status() >= 400)
      return { missing: 'page-status', detail: `HTTP ${response.status()}` }
    // XML, JSON or plain text is shown by the browser in a page of its own making.
    const type = response?.headers()['content-type'] ?? ''
    if (type !== '' && !/html/i.test(type))
      return { missing: 'page-download', detail: `no page: ${type.slice(0, 100)}` }
    const still = () => settle(page, network, options)
    await still()
    const layer = await bounded(consentLayer(page), options.loadMs)
    if (layer && (await answerConsent(page, layer, layer.agree === null ? 'refuse' : 'agree'))) await still()
    const acted = journey?.act ? await bounded(journey.act(page, visit, still), ACT_MS) : {}
    const { shape, ...facts } = await bounded(readPage(page), options.loadMs)
    const slipped = await bounded(privacy.read(response), options.loadMs)
    const beside = await besides(page, visit, options)
    // axe-core takes time by the square on huge pages: left out there, and said to be.
    const whole = !facts.cut.includes('elements')
    const axe = whole ? await bounded(axeOn(page), options.loadMs).catch(slowAsUndefined) : undefined
    const shot = options.pictures
      ? await bounded(takeShot(page, { role: visit.role, ...facts, ...axe }), options.loadMs).catch(
          () => undefined,
        )
      : undefined
    const bridge = await hostOf(page)?.heard()
    const byKeyboard = visit.state === 'standard' || visit.state === 'desktop'
    const walk = byKeyboard ? walkByKeyboard(page, facts.words) : Promise.resolve(undefined)
    // A key may lead away or hang: what was read before stands.
    const keyboard = await bounded(walk, options.loadMs).catch(() => undefined)
    fit = visit.journey === undefined
    return {
      ...(shot ? { shot } : {}),
      capture: {
        role: visit.role,
        ...(visit.taskCode === undefined ? {} : { taskCode: visit.taskCode }),
        state: visit.state,
        url: visit.url,
        finalUrl: page.url(),
        template: createHash('sha256').update(shape).digest('hex').slice(0, 16),
        ...facts,
        ...slipped,
        ...beside,
        ...acted,
        ...(bridge ? { bridge } : {}),
        ...(axe ?? { axe: [], axeExamined: [] }),
        ...(keyboard === undefined ? {} : { keyboard }),
        cut: axe ? facts.cut : [...facts.cut, 'axe'],
        requests: network.requests(),
        consoleErrors,
        dialogs,
      },
    }
  } catch (error) {
    if (error instanceof NotThere) return { missing: 'not-found', detail: error.message }
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    return { missing: crashed ? 'page-crashed' : reasonOf(detail), detail: detail.slice(0, 200) }
  } finally {
    ears.close()
    await tabs.done(page, fit && !crashed)
  }
}

/** The asides of a visit, one after the other. One that fails leaves its field out: not seen is not judged. */
async function besides(page: Page, visit: Sight, options: LookOptions): Promise<Partial<PageCapture>> {
  const seen: Partial<PageCapture> = {}
  for (const name of visit.asides ?? []) {
    const aside = await ASIDES[name]?.()
    const work = aside?.(visit, async job => {
      const context = await page.browser().createBrowserContext()
      try {
        return await job(await freshPage(context, visit.state, options))
      } finally {
        await context.close().catch(() => {})
      }
    })
    Object.assign(seen, work && (await bounded(work, ACT_MS).catch(() => undefined)))
  }
  return seen
}

async function freshPage(
  context: BrowserContext,
  state: PageState,
  options: LookOptions,
): Promise<FreshPage> {
  const page = await openTab(context)
  const ears = new Ears(page)
  await prepare(page, state)
  const network = watchNetwork(ears, options)
  const privacy = watchPrivacy(page, ears)
  const still = () => settle(page, network, options)
  const open = async (url: string) => {
    try {
      const response = await page.goto(url, { waitUntil: 'domcontentloaded', timeout: options.loadMs })
      await still()
      // A page that leads on to where nothing answers has not come either.
      return (response === null || response.status() < 400) && !page.url().startsWith('chrome-error:')
    } catch {
      return false
    }
  }
  return { page, network, privacy, open, still }
}

/** States whose set-up a tab already has. */
const prepared = new WeakMap<Page, PageState>()

/** Phone emulation, quiet animations, seeded chance; what a tab keeps from one look to the next is set once. */
async function prepare(page: Page, state: PageState): Promise<void> {
  const before = prepared.get(page)
  prepared.set(page, state)
  const width = state === 'desktop' ? 1280 : state === 'reflow' ? 320 : 390
  const phone = state !== 'desktop'
  const deviceScaleFactor = phone ? 3 : 1
  if (before !== state)
    await page.setViewport({ width, height: 844, deviceScaleFactor, isMobile: phone, hasTouch: phone })
  if (before !== undefined) return
  page.on('dialog', dialog => void dialog.dismiss().catch(() => {}))
  page.on('popup', popup => void popup?.close().catch(() => {}))
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await page.setBypassServiceWorker(true)
  // Without it only the window in front takes taps and keys.
  await page.emulateFocusedPage(true)
  await page.evaluateOnNewDocument(seedChance)
  await page.evaluateOnNewDocument(spyOnPermissions)
  const client = await page.createCDPSession()
  await client.send('Page.setDownloadBehavior', { behavior: 'deny' }).catch(() => {})
  await page.setRequestInterception(true)
}

/** Runs before the page's own scripts: the same "random" numbers on every load. */
function seedChance(): void {
  let state = 0x2545f491
  Math.random = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
}

/** Waits until nothing is under way and the DOM stands still for a while, or the bound is reached. */
async function settle(page: Page, network: NetworkLog, { settleMs, loadMs }: LookOptions): Promise<void> {
  const end = Date.now() + settleMs
  let quietSince = Date.now()
  let size = -1
  while (Date.now() < end) {
    const now = await bounded(
      page.evaluate(
        () => document.getElementsByTagName('*').length + (document.body?.textContent.length ?? 0),
      ),
      loadMs,
    )
    if (network.pending() > 0 || now !== size) quietSince = Date.now()
    size = now
    if (Date.now() - quietSince >= QUIET_MS) return
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}

async function axeOn(page: Page): Promise<{ axe: AxeFact[]; axeExamined: string[] }> {
  axeSource ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
  await page.evaluate(axeSource)
  const { axe, axeExamined } = await page.evaluate(readAxe)
  return { axe: axe.map(fact => ({ ...fact, help: axeWords(fact.id, fact.help?.en ?? '') })), axeExamined }
}

function bounded<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`timeout of ${ms} ms exceeded`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

function slowAsUndefined(error: unknown): undefined {
  if (!(error instanceof Error && /^timeout of/.test(error.message))) throw error
}

function reasonOf(message: string): MissReason {
  if (/timeout/i.test(message)) return 'page-timeout'
  if (/ERR_TOO_MANY_REDIRECTS/.test(message)) return 'page-redirects'
  if (/ERR_BLOCKED_BY_CLIENT/.test(message)) return 'host-refused'
  if (/ERR_CERT|ERR_SSL/.test(message)) return 'tls'
  if (/ERR_ABORTED/.test(message)) return 'page-download'
  return 'page-unreachable'
}
