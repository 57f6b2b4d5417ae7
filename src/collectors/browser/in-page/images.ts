/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ImageFact } from '../../../model/page-images.ts'
import type { Kit } from './kit.ts'

/** Runs inside the page after the kit: the pictures a person sees. Changes nothing. */
export function readImages(): ImageFact[] {
  const MOST = 300
  const MOST_ELEMENTS = 20_000
  const { refOf, shown, nameOf, ownText, dp } = (globalThis as unknown as Record<symbol, Kit>)[
    Symbol.for('wutong.kit')
  ] as Kit
  const line = (text: string | null | undefined, most: number) =>
    (text ?? '').replace(/\s+/g, ' ').trim().slice(0, most)
  const path = (address: string) =>
    address.startsWith('data:')
      ? 'data:'
      : (URL.parse(address, document.baseURI)?.pathname ?? '').slice(0, 200)
  const named = (element: Element): string => {
    const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
    const labelled = ids.map(id => document.getElementById(id)?.textContent ?? '').join(' ')
    const title = element.localName === 'svg' ? element.querySelector(':scope>title')?.textContent : null
    return line(
      labelled.trim() ||
        element.getAttribute('aria-label') ||
        element.getAttribute('alt') ||
        title ||
        element.getAttribute('title'),
      120,
    )
  }
  const nearOf = (element: Element): string => {
    for (let node = element.parentElement, up = 0; node && up < 3; node = node.parentElement, up++) {
      const caption = node.localName === 'figure' ? node.querySelector('figcaption') : null
      const text = line(caption?.textContent ?? (node.childElementCount <= 12 ? node.textContent : ''), 80)
      if (text !== '') return text
    }
    return ''
  }

  const images: ImageFact[] = []
  let seen = 0
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node && images.length < MOST; node = walker.nextNode()) {
    const element = node as Element
    if (++seen > MOST_ELEMENTS) break
    const tag = element.localName
    const kind: ImageFact['kind'] | undefined =
      tag === 'img'
        ? 'img'
        : tag === 'svg' && !element.parentElement?.closest('svg')
          ? 'svg'
          : tag === 'canvas'
            ? 'canvas'
            : tag === 'object' || tag === 'embed'
              ? 'object'
              : element.matches('input[type=image]')
                ? 'input'
                : undefined
    let source = ''
    if (kind === undefined) {
      // A picture behind text is a ground to write on; one behind nothing stands for something.
      if (element.childElementCount > 0 || ownText(element) !== '') continue
      const behind = /^url\("?([^")]+)"?\)/.exec(getComputedStyle(element).backgroundImage)
      if (!behind?.[1]) continue
      source = path(behind[1])
    }
    if (!shown(element)) continue
    const box = element.getBoundingClientRect()
    if (box.width < 1 || box.height < 1) continue
    const picture = element as HTMLImageElement
    if (kind === 'img') source = path(picture.currentSrc || picture.src)
    if (kind === 'input') source = path((element as HTMLInputElement).src)
    if (kind === 'object')
      source = path((element as HTMLObjectElement).data ?? (element as HTMLEmbedElement).src ?? '')
    const role = element.getAttribute('role')
    const alt = element.getAttribute('alt')
    const tap = element.closest('a[href],button,[role=button],[role=link],[onclick],label')
    images.push({
      element: refOf(element),
      kind: kind ?? 'background',
      path: source,
      alt,
      name: named(element),
      decorative:
        element.closest('[aria-hidden=true]') !== null ||
        role === 'presentation' ||
        role === 'none' ||
        (alt !== null && alt.trim() === '' && named(element) === ''),
      width: dp(box.width),
      height: dp(box.height),
      naturalWidth: kind === 'img' ? picture.naturalWidth : 0,
      naturalHeight: kind === 'img' ? picture.naturalHeight : 0,
      tapped: tap !== null || getComputedStyle(element).cursor === 'pointer',
      hint: line(`${element.id} ${element.getAttribute('class') ?? ''}`, 80),
      near: tap && tap !== element ? nameOf(tap) || nearOf(element) : nearOf(element),
    })
  }
  return images
}
