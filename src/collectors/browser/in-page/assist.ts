/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { AssistFacts, FieldState } from '../../../model/page-assist.ts'
import type { Kit } from './kit.ts'

/** Runs inside the page after the kit: names against what is seen, languages, skipped frames, states of fields. Changes nothing. */
export function readAssist(): AssistFacts {
  const MOST = 200
  const MOST_TEXT_NODES = 20_000
  const CONTROLS =
    'a[href],button,summary,[role=button],[role=link],[role=menuitem],[role=tab],[role=option],[role=switch],input[type=submit],input[type=button]'
  const FIELDS =
    'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image]),select,textarea,[role=textbox],[role=combobox]'
  const FOCUSABLE =
    'a[href],button:not([disabled]),input:not([disabled],[type=hidden]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex^="-"])'
  const { refOf, shown } = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const line = (text: string | null | undefined, most: number) =>
    (text ?? '').replace(/\s+/g, ' ').trim().slice(0, most)
  const byIds = (ids: string | null): string =>
    (ids ?? '')
      .split(/\s+/)
      .map(id => (id === '' ? '' : (document.getElementById(id)?.textContent ?? '')))
      .join(' ')

  // Text that only aids get (drawn one pixel large, cut away, moved off) and glyphs of icon fonts are not what is seen.
  const unseen = new Map<Element, boolean>()
  const isUnseen = (element: Element): boolean => {
    const known = unseen.get(element)
    if (known !== undefined) return known
    const style = getComputedStyle(element)
    const box = element.getBoundingClientRect()
    const tiny =
      style.display !== 'inline' && style.display !== 'contents' && (box.width <= 1 || box.height <= 1)
    const answer =
      !shown(element) ||
      (tiny && style.overflow !== 'visible') ||
      /inset\(50%|inset\(100%/.test(style.clipPath) ||
      style.clip === 'rect(0px, 0px, 0px, 0px)' ||
      style.clip === 'rect(1px, 1px, 1px, 1px)' ||
      (box.width > 0 && box.right < 0) ||
      /icon|symbol|awesome|glyph/i.test(style.fontFamily) ||
      (element.parentElement !== null &&
        element.parentElement !== document.body &&
        isUnseen(element.parentElement))
    unseen.set(element, answer)
    return answer
  }
  const seenText = (root: Element, most: number): string => {
    let text = ''
    let block: Element | null = null
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    for (
      let node = walker.nextNode(), count = 0;
      node && count < 500 && text.length < most;
      node = walker.nextNode(), count++
    ) {
      const parent = node.parentElement
      if (!parent || isUnseen(parent)) continue
      let around: Element | null = parent
      while (around && around !== root && getComputedStyle(around).display === 'inline')
        around = around.parentElement
      // Words of two blocks are two words.
      text += around === block ? (node.nodeValue ?? '') : ` ${node.nodeValue ?? ''}`
      block = around
    }
    return line(text, most)
  }

  const named: AssistFacts['named'] = []
  for (const element of document.querySelectorAll(CONTROLS)) {
    if (named.length >= MOST) break
    const labelled = line(byIds(element.getAttribute('aria-labelledby')), 200)
    const name = labelled || line(element.getAttribute('aria-label'), 200)
    if (name === '' || !shown(element)) continue
    const button = element instanceof HTMLInputElement
    const visible = button ? line(element.value, 200) : seenText(element, 200)
    if (visible !== '') named.push({ element: refOf(element), visible, name })
  }

  const byLanguage = new Map<Element, string>()
  const owners = new Map<Element, Element>()
  const ownerOf = (element: Element): Element => {
    const known = owners.get(element)
    if (known) return known
    const up = element.parentElement
    const owner = element.hasAttribute('lang') || !up ? element : ownerOf(up)
    owners.set(element, owner)
    return owner
  }
  const texts = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_TEXT)
  for (
    let node = texts.nextNode(), count = 0;
    node && count < MOST_TEXT_NODES;
    node = texts.nextNode(), count++
  ) {
    const parent = node.parentElement
    const said = line(node.nodeValue, 500)
    if (said === '' || !parent || /^(?:script|style|noscript|template|code|pre)$/.test(parent.localName))
      continue
    const owner = ownerOf(parent)
    const before = byLanguage.get(owner) ?? ''
    if (before.length >= 2000 || byLanguage.size > MOST || !shown(parent)) continue
    byLanguage.set(owner, `${before} ${said}`.trim().slice(0, 2000))
  }
  const languages = [...byLanguage].map(([element, text]) => ({
    element: element === document.documentElement ? { selector: 'html', component: 'html' } : refOf(element),
    stated: line(element.getAttribute('lang'), 40),
    text,
  }))

  const skippedFrames: AssistFacts['skippedFrames'] = []
  for (const frame of document.querySelectorAll<HTMLIFrameElement>('iframe[tabindex^="-"]')) {
    let inner: Document | null = null
    try {
      inner = frame.contentDocument
    } catch {
      inner = null
    }
    if (
      !inner ||
      !shown(frame) ||
      frame.clientWidth <= 1 ||
      frame.clientHeight <= 1 ||
      frame.closest('[inert]')
    )
      continue
    if (skippedFrames.length >= 20) break
    const focusable = [...inner.querySelectorAll(FOCUSABLE)].filter(shown).length
    skippedFrames.push({
      element: refOf(frame),
      name: line(frame.title || frame.getAttribute('aria-label'), 60),
      focusable,
    })
  }

  const drawn = (element: Element, which: string): string => {
    const content = getComputedStyle(element, which).content
    return content.startsWith('"') ? content.slice(1, -1) : ''
  }
  const icon = (element: Element | null): boolean =>
    element?.querySelector('svg,img,canvas,[class*=icon i]') !== null && element !== null
  const stateOf = (field: HTMLInputElement): FieldState => {
    // The row of a field: as far up as it is the only one.
    let row: Element = field
    for (
      let up = field.parentElement, steps = 0;
      up && up !== document.body && steps < 4;
      up = up.parentElement, steps++
    ) {
      if (up.querySelectorAll(FIELDS).length > 1) break
      row = up
    }
    const label =
      field.labels?.[0] ??
      document.getElementById(field.getAttribute('aria-labelledby')?.split(/\s+/)[0] ?? '') ??
      (row === field ? null : row.querySelector('label,[class*=label i]'))
    const style = label ? getComputedStyle(label) : null
    const parts = label ? [label, ...label.querySelectorAll('*')].slice(0, 8) : []
    const text = parts.map(part => `${drawn(part, '::before')} ${drawn(part, '::after')}`).join(' ')
    const tied = `${byIds(field.getAttribute('aria-errormessage'))} ${byIds(field.getAttribute('aria-describedby'))}`
    const rest = row === field ? '' : line(row.textContent, 300).replace(line(label?.textContent, 80), ' ')
    const classes = [field, field.parentElement, field.parentElement?.parentElement]
      .filter(element => element && row.contains(element))
      .map(element => element?.getAttribute('class') ?? '')
      .join(' ')
    return {
      element: refOf(field),
      label: line(`${label?.textContent ?? field.getAttribute('aria-label') ?? ''} ${text}`, 80),
      labelColour: style?.color ?? '',
      labelIcon: icon(label),
      placeholder: line(field.getAttribute('placeholder'), 80),
      required: field.required === true || field.getAttribute('aria-required') === 'true',
      wrong:
        field.getAttribute('aria-invalid') === 'true'
          ? 'stated'
          : /(?:^|[\s_-])(?:error|invalid|wrong|warn|err)(?:[\s_-]|$)/i.test(classes)
            ? 'styled'
            : 'no',
      message: line(`${tied} ${rest}`, 200),
      rowIcon: row !== field && icon(row),
      borderColour: getComputedStyle(field).borderTopColor,
    }
  }
  const fieldStates = [...document.querySelectorAll(FIELDS)]
    .filter(shown)
    .slice(0, 100)
    .map(field => stateOf(field as HTMLInputElement))

  // Where each cell stands, with what it spans; a header is told by the cells of its column or row.
  const emptyHeaders: AssistFacts['emptyHeaders'] = []
  let headers = 0
  for (const table of document.querySelectorAll(
    'table:not([role]),table[role=table],table[role=grid],[role=table],[role=grid]',
  )) {
    const rows = [...table.querySelectorAll('tr,[role=row]')].slice(0, 200)
    const cells: { cell: Element; row: number; column: number; wide: number; high: number }[] = []
    const taken = new Set<string>()
    for (const [row, line] of rows.entries()) {
      let column = 0
      for (const cell of line.querySelectorAll(
        ':scope>td,:scope>th,:scope>[role=cell],:scope>[role=gridcell],:scope>[role=columnheader],:scope>[role=rowheader]',
      )) {
        while (taken.has(`${row}/${column}`)) column++
        const wide = Math.min(50, Number(cell.getAttribute('colspan')) || 1)
        const high = Math.min(50, Number(cell.getAttribute('rowspan')) || 1)
        if (high > 1)
          for (let down = 0; down < high; down++)
            for (let right = 0; right < wide; right++) taken.add(`${row + down}/${column + right}`)
        cells.push({ cell, row, column, wide, high })
        column += wide
      }
    }
    const isHeader = (cell: Element) => cell.matches('th,[role=columnheader],[role=rowheader]')
    if (!cells.some(({ cell }) => !isHeader(cell))) continue
    const referred = new Set(cells.flatMap(({ cell }) => cell.getAttribute('headers')?.split(/\s+/) ?? []))
    for (const header of cells) {
      if (headers >= MOST) break
      if (!isHeader(header.cell) || !shown(header.cell) || line(header.cell.textContent, 60) === '') continue
      headers++
      const role = header.cell.getAttribute('role') ?? header.cell.getAttribute('scope') ?? ''
      const told = cells.some(({ cell, row, column, wide, high }) => {
        if (cell === header.cell || cell.hasAttribute('headers')) return false
        const inColumn = column < header.column + header.wide && header.column < column + wide
        const inRow = row < header.row + header.high && header.row < row + high
        return (
          (inColumn && row > header.row && !role.startsWith('row')) ||
          (inRow && !isHeader(cell) && !role.startsWith('col'))
        )
      })
      if (!told && !referred.has(header.cell.id))
        emptyHeaders.push({ element: refOf(header.cell), text: line(header.cell.textContent, 60) })
    }
  }
  return { named, languages, skippedFrames, fieldStates, headers, emptyHeaders }
}
