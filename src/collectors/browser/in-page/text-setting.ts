/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** What sets the text size, and how to bring it to its largest. */
export interface TextSetting {
  kind: 'select' | 'range' | 'tap'
  /** Value of the largest option of a select. */
  value: string
  name: string
}

/** Runs inside the page, alone: the control that sets the size of text, or null. */
export function textSetting(): HTMLElement | null {
  const SUBJECT = /字号|字体大小|文字大小|字体设置|大字/
  const shown = (element: HTMLElement) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const near = (element: HTMLElement) =>
    [
      element.getAttribute('aria-label') ?? '',
      (element as HTMLInputElement).labels?.[0]?.textContent ?? '',
      element.closest('fieldset,section,li,form>div,.field')?.textContent?.slice(0, 120) ?? '',
    ].join(' ')
  const select = [...document.querySelectorAll('select')].find(one => shown(one) && SUBJECT.test(near(one)))
  if (select) return select
  const range = [...document.querySelectorAll<HTMLElement>('input[type=range],[role=slider]')].find(
    one => shown(one) && SUBJECT.test(near(one)),
  )
  if (range) return range
  if (!SUBJECT.test(document.body?.textContent?.slice(0, 20_000) ?? '')) return null
  const LARGE = [/^(?:最大|超大|特大|超大号|特大号)/, /^(?:大|大号|大字)$/]
  const taps = [
    ...document.querySelectorAll<HTMLElement>(
      'button,[role=radio],[role=button],[onclick],label,input[type=radio]',
    ),
  ].slice(0, 2000)
  for (const word of LARGE) {
    const found = taps.findLast(one => word.test(one.textContent?.replace(/\s+/g, '') ?? '') && shown(one))
    if (found) return found
  }
  return null
}

/** Runs inside the page, alone: how the control is brought to its largest. */
export function largestOf(control: Element): TextSetting {
  const name = (control.getAttribute('aria-label') || control.textContent || '').replace(/\s+/g, ' ').trim()
  if (control instanceof HTMLSelectElement) {
    const rank = (text: string) =>
      Number(/\d+/.exec(text)?.[0] ?? 0) + (/最大|超大|特大/.test(text) ? 2 : /大/.test(text) ? 1 : 0)
    const options = [...control.options].sort((a, b) => rank(b.text) - rank(a.text))
    const [first] = options
    return { kind: 'select', value: first?.value ?? '', name: first?.text.slice(0, 20) ?? '' }
  }
  const slides = control.matches('input[type=range],[role=slider]')
  return { kind: slides ? 'range' : 'tap', value: '', name: name.slice(0, 20) }
}
