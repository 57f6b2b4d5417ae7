/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ElementRef } from '../../../model/page.ts'
import type { Kit } from './kit.ts'

export interface SeenCode {
  element: ElementRef
  named: boolean
  /** Short hash of its picture; null where that cannot be read. */
  look: string | null
}

/**
 * Runs inside the page after the kit: pictures that look like a QR or bar code (drawn, as an image, as vectors), and whether
 * the page says that a code ran out. The picture itself does not leave the page.
 */
export function readCodes(): { codes: SeenCode[]; expired: boolean } {
  const MOST = 10
  const MOST_LENGTH = 400_000
  const NAMED = /qr|barcode|(?:^|[^a-z])code(?:$|[^a-z])|erweima|ewm|二维码|条码|条形码|亮证码|电子码/i
  const EXPIRED =
    /(?:二维码|条码|证件码|亮证码|码)(?:已过期|已失效|失效|过期)|(?:已过期|已失效)[^。]{0,10}刷新/
  const { refOf, shown, dp } = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const hash = (text: string) => {
    let value = 0x811c9dc5
    const step = Math.max(1, Math.floor(text.length / MOST_LENGTH))
    for (let at = 0; at < text.length; at += step)
      value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0
    return `${text.length}-${value.toString(16)}`
  }
  const lookOf = (element: Element): string | null => {
    try {
      if (element instanceof HTMLCanvasElement) return hash(element.toDataURL())
      if (element instanceof HTMLImageElement) return hash(element.currentSrc || element.src)
      if (element instanceof SVGElement) return hash(element.innerHTML)
      return hash(getComputedStyle(element).backgroundImage)
    } catch {
      // Drawn from another host: the browser does not give it out.
      return null
    }
  }
  const wordsOf = (element: Element): string => {
    const own = ['id', 'class', 'alt', 'aria-label', 'title'].map(name => element.getAttribute(name) ?? '')
    const source = element.getAttribute('src') ?? ''
    const parent = element.parentElement
    const around = parent ? [parent.id, parent.getAttribute('class') ?? ''] : []
    return [...own, ...around, source.startsWith('data:') ? '' : source.slice(0, 200)].join(' ')
  }
  const codes: SeenCode[] = []
  const boxes = document.querySelectorAll('canvas,img,svg,[class*=qr],[class*=Qr],[class*=QR],[id*=qr]')
  for (const element of [...boxes].slice(0, 2000)) {
    if (codes.length >= MOST) break
    if (!shown(element)) continue
    const picture = element.matches('canvas,img,svg')
    if (!picture && !getComputedStyle(element).backgroundImage.includes('url(')) continue
    const { width, height } = element.getBoundingClientRect()
    const named = NAMED.test(wordsOf(element))
    const square = dp(width) >= 100 && width < height * 1.25 && height < width * 1.25
    const bar = named && dp(width) >= 150 && dp(height) >= 30 && width > height
    if (square || bar) codes.push({ element: refOf(element), named, look: lookOf(element) })
  }
  // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
  return { codes, expired: EXPIRED.test((document.body?.innerText ?? '').slice(0, 20_000)) }
}
