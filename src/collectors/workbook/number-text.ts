/** What a number in a cell of some style stands for. */
export interface NumberStyle {
  date: boolean
  /** Digits of a format made of zeros only (`000000000000`); 0 where it is none. */
  zeros: number
}

/** Built-in formats that are dates or times, with those of Chinese spreadsheets (27 to 36, 50 to 58). */
const BUILT_IN_DATES: readonly (readonly [number, number])[] = [[14, 22], [27, 36], [45, 47], [50, 58]] // biome-ignore format: a table

const DAY = 86_400_000
/** Spreadsheets hold 15 digits; further ones are already lost when the file is read. */
const MOST_DIGITS = 15

/** @param code the format's own code, undefined for a built-in one */
export function numberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) {
    return { date: BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to), zeros: 0 }
  }
  const [section = ''] = code.slice(0, 255).split(';')
  // What is quoted, escaped, bracketed (but elapsed time) or padding is shown as it stands.
  const plain = section.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
  return { date: /[ymdhs]/i.test(plain), zeros: /^0{2,40}$/.test(plain) ? plain.length : 0 }
}

/** Text of a stored number, and whether digits of it are lost. `raw` is as the file writes it. */
export function numberText(
  raw: string,
  style: NumberStyle | undefined,
  date1904: boolean,
): { text: string; lost: boolean } | undefined {
  const value = raw.trim() === '' ? Number.NaN : Number(raw)
  if (!Number.isFinite(value)) return undefined
  if (style?.date) {
    const text = dateText(value, date1904)
    if (text !== undefined) return { text, lost: false }
  }
  if (Number.isInteger(value)) {
    const text = BigInt(value).toString()
    const lost = text.replace('-', '').length > MOST_DIGITS
    return { text: style && value >= 0 ? text.padStart(style.zeros, '0') : text, lost }
  }
  // Programs show 15 digits of what they store with 17: 0.1 is stored as 0.10000000000000001.
  return { text: String(Number(value.toPrecision(MOST_DIGITS))), lost: false }
}

/** `2026-11-24`, `2026-11-24 08:30:00`, or `08:30:00` for a time alone; undefined for what no calendar holds. */
function dateText(serial: number, date1904: boolean): string | undefined {
  if (serial < 0 || serial >= 2_958_466) return undefined
  const seconds = Math.round((serial % 1) * 86_400)
  const days = Math.floor(serial) + (seconds === 86_400 ? 1 : 0)
  const time = new Date((seconds % 86_400) * 1000).toISOString().slice(11, 19)
  if (days === 0 && !date1904) return time
  // The 1900 system counts a 29 February 1900 that never was.
  const shift = date1904 ? 0 : days < 60 ? 1 : 0
  const epoch = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30)
  const date = new Date(epoch + (days + shift) * DAY).toISOString().slice(0, 10)
  return seconds % 86_400 === 0 ? date : `${date} ${time}`
}
