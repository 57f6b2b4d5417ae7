import type { Page } from 'puppeteer-core'
import type { PageCapture } from '../../model/page.ts'
import { readAssist } from './in-page/assist.ts'
import { type FactLimits, readFacts } from './in-page/facts.ts'
import { readFrames } from './in-page/frames.ts'
import { readImages } from './in-page/images.ts'
import { installKit } from './in-page/kit.ts'
import { readLayers } from './in-page/layers.ts'
import { readMedia } from './in-page/media.ts'

const LIMITS: FactLimits = { texts: 2000, targets: 1000, links: 500, fields: 300, elements: 20_000 }

/** Reads of a page as it stands, one after the other; each gives its own fields of a capture and changes nothing. */
const READERS: readonly ((page: Page) => Promise<Partial<PageCapture>>)[] = [
  async page => ({ layers: await page.evaluate(readLayers) }),
  async page => ({ images: await page.evaluate(readImages) }),
  async page => ({ media: await page.evaluate(readMedia) }),
  async page => ({ frames: await page.evaluate(readFrames) }),
  async page => ({ assist: await page.evaluate(readAssist) }),
]

/** Fields of a capture that the readers give on every page. */
type Given = 'layers' | 'images' | 'media' | 'frames' | 'assist'

type Read = Awaited<ReturnType<typeof readFacts>> & Pick<PageCapture, Given> & Partial<PageCapture>

/** Everything a page shows by itself: the facts of its DOM, then what each further reader sees. */
export async function readPage(page: Page): Promise<Read> {
  await page.evaluate(installKit)
  const facts = (await page.evaluate(readFacts, LIMITS)) as Read
  for (const read of READERS) Object.assign(facts, await read(page))
  return facts
}
