/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What a page shows in words, handed out to be looked through. */
export interface Shown {
  /** Text by line as laid out, each in its text nodes. */
  lines: string[][]
  fields: { value: string; about: string }[]
  /** More than was looked through: no picture may be taken. */
  cut: boolean
}

/** What is to be painted over: places in `lines`, places in `fields`, and pictures. */
export interface Cover {
  spans: { line: number; start: number; end: number }[]
  fields: number[]
  /** Every picture of the page, not only those that look like a code or a person's. */
  pictures: boolean
}

/** What the scripts below keep in the page between their calls. */
export interface VeilState {
  lines: Text[][]
  fields: HTMLElement[]
  pictures: HTMLElement[]
  ranges: Map<Text, [number, number][]>
  styles: Map<HTMLElement, string | null>
  blanked: Set<HTMLElement>
  sheets: Map<Document | ShadowRoot, CSSStyleSheet>
}

/**
 * Runs inside the page, so it stands alone. Gathers text nodes by line, form fields and pictures, through open shadow roots.
 * Changes nothing in the page.
 */
export function gatherShown(limits: { nodes: number; characters: number }): Shown {
  const KEY = Symbol.for('wutong.veil')
  const store = globalThis as unknown as Record<symbol, VeilState | undefined>
  const before = store[KEY]
  const state: VeilState = {
    lines: [],
    fields: [],
    pictures: [],
    ranges: before?.ranges ?? new Map(),
    styles: before?.styles ?? new Map(),
    blanked: before?.blanked ?? new Set(),
    sheets: before?.sheets ?? new Map(),
  }
  Object.defineProperty(globalThis, KEY, { value: state, configurable: true, writable: true })
  const fields: Shown['fields'] = []
  let cut = false
  let nodes = 0
  let characters = 0
  let line: Text[] = []
  const endLine = () => {
    if (line.length > 0) state.lines.push(line)
    line = []
  }
  const QUIET = new Set(['SCRIPT', 'STYLE', 'TEMPLATE', 'NOSCRIPT', 'HEAD', 'TITLE'])
  const PICTURES = 'img,canvas,video,iframe,embed,object,input[type=image],svg'
  const about = (element: Element): string => {
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    return [
      ...labels.map(label => label.textContent),
      ...['aria-label', 'name', 'placeholder', 'autocomplete', 'title'].map(name =>
        element.getAttribute(name),
      ),
    ]
      .join(' ')
      .slice(0, 300)
  }
  // A stack of what is to be done instead of recursion: pages nest deeper than the call stack.
  const open: (Node | 'end')[] = [document.documentElement]
  while (open.length > 0) {
    const node = open.pop() as Node | 'end'
    if (node === 'end') {
      endLine()
      continue
    }
    if (++nodes > limits.nodes || characters > limits.characters) {
      cut = true
      break
    }
    if (node instanceof Text) {
      const text = node.nodeValue ?? ''
      if (/\S/.test(text)) {
        characters += text.length
        line.push(node)
      }
      continue
    }
    let children: readonly Node[] = [...node.childNodes]
    if (node instanceof HTMLElement || node instanceof SVGElement) {
      if (QUIET.has(node.tagName)) continue
      if (node.tagName === 'BR') endLine()
      const element = node as HTMLElement
      const style = getComputedStyle(element)
      if (style.display === 'none') continue
      const field = element.matches('input:not([type=hidden],[type=checkbox],[type=radio]),textarea,select')
      if (field || element.matches('img[alt]')) {
        const input = element as HTMLInputElement
        const value =
          element instanceof HTMLSelectElement
            ? (element.selectedOptions[0]?.textContent ?? '')
            : field
              ? input.value || input.placeholder
              : (element as HTMLImageElement).alt
        if (value !== '' && input.type !== 'password') {
          characters += value.length
          state.fields.push(element)
          fields.push({
            value: value.slice(0, 20_000),
            about: field && input.value !== '' ? about(element) : '',
          })
        }
        if (field && input.type !== 'image') continue
      }
      const custom = element.localName.includes('-') && customElements.get(element.localName) !== undefined
      if (
        element.matches(PICTURES) ||
        style.backgroundImage.includes('url(') ||
        // What hides behind a closed shadow root cannot be looked through.
        (custom && !element.shadowRoot && element.childNodes.length === 0)
      )
        state.pictures.push(element)
      // Words a style sheet takes from an attribute stand in no text node.
      const worded = [...element.attributes].filter(({ name }) => name.startsWith('data-'))
      for (const { value } of worded) {
        if (!/\d{3}/.test(value)) continue
        state.fields.push(element)
        fields.push({ value: value.slice(0, 200), about: 'pseudo' })
      }
      if (element.shadowRoot) children = [element.shadowRoot]
      else if (element instanceof HTMLSlotElement && element.assignedNodes().length > 0)
        children = element.assignedNodes()
      if (!/^inline/.test(style.display) && style.display !== 'contents') {
        endLine()
        open.push('end')
      }
    }
    for (let at = children.length - 1; at >= 0; at--) open.push(children[at] as Node)
  }
  endLine()
  cut ||= characters > limits.characters
  return { lines: state.lines.map(texts => texts.map(text => text.nodeValue ?? '')), fields, cut }
}

/**
 * Runs inside the page after `gatherShown`; stands alone. Words get the colour of the bar they lie under, which moves
 * nothing; fields and pictures are emptied. Gives the number of places that were not painted over before.
 */
export function paintOver(cover: Cover): number {
  const NAME = 'wutong-veil'
  const DARK = '#3a3f44'
  const MARK = 'data-wutong-veil'
  const state = (globalThis as unknown as Record<symbol, VeilState>)[Symbol.for('wutong.veil')] as VeilState
  let fresh = 0
  const highlight: Highlight = CSS.highlights.get(NAME) ?? new Highlight()
  highlight.priority = 2 ** 31 - 1
  CSS.highlights.set(NAME, highlight)
  const dress = (element: HTMLElement, rules: Record<string, string>) => {
    if (!state.styles.has(element)) state.styles.set(element, element.getAttribute('style'))
    for (const [name, value] of Object.entries(rules)) element.style.setProperty(name, value, 'important')
  }
  const sheetIn = (root: Node) => {
    if (!(root instanceof Document || root instanceof ShadowRoot) || state.sheets.has(root)) return
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `::highlight(${NAME}){color:transparent!important;background-color:${DARK}!important;text-shadow:none!important;-webkit-text-stroke-color:transparent!important;text-decoration-color:transparent!important}` +
        `[${MARK}]::before,[${MARK}]::after{visibility:hidden!important}`,
    )
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]
    state.sheets.set(root, sheet)
  }
  sheetIn(document)
  const hide = (node: Text, start: number, end: number) => {
    const known = state.ranges.get(node) ?? []
    if (known.some(([from, to]) => from <= start && to >= end)) return
    state.ranges.set(node, [...known, [start, end]])
    fresh++
    const range = new Range()
    range.setStart(node, start)
    range.setEnd(node, end)
    highlight.add(range)
    sheetIn(node.getRootNode())
    // Shadows and backgrounds cut to the letters would still draw them.
    let above = node.parentElement
    // Drawn words keep their fill under a highlight.
    if (above instanceof SVGElement) dress(above as unknown as HTMLElement, { visibility: 'hidden' })
    else if (above) dress(above, { 'text-shadow': 'none' })
    for (let steps = 0; above && steps < 8; steps++, above = above.parentElement)
      if (getComputedStyle(above).backgroundClip.includes('text'))
        dress(above, { '-webkit-background-clip': 'border-box' })
  }
  for (const { line, start, end } of cover.spans) {
    let at = 0
    for (const node of state.lines[line] ?? []) {
      const length = node.nodeValue?.length ?? 0
      const from = Math.max(0, start - at)
      const to = Math.min(length, end - at)
      if (from < to) hide(node, from, to)
      at += length
    }
  }
  const BLANK = {
    color: 'transparent',
    '-webkit-text-fill-color': 'transparent',
    'text-shadow': 'none',
    'object-position': '-99999px 0',
    'background-color': DARK,
    'background-image': `linear-gradient(${DARK},${DARK})`,
  }
  const blank = (element: HTMLElement, rules: Record<string, string> = BLANK) => {
    if (state.blanked.has(element)) return
    state.blanked.add(element)
    fresh++
    dress(element, rules)
    element.setAttribute(MARK, '')
    sheetIn(element.getRootNode())
  }
  // What a frame, a vector drawing or a closed root draws cannot be moved out of its box.
  const unmoved = (element: Element) =>
    element.matches('iframe,embed,object,svg') || (element.localName.includes('-') && !element.shadowRoot)
  for (const at of cover.fields) {
    const element = state.fields[at]
    if (element) blank(element)
  }
  const CODES =
    /qr|barcode|bar-code|\bcode\b|captcha|二维码|条码|条形码|扫码|亮码|avatar|portrait|头像|照片|id-?card|身份证/i
  for (const element of state.pictures) {
    const box = element.getBoundingClientRect()
    if (box.width < 24 || box.height < 24) continue
    // Nobody looked into a frame or a closed root; a camera shows whoever is before it.
    const unseen =
      (unmoved(element) && !element.matches('svg')) ||
      (element instanceof HTMLVideoElement && element.srcObject !== null)
    const words = [
      element.id,
      element.getAttribute('class') ?? '',
      element.getAttribute('alt') ?? '',
      element.getAttribute('aria-label') ?? '',
      (element.getAttribute('src') ?? '').slice(0, 200).replace(/^data:.*/, ''),
    ].join(' ')
    const square = Math.abs(box.width - box.height) < box.width / 10 && box.width >= 80
    const own = element.matches('img,canvas,video,svg,iframe,embed,object,input')
    const source = own ? (element.getAttribute('src') ?? '') : getComputedStyle(element).backgroundImage
    const made =
      /^(?:url\(")?(?:data|blob):/.test(source) ||
      element.matches('canvas') ||
      (element.matches('svg') && element.innerHTML.length > 3000)
    // A picture behind the whole page is its paper.
    const backdrop = !own && box.width * box.height > innerWidth * innerHeight * 0.8
    if (!(unseen || CODES.test(words) || (square && made) || cover.pictures) || backdrop) continue
    if (own || unseen) blank(element, unmoved(element) ? { ...BLANK, 'clip-path': 'inset(100%)' } : BLANK)
    else blank(element, { 'background-image': BLANK['background-image'] })
  }
  return fresh
}

/** Runs inside the page; stands alone. Puts everything back as it was. */
export function takeOff(): void {
  const KEY = Symbol.for('wutong.veil')
  const store = globalThis as unknown as Record<symbol, VeilState | undefined>
  const state = store[KEY]
  if (!state) return
  CSS.highlights.delete('wutong-veil')
  for (const [root, sheet] of state.sheets)
    root.adoptedStyleSheets = root.adoptedStyleSheets.filter(one => one !== sheet)
  for (const [element, style] of state.styles) {
    element.removeAttribute('data-wutong-veil')
    // Read first: Chromium leaves an empty attribute behind where one it has not written out yet is removed.
    if (style === null && element.getAttribute('style') !== null) element.removeAttribute('style')
    else if (style !== null) element.setAttribute('style', style)
  }
  delete store[KEY]
}
