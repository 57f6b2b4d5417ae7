/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { PageCapture } from '../../../model/page.ts'
import type { HitBox, Kit } from './kit.ts'

/** What one look at the DOM gives; the rest of a capture comes from outside the page. */
export type DomFacts = Pick<
  PageCapture,
  | 'title'
  | 'lang'
  | 'viewport'
  | 'scale'
  | 'size'
  | 'texts'
  | 'targets'
  | 'words'
  | 'links'
  | 'fields'
  | 'headings'
  | 'cut'
  | 'storageKeys'
> & { shape: string }

export interface FactLimits {
  texts: number
  targets: number
  links: number
  fields: number
  elements: number
}

/**
 * Runs inside the page after the kit, so it stands alone: no imports survive.
 * One walk over the elements; reads styles and boxes, changes nothing.
 */
export function readFacts(limits: FactLimits): DomFacts {
  const INTERACTIVE =
    'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[role=link],[role=tab],[role=menuitem],[role=checkbox],[role=radio],[role=switch],[onclick],[tabindex]:not([tabindex="-1"])'
  // Brought into the order of Tab to be read out, not to be tapped.
  const READ_ONLY =
    '[role=img],[role=heading],[role=text],[role=status],[role=alert],[role=log],[role=note],[role=region],[role=group],[role=list],[role=listitem],[role=article],[role=document],[role=paragraph],[role=figure],[role=presentation],[role=none],[role=tabpanel],[role=dialog],[role=alertdialog]'
  const TAPPED = 'a[href],button,input,select,textarea,summary,[onclick]'
  /** Opens something, and is no control of its own. */
  const OPENS = ':is([onclick],[aria-expanded],[aria-haspopup]):not([role])'
  const OUTSIDE_MAIN = 'header,footer,nav,[role=banner],[role=navigation],[role=contentinfo],[role=tablist]'
  const cut = new Set<string>()
  const round = (value: number) => Math.round(value * 1000) / 1000

  const { refOf, short, shown, nameOf, ownText, hitBox, scale, dp } = (
    globalThis as unknown as Record<symbol, Kit>
  )[Symbol.for('wutong.kit')] as Kit
  const lineHeightOf = (style: CSSStyleDeclaration, size: number) =>
    style.lineHeight === 'normal' ? 1.2 : Number.parseFloat(style.lineHeight) / size

  const linesOf = (element: Element): number => {
    const range = document.createRange()
    const tops = new Set<number>()
    for (const child of element.childNodes) {
      if (child.nodeType !== Node.TEXT_NODE || tops.size > 50) continue
      range.selectNodeContents(child)
      for (const { top, width } of range.getClientRects()) if (width > 0) tops.add(Math.round(top))
    }
    return tops.size
  }

  /** The element's own, its labels' (a tap on one hits the field), and that of the row whose only control it is. */
  const tapAreas = (element: Element): HitBox[] => {
    const labels = element.matches('input,select,textarea')
      ? [...((element as HTMLInputElement).labels ?? [])]
      : []
    const row = element.parentElement?.closest(OPENS)
    const rows = row && row.querySelectorAll(INTERACTIVE).length === 1 ? [row] : []
    return [element, ...labels, ...rows].map(hitBox)
  }

  /** A link in running text, which looks like text: its size is that of the line. */
  const inSentence = (element: Element, style: CSSStyleDeclaration): boolean => {
    if (element.localName !== 'a' || !element.parentElement || ownText(element.parentElement) === '')
      return false
    if (style.display === 'inline') return true
    const plain =
      style.backgroundImage === 'none' &&
      /^(?:transparent|rgba\(.*, 0\))$/.test(style.backgroundColor) &&
      Number.parseFloat(style.borderTopWidth) + Number.parseFloat(style.borderBottomWidth) === 0
    return style.display === 'inline-block' && plain
  }

  const texts: DomFacts['texts'] = []
  const targets: DomFacts['targets'] = []
  const headings: DomFacts['headings'] = []
  const links: DomFacts['links'] = []
  const fields: DomFacts['fields'] = []
  const shape: string[] = []
  let seen = 0
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_ELEMENT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node as Element
    if (++seen > limits.elements) {
      cut.add('elements')
      break
    }
    if (!shown(element)) continue
    const depth = shape.length
    if (depth < 4000) shape.push(short(element))
    const box = element.getBoundingClientRect()
    const outside = element.closest(OUTSIDE_MAIN) !== null
    const text = ownText(element)
    if (/^h[1-6]$/.test(element.localName) || element.getAttribute('role') === 'heading') {
      const level = Number(element.getAttribute('aria-level') ?? element.localName.slice(1)) || 2
      headings.push({ element: refOf(element), level, text: nameOf(element) })
    }
    if (element instanceof HTMLAnchorElement && element.href !== '') {
      if (links.length >= limits.links) cut.add('links')
      else links.push({ element: refOf(element), href: element.href.slice(0, 300), text: nameOf(element) })
    }
    if (
      element.matches('input:not([type=hidden],[type=submit],[type=button],[type=reset]),select,textarea')
    ) {
      if (fields.length >= limits.fields) cut.add('fields')
      else {
        const field = element as HTMLInputElement
        const ticked = field.type === 'checkbox' || field.type === 'radio'
        fields.push({
          element: refOf(element),
          type: element.localName === 'input' ? field.type : element.localName,
          name: field.name.slice(0, 60),
          label: nameOf(element),
          filled: ticked ? field.checked : element.localName !== 'select' && field.value !== '',
          required: field.required || field.getAttribute('aria-required') === 'true',
          ...(field.readOnly || field.disabled ? { locked: true as const } : {}),
        })
      }
    }
    const interactive =
      element.matches(INTERACTIVE) && (element.matches(TAPPED) || !element.matches(READ_ONLY))
    if (interactive && box.width > 0 && box.height > 0) {
      if (targets.length >= limits.targets) cut.add('targets')
      else {
        const style = getComputedStyle(element)
        const areas = tapAreas(element)
        const left = Math.min(...areas.map(area => area.left))
        const top = Math.min(...areas.map(area => area.top))
        const right = Math.max(...areas.map(area => area.right))
        const bottom = Math.max(...areas.map(area => area.bottom))
        const inline = inSentence(element, style)
        // A plain link at the foot of a page that is built of divs; buttons there are what the page is for.
        const foot =
          element.localName === 'a' &&
          style.display.startsWith('inline') &&
          !/btn|button/i.test(element.className)
        const footer = foot && element.closest('[class*=footer i]') !== null
        targets.push({
          element: refOf(element),
          role: element.getAttribute('role') ?? element.localName,
          name: nameOf(element),
          width: dp(right - left),
          height: dp(bottom - top),
          inline,
          main: !outside && !inline && !footer,
        })
      }
    }
    if (text !== '' && box.width > 1 && box.height > 1) {
      if (texts.length >= limits.texts) cut.add('texts')
      else {
        const style = getComputedStyle(element)
        const size = Number.parseFloat(style.fontSize)
        const line = lineHeightOf(style, size)
        const next = element.nextElementSibling
        const paragraph = element.localName === 'p' && next?.localName === 'p' && shown(next)
        const lines = box.height > 1.6 * line * size ? linesOf(element) : 1
        const gap = paragraph ? next.getBoundingClientRect().top - box.bottom : 0
        texts.push({
          element: refOf(element),
          text: text.slice(0, 60),
          characters: [...text].length,
          fontSize: dp(size),
          lineHeight: round(line),
          ...(lines > 1 ? { lines } : {}),
          // The distance between lines is what is left of a line's height beside its letters.
          paragraphGap: paragraph ? round((gap + (line - 1) * size) / Math.max(1, (line - 1) * size)) : null,
          weight: Number(style.fontWeight) || 400,
          main: !outside && element.closest('button,[role=button],label') === null,
        })
      }
    }
  }
  const keys = (storage: () => Storage): string[] => {
    try {
      return Object.keys(storage()).slice(0, 100)
    } catch {
      return []
    }
  }
  return {
    title: document.title.slice(0, 200),
    lang: document.documentElement.getAttribute('lang'),
    viewport: document.querySelector('meta[name=viewport]')?.getAttribute('content') ?? null,
    scale: round(scale),
    size: {
      width: dp(innerWidth),
      height: dp(document.documentElement.scrollHeight),
      scrollWidth: dp(document.documentElement.scrollWidth),
    },
    texts,
    targets,
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    words: (document.body?.innerText ?? '').replace(/\s+/g, ' ').trim().slice(0, 20_000),
    links,
    fields,
    headings,
    cut: [...cut],
    storageKeys: [...keys(() => localStorage), ...keys(() => sessionStorage)],
    // Runs of the same element count once: a list of three and one of thirty are one template.
    shape: shape.filter((step, at) => step !== shape[at - 1]).join(' '),
  }
}
