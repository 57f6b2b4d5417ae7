/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { ConsentLayer } from '../../../model/page-privacy.ts'
import type { Kit } from './kit.ts'

export interface ConsentWords {
  /** A layer that says none of these asks for something else. */
  subject: string[]
  agree: string[]
  refuse: string[]
}

export interface FoundLayer extends ConsentLayer {
  /** Selectors of what can be tapped. */
  taps: { agree: string | null; refuse: string | null; boxes: string[] }
}

/**
 * Runs inside the page after the kit: the layer over the page that asks for consent or gives notice of processing; null where
 * none is open. A dialog by its role, or a box that stays in its place on the screen.
 */
export function findConsent({ subject, agree, refuse }: ConsentWords): FoundLayer | null {
  const { refOf, shown } = (globalThis as unknown as Record<symbol, Kit>)[Symbol.for('wutong.kit')] as Kit
  const wordsOf = (element: Element) =>
    // biome-ignore lint/performance/useDomNodeTextContent: only what is shown counts
    (element instanceof HTMLElement ? element.innerText : (element.textContent ?? ''))
      .slice(0, 4000)
      .replace(/\s+/g, ' ')
      .trim()
  const layers = new Set<Element>(
    [...document.querySelectorAll('dialog[open],[role=dialog],[role=alertdialog],[aria-modal=true]')].slice(
      0,
      20,
    ),
  )
  for (const [x, y] of [
    [0.5, 0.5],
    [0.5, 0.25],
    [0.5, 0.8],
    [0.5, 0.93],
    [0.5, 0.05],
  ] as const) {
    let node = document.elementFromPoint(innerWidth * x, innerHeight * y)
    for (; node && node !== document.body && node !== document.documentElement; node = node.parentElement)
      if (getComputedStyle(node).position === 'fixed') layers.add(node)
  }
  const has = (words: string[], text: string) => words.some(word => text.includes(word))
  for (const layer of layers) {
    if (!shown(layer)) continue
    const words = wordsOf(layer)
    if (!has(subject, words)) continue
    let agreeing: Element | null = null
    let refusing: Element | null = null
    const BUTTON = 'button,a,input,[role=button],[onclick]'
    for (const one of [...layer.querySelectorAll('*')].slice(0, 500)) {
      // Buttons of frameworks are plain boxes: then the innermost one with the words.
      if (!(one.matches(BUTTON) || (one.children.length === 0 && !one.closest(BUTTON)))) continue
      const said = (one instanceof HTMLInputElement ? one.value : (one.textContent ?? '')).replace(/\s+/g, '')
      if (!shown(one) || said.length < 2 || said.length > 14 || /[《》]/.test(said)) continue
      if (has(refuse, said)) refusing ??= one
      else if (has(agree, said)) agreeing ??= one
    }
    if (!agreeing && !refusing) continue
    const boxes = [...layer.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].slice(0, 10)
    const label = (element: Element | null) =>
      element ? (element instanceof HTMLInputElement ? element.value : wordsOf(element)).slice(0, 20) : null
    return {
      element: refOf(layer),
      words: words.slice(0, 500),
      policy: /隐私(?:权)?(?:政策|协议|条款|声明|指引)|个人信息(?:保护|处理)(?:政策|规则|声明)/.test(words),
      agree: label(agreeing),
      refuse: label(refusing),
      boxes: boxes.map(box => ({
        label: (box.labels?.[0]?.textContent ?? box.parentElement?.textContent ?? '')
          .replace(/\s+/g, ' ')
          .trim()
          .slice(0, 60),
        ticked: box.checked,
      })),
      taps: {
        agree: agreeing ? refOf(agreeing).selector : null,
        refuse: refusing ? refOf(refusing).selector : null,
        boxes: boxes.filter(box => !box.checked).map(box => refOf(box).selector),
      },
    }
  }
  return null
}
