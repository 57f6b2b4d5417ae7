import { textsBehind } from './labelled-text.ts'

/** A time limit: `days` of one unit, 0 = on the spot. */
export interface ShownLimit {
  count: number
  unit: 'working-days' | 'calendar-days' | 'hours' | 'days'
  text: string
}

/** A fee: whether one is charged, and the amounts in yuan. */
export interface ShownFee {
  charged: boolean
  amounts: number[]
  text: string
}

const UNITS: Record<string, ShownLimit['unit']> = {
  工作日: 'working-days',
  自然日: 'calendar-days',
  日历日: 'calendar-days',
  小时: 'hours',
  天: 'days',
  日: 'days',
}
const COUNTS: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3 }

/** Time limits a guide page states behind one of the labels; words that mean on the spot count as 0 days. */
export function limitsShown(
  labels: readonly string[],
  instantWords: readonly string[],
  text: string,
): ShownLimit[] {
  return textsBehind(labels, text).flatMap((value): ShownLimit[] => {
    const instant = instantWords.find(word => value.startsWith(word))
    if (instant !== undefined) return [{ count: 0, unit: 'days', text: instant }]
    const match = /^(\d{1,4})\s*个?\s*(工作日|自然日|日历日|小时|天|日)/.exec(value)
    const unit = UNITS[match?.[2] ?? '']
    return match && unit ? [{ count: Number(match[1]), unit, text: match[0] }] : []
  })
}

/** Visits to the counter a guide page states behind one of the labels. */
export function visitsShown(labels: readonly string[], text: string): { count: number; text: string }[] {
  return textsBehind(labels, text).flatMap(value => {
    const match = /^(?:至多|最多|不超过)?\s*(\d{1,2}|[零〇一二两三])\s*次/.exec(value)
    const count = match ? (COUNTS[match[1] ?? ''] ?? Number(match[1])) : Number.NaN
    return match ? [{ count, text: match[0] }] : []
  })
}

/** Fees a guide page states behind one of the labels. */
export function feesShown(
  labels: readonly string[],
  freeWords: readonly string[],
  chargedWords: readonly string[],
  text: string,
): ShownFee[] {
  return textsBehind(labels, text).flatMap((value): ShownFee[] => {
    const free = freeWords.find(word => value.startsWith(word))
    if (free !== undefined) return [{ charged: false, amounts: [], text: free }]
    const amounts = amountsIn(value)
    if (amounts.some(amount => amount > 0))
      return [{ charged: true, amounts, text: `${amounts.join('、')}元` }]
    if (amounts.length > 0) return [{ charged: false, amounts: [], text: '0元' }]
    const charged = chargedWords.find(word => value.startsWith(word))
    return charged === undefined ? [] : [{ charged: true, amounts: [], text: charged }]
  })
}

/** Amounts in yuan a text states, each once, at most ten. */
export function amountsIn(text: string): number[] {
  const found = [...text.slice(0, 400).matchAll(/(?<![\d.])(\d{1,7}(?:\.\d{1,2})?)\s*元/g)]
  return [...new Set(found.map(match => Number(match[1])))].slice(0, 10)
}
