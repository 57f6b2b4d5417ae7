/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { CDPSession, KeyInput, Page } from 'puppeteer-core'
import type { ElementRef } from '../../model/page.ts'
import type { KeyboardFact } from '../../model/page-assist.ts'
import type { Kit } from './in-page/kit.ts'

/** So many different elements reached one after the other: Tab gets through. */
const ENOUGH = 8
/** So often the same few: they may not let go. */
const AGAIN = 8
const FEW = 3
const PAUSE_MS = 30
const LISTENED = /^(?:blur|focusout|focus|focusin|keydown|keypress)$/

interface Focus {
  selector: string
  element: ElementRef
  /** In a dialog, which may keep the focus to itself, or a frame, whose inside is not seen from here. */
  apart: boolean
}

/**
 * Presses Tab as someone without a pointer does, where anything listens to keys or focus, and says which elements do not
 * let go. A suspicion is tried with Shift+Tab, Escape and the keys the page itself advises. Moves the focus: comes last.
 */
export async function walkByKeyboard(page: Page, words: string): Promise<KeyboardFact | undefined> {
  if (!(await listens(page))) return undefined
  const focusable = await page.evaluate(countFocusable)
  if (focusable < 2) return { focusable, reached: 0, trap: null }
  return (await letThrough(page, focusable)) ?? (await walkSlowly(page, focusable, words))
}

/**
 * Most pages let the keyboard through, which is seen without waiting at each key: always something new has the focus, and
 * what has it at the end still has it once the page's timers have run. Undefined where anything comes twice.
 */
async function letThrough(page: Page, focusable: number): Promise<KeyboardFact | undefined> {
  const reached = new Set<string>()
  let focus: Focus | undefined
  do {
    focus = await pressed(page, ['Tab'], 0)
    if (focus && reached.has(focus.selector)) return undefined
    if (focus) reached.add(focus.selector)
  } while (focus && reached.size < ENOUGH)
  const later = await page.evaluate(focusNow, PAUSE_MS)
  if (later?.selector !== focus?.selector) return undefined
  return { focusable, reached: reached.size, trap: null }
}

async function walkSlowly(page: Page, focusable: number, words: string): Promise<KeyboardFact> {
  const fact: KeyboardFact = { focusable, reached: 0, trap: null }
  const path: Focus[] = []
  const reached = new Set<string>()
  for (let press = 0; press < Math.min(focusable + AGAIN, 24); press++) {
    const focus = await pressed(page, ['Tab'])
    if (!focus) break
    path.push(focus)
    reached.add(focus.selector)
    fact.reached = reached.size
    if (reached.size >= ENOUGH) return fact
    const last = path.slice(-AGAIN)
    const kept = new Map(last.map(one => [one.selector, one]))
    if (last.length < AGAIN || kept.size > FEW || kept.size >= focusable) continue
    if (last.some(({ apart }) => apart)) return fact
    const keys = ['Shift+Tab', 'Escape', ...advised(words)]
    for (const key of keys) {
      const combination = key.split('+') as KeyInput[]
      for (let again = 0; again < 2; again++) {
        const out = await pressed(page, combination)
        if (!out || !kept.has(out.selector)) return fact
      }
      const next = await pressed(page, ['Tab'])
      if (!next || !kept.has(next.selector)) return fact
    }
    fact.trap = { within: [...kept.values()].map(({ element }) => element), keys: ['Tab', ...keys] }
    return fact
  }
  return fact
}

async function pressed(page: Page, keys: KeyInput[], pauseMs = PAUSE_MS): Promise<Focus | undefined> {
  const last = keys.at(-1) as KeyInput
  for (const key of keys.slice(0, -1)) await page.keyboard.down(key)
  await page.keyboard.press(last)
  for (const key of keys.slice(0, -1).reverse()) await page.keyboard.up(key)
  return (await page.evaluate(focusNow, pauseMs)) ?? undefined
}

/** Ways out the page itself names: `Ctrl+M`. */
function advised(words: string): string[] {
  const named = words.matchAll(/\b(ctrl|alt)\s*\+\s*([a-z0-9])\b/gi)
  const keys = [...named].map(
    ([, modifier, key]) => `${modifier?.toLowerCase() === 'alt' ? 'Alt' : 'Control'}+${key?.toLowerCase()}`,
  )
  return [...new Set(keys)].slice(0, 3)
}

function countFocusable(): number {
  const kit = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  return [
    ...document.querySelectorAll<HTMLElement>(
      'a[href],button,input:not([type=hidden]),select,textarea,summary,iframe,audio[controls],video[controls],[contenteditable],[tabindex]',
    ),
  ].filter(element => element.tabIndex >= 0 && !element.matches(':disabled') && kit.shown(element)).length
}

/** Where the focus is once timers the page set on the way have run: waited for by the page's own clock, in their order. */
async function focusNow(pauseMs: number): Promise<Focus | null> {
  if (pauseMs > 0) await new Promise(resolve => setTimeout(resolve, pauseMs))
  const kit = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return null
  const ref = kit.refOf(element)
  return {
    selector: ref.selector,
    element: ref,
    apart:
      element.localName === 'iframe' ||
      element.closest('dialog,[role=dialog],[role=alertdialog],[aria-modal=true]') !== null,
  }
}

/** Does anything on this page listen to keys or focus? Asked of the browser, so that nothing of the page is touched. */
async function listens(page: Page): Promise<boolean> {
  let session: CDPSession | undefined
  try {
    session = await page.createCDPSession()
    for (const expression of ['document', 'window']) {
      const { result } = await session.send('Runtime.evaluate', { expression, objectGroup: 'keyboard' })
      if (!result.objectId) continue
      const { listeners } = await session.send('DOMDebugger.getEventListeners', {
        objectId: result.objectId,
        ...(expression === 'document' ? { depth: -1 } : {}),
      })
      if (listeners.some(({ type }) => LISTENED.test(type))) return true
    }
    return false
  } catch {
    return true
  } finally {
    await session?.detach().catch(() => {})
  }
}
