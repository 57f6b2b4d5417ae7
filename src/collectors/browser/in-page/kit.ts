/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ElementRef } from '../../../model/page.ts'

/** What every script that reads a page needs; put into the page once a look, under `Symbol.for('wutong.kit')`. */
export interface Kit {
  /** The same name for the same element on every load. */
  refOf(element: Element): ElementRef
  /** Tag and its first classes, without numbers. */
  short(element: Element): string
  /** Shown to a person: not hidden, not transparent; where it stands does not matter. */
  shown(element: Element): boolean
  /** Name a person would give the element: label, text, picture's text; at most 60 characters. */
  nameOf(element: Element): string
  /** Text directly in the element, spaces single. */
  ownText(element: Element): string
  /**
   * Where a tap hits the element, CSS px in the viewport: its box, and what its children, `::before` and `::after` add within
   * what clips them. What lies over it is not looked for.
   */
  hitBox(element: Element): HitBox
  /** dp per CSS px. */
  scale: number
  /** CSS px to dp, two decimals. */
  dp(px: number): number
}

export interface HitBox {
  left: number
  top: number
  right: number
  bottom: number
}

/** Runs inside the page, so it stands alone: no imports survive, every helper is within. */
export function installKit(): void {
  // Pages that draw at 1/dpr state it in their viewport; the layout viewport is then that much wider than the screen.
  const scale = window.visualViewport && innerWidth > 0 ? screen.width / innerWidth : 1
  const dp = (px: number) => Math.round(px * scale * 100) / 100
  const stableId = (id: string) =>
    /^[A-Za-z][\w-]{0,60}$/.test(id) && !/\d{3,}|^(?:ember|react|el-id)/.test(id)
  const short = (element: Element) => {
    const classes = [...element.classList]
      .filter(name => /^[\w-]{1,40}$/.test(name) && !/\d{3,}/.test(name))
      .slice(0, 3)
    return [element.localName, ...classes].join('.')
  }
  // Numbered once a parent: asking each child for its place would be quadratic in long lists.
  const numbered = new Map<Element, Map<Element, string>>()
  const stepOf = (element: Element): string => {
    const parent = element.parentElement
    if (!parent) return element.localName
    let steps = numbered.get(parent)
    if (!steps) {
      const total = new Map<string, number>()
      for (const child of parent.children) total.set(child.localName, (total.get(child.localName) ?? 0) + 1)
      const at = new Map<string, number>()
      steps = new Map()
      for (const child of parent.children) {
        const name = child.localName
        const number = (at.get(name) ?? 0) + 1
        at.set(name, number)
        steps.set(child, total.get(name) === 1 ? name : `${name}:nth-of-type(${number})`)
      }
      numbered.set(parent, steps)
    }
    return steps.get(element) ?? element.localName
  }
  const refs = new Map<Element, ElementRef>()
  const refOf = (element: Element): ElementRef => {
    const known = refs.get(element)
    if (known) return known
    const steps: string[] = []
    const kinds: string[] = []
    let node: Element | null = element
    let anchored = false
    for (let depth = 0; node && node !== document.documentElement && depth < 12; depth++) {
      if (kinds.length < 4) kinds.unshift(short(node))
      if (!anchored) {
        if (node.id && stableId(node.id)) {
          steps.unshift(`#${node.id}`)
          anchored = true
        } else {
          steps.unshift(stepOf(node))
        }
      }
      node = node.parentElement
    }
    const ref = { selector: steps.join('>'), component: kinds.join('>') }
    refs.set(element, ref)
    return ref
  }

  const shown = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true })
  const nameOf = (element: Element): string => {
    const labelled = element
      .getAttribute('aria-labelledby')
      ?.split(/\s+/)
      .map(id => document.getElementById(id)?.textContent ?? '')
      .join(' ')
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined
    const alt = element.querySelector('img[alt]')?.getAttribute('alt')
    const said =
      element.getAttribute('aria-label') ||
      labelled ||
      label ||
      element.textContent ||
      alt ||
      element.getAttribute('title')
    return (said ?? '').replace(/\s+/g, ' ').trim().slice(0, 60)
  }
  const ownText = (element: Element): string => {
    let text = ''
    for (const child of element.childNodes)
      if (child.nodeType === Node.TEXT_NODE) text += child.nodeValue ?? ''
    return text.replace(/\s+/g, ' ').trim()
  }
  const OWN_TAP = 'a[href],button,input,select,textarea,[role=button],[role=link]'
  /** Larger ones are large enough for any rule: not measured further. */
  const LARGE_DP = 64
  const CLIPS = /^(?:hidden|clip)$/
  const SCROLLS = /^(?:auto|scroll)$/
  /** Where an absolutely placed `::before` or `::after` stands, measured from the box of the element that holds it. */
  const pseudoBox = (element: Element, style: CSSStyleDeclaration, name: string): HitBox | undefined => {
    const pseudo = getComputedStyle(element, name)
    if (pseudo.content === 'none' || pseudo.display === 'none' || pseudo.position !== 'absolute') return
    if (pseudo.pointerEvents === 'none' || pseudo.visibility !== 'visible') return
    const px = (value: string) => Number.parseFloat(value)
    const matrix = new DOMMatrixReadOnly(pseudo.transform)
    if (matrix.b !== 0 || matrix.c !== 0) return
    const own = pseudo.boxSizing === 'border-box'
    const around = (...sides: string[]) => (own ? 0 : sides.reduce((sum, side) => sum + (px(side) || 0), 0))
    const { paddingLeft, paddingRight, paddingTop, paddingBottom } = pseudo
    const { borderLeftWidth, borderRightWidth, borderTopWidth, borderBottomWidth } = pseudo
    const width = px(pseudo.width) + around(paddingLeft, paddingRight, borderLeftWidth, borderRightWidth)
    const height = px(pseudo.height) + around(paddingTop, paddingBottom, borderTopWidth, borderBottomWidth)
    const [originX = 0, originY = 0] = pseudo.transformOrigin.split(' ').map(px)
    const box = element.getBoundingClientRect()
    // Styles are in the element's own px, boxes in the viewport's.
    const wide = element instanceof HTMLElement ? element.offsetWidth : 0
    const zoom = wide > 0 ? box.width / wide : 1
    const left = px(pseudo.left) + px(style.borderLeftWidth) + originX - originX * matrix.a + matrix.e
    const top = px(pseudo.top) + px(style.borderTopWidth) + originY - originY * matrix.d + matrix.f
    if (![left, top, width, height].every(Number.isFinite)) return
    return {
      left: box.left + left * zoom,
      top: box.top + top * zoom,
      right: box.left + (left + width * matrix.a) * zoom,
      bottom: box.top + (top + height * matrix.d) * zoom,
    }
  }
  const hitBox = (element: Element): HitBox => {
    const { left, top, right, bottom } = element.getBoundingClientRect()
    const area = { left, top, right, bottom }
    if (Math.min(right - left, bottom - top) * scale >= LARGE_DP) return area
    const style = getComputedStyle(element)
    if (style.overflowX !== 'visible' || style.overflowY !== 'visible') return area
    const add = (more: HitBox) => {
      area.left = Math.min(area.left, more.left)
      area.top = Math.min(area.top, more.top)
      area.right = Math.max(area.right, more.right)
      area.bottom = Math.max(area.bottom, more.bottom)
    }
    for (const child of [...element.querySelectorAll('*')].slice(0, 20)) {
      const box = child.getBoundingClientRect()
      if (box.width <= 1 || box.height <= 1 || !shown(child)) continue
      const taps = child.closest(OWN_TAP)
      if (taps && taps !== element && element.contains(taps)) continue
      if (getComputedStyle(child).pointerEvents !== 'none') add(box)
    }
    if (style.position !== 'static') {
      for (const name of ['::before', '::after']) {
        const box = pseudoBox(element, style, name)
        if (box) add(box)
      }
    }
    // What scrolls shows its content when it is scrolled to, whatever clips it further out.
    let clippedX = true
    let clippedY = true
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(up)
      const clip = up.getBoundingClientRect()
      clippedX &&= !SCROLLS.test(overflowX)
      clippedY &&= !SCROLLS.test(overflowY)
      if (clippedX && CLIPS.test(overflowX)) {
        area.left = Math.min(left, Math.max(area.left, clip.left))
        area.right = Math.max(right, Math.min(area.right, clip.right))
      }
      if (clippedY && CLIPS.test(overflowY)) {
        area.top = Math.min(top, Math.max(area.top, clip.top))
        area.bottom = Math.max(bottom, Math.min(area.bottom, clip.bottom))
      }
    }
    return area
  }
  const kit: Kit = { refOf, short, shown, nameOf, ownText, hitBox, scale, dp }
  Object.defineProperty(globalThis, Symbol.for('wutong.kit'), { value: kit, configurable: true })
}
