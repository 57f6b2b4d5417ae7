import type { CDPSession, Page } from 'puppeteer-core'
import type { PageCapture } from '../../model/page.ts'
import type { PageShot } from '../../model/page-shot.ts'
import { isPrivateField, privateSpans } from '../../text/private-spans.ts'
import { readBoxes } from './in-page/boxes.ts'
import { gatherShown, paintOver, takeOff } from './in-page/veil.ts'

/** A picture, and what is known of it beside its key. */
export interface TakenShot extends Omit<PageShot, 'unit' | 'blob'> {
  image: Uint8Array
}

/** Pixels a dp: enough to read 12 dp text in a crop, half of what the phone emulated draws. */
const PIXELS = 1.5
/** JPEG: what word processors and old browsers can show too. */
const QUALITY = 60
/** What stands further down a page is not shown. */
const MOST_HEIGHT = 6000
const MOST_BYTES = 3 << 20
const MOST_BOXES = 3000
const LIMITS = { nodes: 60_000, characters: 400_000 }
const TRIES = 3

/** Pages that are about a person's papers: every picture on them may be one. */
const PAPER_ROLE = /licen[cs]e|certificate|qr|code|card/i
const PAPER_WORDS = /亮证|亮码|电子证照|身份码|付款码|健康码|二维码/

/**
 * A picture of the page with personal data painted over in the page first. Looked through again afterwards: when something to
 * be painted over came in between, the picture is thrown away. Undefined where no such picture could be had.
 */
export async function takeShot(
  page: Page,
  facts: Pick<PageCapture, 'role' | 'title' | 'headings'>,
): Promise<TakenShot | undefined> {
  const titles = [facts.title, ...facts.headings.filter(({ level }) => level === 1).map(({ text }) => text)]
  const pictures = PAPER_ROLE.test(facts.role) || titles.some(title => PAPER_WORDS.test(title))
  try {
    let painted = 0
    let taken: TakenShot | undefined
    for (let round = 0; round < TRIES; round++) {
      const shown = await page.evaluate(gatherShown, LIMITS)
      if (shown.cut) return undefined
      const fields = shown.fields.flatMap((field, at) => (isPrivateField(field) ? [at] : []))
      const fresh = await page.evaluate(paintOver, { spans: privateSpans(shown.lines), fields, pictures })
      if (taken && fresh === 0) return { ...taken, painted }
      painted += fresh
      const { boxes, scale, ...size } = await page.evaluate(readBoxes, selectorsOf(facts))
      taken = { ...(await picture(page, size, scale, boxes)), painted }
      if (taken.image.length > MOST_BYTES) return undefined
    }
    return undefined
  } finally {
    await page.evaluate(takeOff).catch(() => {})
  }
}

async function picture(
  page: Page,
  size: { width: number; height: number },
  scale: number,
  boxes: Record<string, [number, number, number, number]>,
): Promise<Omit<TakenShot, 'painted'>> {
  const viewport = page.viewport()
  const width = Math.min(size.width, (viewport?.width ?? 390) / scale)
  const height = Math.min(size.height, MOST_HEIGHT / scale)
  const clip = { x: 0, y: 0, width, height, scale: (PIXELS * scale) / (viewport?.deviceScaleFactor ?? 1) }
  const image = await alone(() => photograph(page, clip))
  const shown = Math.round(height * scale)
  return {
    image,
    width: Math.round(width * scale),
    height: shown,
    whole: size.height <= height,
    boxes: Object.fromEntries(Object.entries(boxes).filter(([, [, top]]) => top < shown)),
  }
}

type Clip = { x: number; y: number; width: number; height: number; scale: number }

/**
 * In front: a window behind another may be given no frame to photograph for as long as the other one works. By the session
 * that made the page a phone: by another one its picture is three times too small, and the page is no phone afterwards.
 */
async function photograph(page: Page, clip: Clip): Promise<Uint8Array> {
  const session = (page as unknown as { _client(): CDPSession })._client()
  await session.send('Page.bringToFront')
  const shot = {
    format: 'jpeg',
    quality: QUALITY,
    captureBeyondViewport: true,
    optimizeForSpeed: true,
  } as const
  const { data } = await session.send('Page.captureScreenshot', { ...shot, clip })
  return Buffer.from(data, 'base64')
}

let last: Promise<unknown> = Promise.resolve()

/** One picture at a time: only one window is in front. */
function alone<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work, work)
  last = mine.catch(() => {})
  return mine
}

/** Selectors that the facts of a page name, in the order they do. */
function selectorsOf(facts: object): string[] {
  const found = new Set<string>()
  const open: unknown[] = [facts]
  while (open.length > 0 && found.size < MOST_BOXES) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    for (const [key, child] of Object.entries(value)) {
      if (key === 'selector' && typeof child === 'string') found.add(child)
      else if (typeof child === 'object') open.push(child)
    }
  }
  return [...found]
}
