/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { SearchAnswer } from '../../../model/page-search.ts'
import type { Kit } from './kit.ts'

/** Runs inside the page, alone: the field people search services with, or null. Not one that only leads to a search page. */
export function searchField(): HTMLInputElement | null {
  const said = (element: Element) =>
    ['placeholder', 'aria-label', 'name', 'id', 'class', 'title']
      .map(name => element.getAttribute(name) ?? '')
      .join(' ')
  const fields = [...document.querySelectorAll<HTMLInputElement>('input')].filter(
    field =>
      /^(?:search|text|)$/.test(field.getAttribute('type') ?? '') &&
      !field.readOnly &&
      !field.disabled &&
      field.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
  )
  return (
    fields.find(field => field.type === 'search' || field.closest('[role=search],[role=searchbox]')) ??
    fields.find(field => /搜索|搜一搜|搜办事|查找|search/i.test(said(field))) ??
    null
  )
}

/** Runs inside the page, alone: what leads to a search, where the page has no field of its own. */
export function searchEntry(): HTMLElement | null {
  const candidates = [
    ...document.querySelectorAll<HTMLElement>(
      'input[readonly],a,button,[role=button],[role=search],[onclick]',
    ),
  ].slice(0, 2000)
  const named = (element: HTMLElement) =>
    (element.getAttribute('placeholder') ?? element.getAttribute('aria-label') ?? element.textContent ?? '')
      .replace(/\s+/g, '')
      .slice(0, 40)
  return (
    candidates.find(
      element =>
        /搜索|搜一搜|搜办事/.test(named(element)) && element.checkVisibility({ opacityProperty: true }),
    ) ?? null
  )
}

/** Runs inside the page, alone: the button that sends what stands in a field. */
export function searchButton(field: Element): HTMLElement | null {
  const near = field.closest('form') ?? field.parentElement?.parentElement ?? field.parentElement
  const buttons = [
    ...(near?.querySelectorAll<HTMLElement>('button,[type=submit],[role=button],[onclick],span,div,a') ?? []),
  ].slice(0, 200)
  return (
    buttons.find(
      button =>
        button !== field &&
        /^(?:搜索|搜一下|查询|确定|search)$/i.test(
          (button.textContent?.trim() || button.getAttribute('value')) ?? '',
        ),
    ) ?? null
  )
}

/** Runs inside the page after the kit, alone: what can be tapped outside bars, the innermost of nested ones left out. */
export function readAnswers(limit: number): Omit<SearchAnswer, 'fresh'>[] {
  const { refOf, shown } = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const TAPPED = 'a[href],button,[role=link],[role=button],[role=option],[role=listitem],[onclick]'
  const OUTSIDE = 'header,footer,nav,[role=banner],[role=navigation],[role=contentinfo],[role=tablist]'
  const answers: Omit<SearchAnswer, 'fresh'>[] = []
  let seen = 0
  const walker = document.createTreeWalker(document.body ?? document.documentElement, NodeFilter.SHOW_ELEMENT)
  for (
    let node = walker.nextNode();
    node && answers.length < limit && seen < 20_000;
    node = walker.nextNode()
  ) {
    seen++
    const element = node as HTMLElement
    const tapped =
      element.matches(TAPPED) ||
      // Frameworks bind taps where no attribute shows them; a pointer set by the element itself does.
      (/^(?:li|div|p)$/.test(element.localName) &&
        getComputedStyle(element).cursor === 'pointer' &&
        (element.parentElement === null || getComputedStyle(element.parentElement).cursor !== 'pointer'))
    if (!tapped || element.closest(OUTSIDE) || !shown(element)) continue
    if (element.closest('form[role=search],[role=search]')) continue
    if (element.parentElement?.closest(TAPPED)) continue
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    const text = (element.innerText ?? '').replace(/\s+/g, ' ').trim().slice(0, 80)
    if (text === '') continue
    const link = element instanceof HTMLAnchorElement ? element : element.querySelector('a')
    answers.push({ element: refOf(element), text, href: link?.href ? link.href.slice(0, 300) : null })
  }
  return answers
}
