/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { LayerControl, LayerFact } from '../../../model/page-layers.ts'
import type { Kit } from './kit.ts'

/** Runs inside the page after the kit: what lies over the page, outermost layers only. Changes nothing. */
export function readLayers(): LayerFact[] {
  const MOST_LAYERS = 30
  const MOST_CONTROLS = 20
  const MOST_ELEMENTS = 20_000
  const MOST_INSIDE = 2000
  const TAPPED =
    'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=menuitem],[onclick],[tabindex]:not([tabindex="-1"])'
  const DIALOG = 'dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true],:popover-open'
  const { refOf, shown, nameOf, dp } = (globalThis as unknown as Record<symbol, Kit>)[
    Symbol.for('wutong.kit')
  ] as Kit
  const wide = innerWidth
  const high = innerHeight

  // Twice the reach of 22 dp in each direction is 44 dp; further out nothing is asked.
  const reach = (element: Element, x: number, y: number, dx: number, dy: number): number => {
    let far = 0
    for (let step = 4; step <= 32; step++) {
      const hit = document.elementFromPoint(x + dx * (step - 0.5), y + dy * (step - 0.5))
      if (!hit || !element.contains(hit)) break
      far = step - 0.5
    }
    return far
  }
  const areaOf = (element: Element): { width: number; height: number } => {
    const box = element.getBoundingClientRect()
    const x = box.left + box.width / 2
    const y = box.top + box.height / 2
    let { width, height } = box
    const hit = document.elementFromPoint(x, y)
    if (Math.min(width, height) < 64 && hit && element.contains(hit)) {
      width = Math.max(width, reach(element, x, y, -1, 0) + reach(element, x, y, 1, 0))
      height = Math.max(height, reach(element, x, y, 0, -1) + reach(element, x, y, 0, 1))
    }
    return { width: dp(width), height: dp(height) }
  }
  const path = (address: string) =>
    address.startsWith('data:')
      ? 'data:'
      : (URL.parse(address, document.baseURI)?.pathname ?? '').slice(0, 120)
  const hintOf = (element: Element): string => {
    const picture = element.querySelector('img[src],use')
    const source = picture?.getAttribute('src') ?? picture?.getAttribute('href') ?? ''
    const inside = element.firstElementChild?.getAttribute('class') ?? ''
    return [element.id, element.getAttribute('class') ?? '', inside, source === '' ? '' : path(source)]
      .join(' ')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 120)
  }
  const controlsOf = (layer: Element): LayerControl[] => {
    const controls: LayerControl[] = []
    const taken = new Set<Element>()
    let inside = 0
    for (const element of layer.getElementsByTagName('*')) {
      if (++inside > MOST_INSIDE || controls.length >= MOST_CONTROLS) break
      if (element.parentElement && taken.has(element.parentElement)) {
        taken.add(element)
        continue
      }
      // What only looks tappable: the hand begins here, not further out.
      const hand =
        getComputedStyle(element).cursor === 'pointer' &&
        element.parentElement !== null &&
        getComputedStyle(element.parentElement).cursor !== 'pointer'
      if (!(element.matches(TAPPED) || hand) || !shown(element)) continue
      const box = element.getBoundingClientRect()
      if (box.width === 0 || box.height === 0) continue
      taken.add(element)
      controls.push({
        element: refOf(element),
        name: nameOf(element),
        hint: hintOf(element),
        ...areaOf(element),
      })
    }
    return controls
  }
  const covers = (x: number, y: number, layer: Element): boolean => {
    const hit = document.elementFromPoint(x, y)
    return hit !== null && layer.contains(hit)
  }

  // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
  const all = (document.body?.innerText ?? '').replace(/\s+/g, ' ').trim().length
  const layers: LayerFact[] = []
  const outer = new Set<Element>()
  let seen = 0
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node && layers.length < MOST_LAYERS; node = walker.nextNode()) {
    const element = node as Element
    if (++seen > MOST_ELEMENTS) break
    if (element.parentElement && outer.has(element.parentElement)) {
      outer.add(element)
      continue
    }
    const style = getComputedStyle(element)
    const says = element.matches(DIALOG)
    const fixed = style.position === 'fixed'
    const over = style.position === 'absolute' && Number(style.zIndex) > 0
    if (!(says || fixed || over) || !shown(element)) continue
    const box = element.getBoundingClientRect()
    const left = Math.max(0, box.left)
    const top = Math.max(0, box.top)
    const width = Math.min(wide, box.right) - left
    const height = Math.min(high, box.bottom) - top
    // Out of sight, or a wrapper without a box of its own: what is within may still be a layer.
    if (width <= 1 || height <= 1) continue
    const x = left + width / 2
    const y = top + height / 2
    const middle = left <= wide / 2 && left + width >= wide / 2 && top <= high / 2 && top + height >= high / 2
    const through = style.pointerEvents === 'none'
    // Something absolute lies over content only where it is what a finger hits, and more than a mark on its own parent.
    if (over && !says && !(middle && !through && width * height > (wide * high) / 8 && covers(x, y, element)))
      continue
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    const text = ((element as HTMLElement).innerText ?? '').replace(/\s+/g, ' ').trim()
    const whole = width >= wide - 1 && height >= high - 1
    // A container that fills the screen with all there is to read is the page itself, as single-page apps draw it.
    if (!says && whole && text.length > 0 && text.length >= all * 0.9) continue
    const controls = controlsOf(element)
    const empty =
      text === '' && controls.length === 0 && element.querySelector('img,svg,canvas,video') === null
    if (empty && !whole) continue
    if (empty && through) continue
    const edge = top <= 1 || top + height >= high - 1
    const kind = empty
      ? 'mask'
      : says
        ? 'dialog'
        : width >= wide * 0.95 && edge && height <= high * 0.25
          ? 'bar'
          : middle
            ? 'dialog'
            : 'float'
    outer.add(element)
    const label = nameOf(element.querySelector('h1,h2,h3,h4,[role=heading]') ?? element)
    layers.push({
      element: refOf(element),
      kind,
      modal:
        element.getAttribute('aria-modal') === 'true' ||
        element.matches('dialog:modal') ||
        (kind === 'dialog' && whole),
      name: (element.getAttribute('aria-label') || label).slice(0, 60),
      text: text.slice(0, 300),
      left: dp(left),
      top: dp(top),
      width: dp(width),
      height: dp(height),
      share: Math.round(((width * height) / (wide * high)) * 1000) / 1000,
      images: [...element.querySelectorAll('img')]
        .slice(0, 10)
        .map(image => path(image.currentSrc || image.src)),
      links: [...element.querySelectorAll<HTMLAnchorElement>('a[href]')]
        .slice(0, 10)
        .map(link => link.href.slice(0, 200)),
      controls,
    })
  }
  if (layers.some(({ kind }) => kind === 'mask'))
    for (const layer of layers) if (layer.kind === 'dialog') layer.modal = true
  return layers
}
