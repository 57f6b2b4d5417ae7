const DAY_MS = 86_400_000

/** Number of the day of `YYYY-MM-DD`, or undefined where no such day exists in the calendar. No clock. */
export function dayNumber(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return undefined
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number]
  const time = Date.UTC(year, month - 1, day)
  // Date.UTC rolls 31 June over to 1 July and reads years below 100 as 19xx.
  return new Date(time).toISOString().startsWith(text) ? time / DAY_MS : undefined
}

/** Number of the day of an ISO time, by its date as written. */
export function dayOf(isoTime: string): number {
  return dayNumber(isoTime.slice(0, 10)) ?? Number.NaN
}

/** First and last day of `YYYY-MM-DD` or of a month `YYYY-MM` (some documents are known by month only). */
export function daysOf(text: string): { first: number; last: number } | undefined {
  if (!/^\d{4}-\d{2}$/.test(text)) {
    const day = dayNumber(text)
    return day === undefined ? undefined : { first: day, last: day }
  }
  const first = dayNumber(`${text}-01`)
  if (first === undefined) return undefined
  for (let last = 31; last > 28; last--) {
    if (dayNumber(`${text}-${last}`) !== undefined) return { first, last: first + last - 1 }
  }
  return { first, last: first + 27 }
}

/** `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
