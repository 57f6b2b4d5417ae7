import type { ElementRef, PageCapture } from '../model/page.ts'

/** Something a page says or offers, and where. */
export interface Saying {
  element: ElementRef
  /** At most 60 characters. */
  text: string
}

/** As people see it, in either version; further states show the same words again. */
export function isFirstLook({ state }: PageCapture): boolean {
  return state === 'standard' || state === 'elder'
}

/** What can be tapped and carries a name: buttons, links and the like, each once. */
export function offersOf({ targets, links }: PageCapture): Saying[] {
  return once([
    ...targets.map(({ element, name }) => ({ element, text: name })),
    ...links.map(({ element, text }) => ({ element, text })),
  ])
}

/** Offers first, then texts that no offer holds as they stand: a text inside a button is said once. */
export function sayingsOf(page: PageCapture): Saying[] {
  const offers = offersOf(page)
  const offered = new Set(offers.map(({ text }) => text))
  const texts = page.texts.filter(({ text }) => !offered.has(text))
  return once([...offers, ...texts.map(({ element, text }) => ({ element, text }))])
}

function once(sayings: readonly Saying[]): Saying[] {
  const seen = new Set<string>()
  return sayings.filter(({ element, text }) => {
    if (text === '' || seen.has(element.selector)) return false
    seen.add(element.selector)
    return true
  })
}

/**
 * The text with every innocent word blanked, longest first and of the same length, so that a word inside a longer one that
 * means something else is not taken for it (签到 in 预约签到) and places stay what they were.
 */
export function withoutInnocent(text: string, innocent: readonly string[]): string {
  return [...innocent]
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, '\u0000'.repeat(word.length)), text)
}
