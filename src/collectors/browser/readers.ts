import type { Page } from 'puppeteer-core'
import type { PageCapture } from '../../model/page.ts'
import { type FactLimits, readFacts } from './in-page/facts.ts'
import { installKit } from './in-page/kit.ts'

const LIMITS: FactLimits = { texts: 2000, targets: 1000, links: 500, fields: 300, elements: 20_000 }

/** Reads of a page as it stands, one after the other; each gives its own fields of a capture and changes nothing. */
const READERS: readonly ((page: Page) => Promise<Partial<PageCapture>>)[] = []

type Read = Awaited<ReturnType<typeof readFacts>> & Partial<PageCapture>

/** Everything a page shows by itself: the facts of its DOM, then what each further reader sees. */
export async function readPage(page: Page): Promise<Read> {
  await page.evaluate(installKit)
  const facts: Read = await page.evaluate(readFacts, LIMITS)
  for (const read of READERS) Object.assign(facts, await read(page))
  return facts
}
