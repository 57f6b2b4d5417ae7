/// <reference lib="dom" />
import type { Kit } from './kit.ts'

/** Where a page and some of its elements stand, in dp from the top left of the page. */
export interface Boxes {
  /** Of the whole page, CSS px. */
  width: number
  height: number
  /** dp per CSS px. */
  scale: number
  boxes: Record<string, [left: number, top: number, width: number, height: number]>
}

/** Runs inside the page after the kit, so it stands alone. Elements without a box on the page are left out. */
export function readBoxes(selectors: readonly string[]): Boxes {
  const { scale } = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const dp = (px: number) => Math.round(px * scale * 10) / 10
  const boxes: Boxes['boxes'] = {}
  for (const selector of selectors) {
    let element: Element | null = null
    try {
      element = document.querySelector(selector)
    } catch {
      // A selector of another's making: that element has no box then.
    }
    const box = element?.getBoundingClientRect()
    if (!box || box.width <= 0 || box.height <= 0) continue
    boxes[selector] = [dp(box.left + scrollX), dp(box.top + scrollY), dp(box.width), dp(box.height)]
  }
  const { scrollWidth, scrollHeight } = document.documentElement
  return {
    width: Math.max(innerWidth, scrollWidth),
    height: Math.max(innerHeight, scrollHeight),
    scale,
    boxes,
  }
}
