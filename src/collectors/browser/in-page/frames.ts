/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { FrameFact } from '../../../model/page-frames.ts'
import type { Kit } from './kit.ts'

/** Runs inside the page after the kit, so it stands alone. Parts of the page that others fill, at most 100. */
export function readFrames(): FrameFact[] {
  const { refOf, shown, dp } = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const hostOf = (address: string): string => {
    const url = URL.parse(address, document.baseURI)
    return url && /^https?:$/.test(url.protocol) && url.host !== location.host ? url.host : ''
  }
  const found: FrameFact[] = []
  // A text that was put in later (<ins> around words) is filled by nobody else.
  for (const element of document.querySelectorAll('iframe,object,embed,ins:empty,ins:has(iframe,img,a)')) {
    if (found.length >= 100) break
    const box = element.getBoundingClientRect()
    if (!shown(element) || box.width < 2 || box.height < 2) continue
    found.push({
      element: refOf(element),
      kind: element.localName as FrameFact['kind'],
      host: hostOf(element.getAttribute('src') ?? element.getAttribute('data') ?? ''),
      width: dp(box.width),
      height: dp(box.height),
    })
  }
  return found
}
