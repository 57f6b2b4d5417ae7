import { createHash } from 'node:crypto'
import type { Page } from 'puppeteer-core'
import type { Glance } from '../../model/page-mode.ts'
import { readFacts } from './in-page/facts.ts'
import { installKit } from './in-page/kit.ts'

const LIMITS = { texts: 800, targets: 400, links: 0, fields: 0, elements: 8000 }

/** The page as it stands now, in a few figures. */
export async function glanceAt(page: Page, moment: Glance['moment']): Promise<Glance> {
  await page.evaluate(installKit)
  const { texts, targets, shape } = await page.evaluate(readFacts, LIMITS)
  const main = texts.filter(text => text.main && text.characters > 1)
  const parts = targets.filter(target => target.main && !target.inline)
  return {
    moment,
    texts: main.length,
    textSize: middle(main.map(({ fontSize, characters }) => [fontSize, characters])),
    smallest: main.reduce((least, { fontSize }) => Math.min(least, fontSize), main[0]?.fontSize ?? 0),
    targets: parts.length,
    targetSize: middle(parts.map(({ width, height }) => [Math.min(width, height), 1])),
    shape: createHash('sha256').update(shape).digest('hex').slice(0, 16),
  }
}

/** Whether a person would see the two apart by size or make-up. */
export function looksOther(a: Glance, b: Glance): boolean {
  return (
    a.shape !== b.shape ||
    Math.abs(a.textSize - b.textSize) > 0.5 ||
    Math.abs(a.smallest - b.smallest) > 0.5 ||
    Math.abs(a.targetSize - b.targetSize) > 0.5
  )
}

/** Weighted median of `[value, weight]`; 0 for none. */
function middle(list: readonly (readonly [number, number])[]): number {
  const sorted = [...list].sort((a, b) => a[0] - b[0])
  const half = sorted.reduce((sum, [, weight]) => sum + weight, 0) / 2
  let sum = 0
  for (const [value, weight] of sorted) {
    sum += weight
    if (sum >= half) return value
  }
  return 0
}
