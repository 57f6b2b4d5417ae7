const NUMERALS = '零一二三四五六七八九'
const PROMISE = /(\d{1,3}|[一二三四五六七八九十]{1,3}) ?个? ?(工作日|自然日|日|天)(?:之?内|以内)?/g

export interface PromisedDays {
  days: number
  /** Working days, not days of the calendar. */
  working: boolean
}

/**
 * Time limits in days that stand near one of the words: at most `reach` characters away. Those of other matters on the same page
 * do not count. `15 个工作日`, `十五个工作日`, `15日内`.
 */
export function promisedDays(text: string, words: readonly string[], reach: number): PromisedDays[] {
  const places = words.flatMap(word => placesOf(text, word))
  const found: PromisedDays[] = []
  for (const match of text.matchAll(PROMISE)) {
    const unit = match[2] ?? ''
    // A bare 日 or 天 is a date or a count unless it says "within".
    if (!unit.startsWith('工作') && !match[0].endsWith('内')) continue
    if (!places.some(at => Math.abs(at - match.index) <= reach)) continue
    const days = daysOf(match[1] ?? '')
    if (days > 0) found.push({ days, working: unit === '工作日' })
  }
  return found
}

function placesOf(text: string, word: string): number[] {
  const places: number[] = []
  for (let at = text.indexOf(word); at >= 0 && places.length < 200; at = text.indexOf(word, at + 1))
    places.push(at)
  return places
}

function daysOf(said: string): number {
  if (/^\d/.test(said)) return Number(said)
  const [tens = '', ones = ''] = said.includes('十') ? said.split('十') : ['', said]
  const value = (one: string) => Math.max(0, NUMERALS.indexOf(one.slice(-1) || '零'))
  return said.includes('十') ? (tens === '' ? 1 : value(tens)) * 10 + value(ones) : value(ones)
}
