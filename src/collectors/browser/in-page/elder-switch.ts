/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/**
 * Runs inside the page, alone: what a person would tap to come to the elder version, by its name. The shortest name wins;
 * sentences that speak of the elder version are no switch.
 */
export function elderSwitch(words: string[]): HTMLElement | null {
  const MOST_CHARACTERS = 16
  const named = (element: HTMLElement): string =>
    (
      element.getAttribute('aria-label') ||
      element.textContent?.trim() ||
      element.querySelector('img[alt]')?.getAttribute('alt') ||
      element.getAttribute('title') ||
      ''
    ).replace(/\s+/g, '')
  const candidates = [
    ...document.querySelectorAll<HTMLElement>(
      'a,button,[role=button],[role=link],[role=switch],[role=tab],[role=menuitem],[onclick],label,li,div,span,img[alt]',
    ),
  ].slice(0, 5000)
  let best: HTMLElement | null = null
  let length = MOST_CHARACTERS + 1
  for (const element of candidates) {
    if (element.childElementCount > 4) continue
    const name = element.localName === 'img' ? (element.getAttribute('alt') ?? '') : named(element)
    if (name.length >= length || !words.some(word => name.includes(word))) continue
    if (/标准版|普通版|退出|说明|介绍|规范|须知|指南|协议/.test(name)) continue
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
    best = element
    length = name.length
  }
  return best?.closest<HTMLElement>('a,button,[role=button],[role=link],[role=switch],[onclick]') ?? best
}

/** Runs inside the page, alone: the button of a question whether to change the version. */
export function changeConfirmed(): HTMLElement | null {
  const buttons = [...document.querySelectorAll<HTMLElement>('button,a,[role=button],[onclick]')].slice(
    0,
    3000,
  )
  return (
    buttons.find(
      button =>
        /^(?:确定|确认|切换|立即切换|确认切换|立即进入|立即体验|进入长辈版|好的)$/.test(
          button.textContent?.replace(/\s+/g, '') ?? '',
        ) && button.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    ) ?? null
  )
}
