import { citizenIdCheckCharacter, isRealDate, luhnHolds } from './check-characters.ts'

export type SensitiveKind = 'citizen-id' | 'mobile' | 'bank-card' | 'secret'
export type SensitiveState = 'valid' | 'invalid' | 'masked'

/** A stretch of text to hide: UTF-16 offsets, and `plain`, the form in which equal values are recognised. */
export interface Span {
  start: number
  end: number
  kind: SensitiveKind
  state: SensitiveState
  plain: string
}

const OTHER = 0
const DIGIT = 1
const LETTER = 2
const BACKSLASH = 3
const STAR = 4
const SPACE = 32
const HYPHEN = 45
/** Class of every UTF-16 unit, so that the pass over 100,000 items takes one look-up a character. */
const CLASSES = new Uint8Array(0x10000)
for (let code = 48; code <= 57; code++) CLASSES[code] = DIGIT
for (let code = 65; code <= 90; code++) CLASSES[code] = CLASSES[code + 32] = LETTER
CLASSES[92] = BACKSLASH
CLASSES[42] = STAR
// Full-width digits and asterisk are typed by people who fill in forms in Chinese.
for (let code = 0xff10; code <= 0xff19; code++) CLASSES[code] = DIGIT
CLASSES[0xff0a] = STAR

function classOf(code: number): number {
  return CLASSES[code] as number
}

/**
 * Citizen numbers, mobile numbers and bank cards in one pass over the characters: no backtracking, linear for any input.
 * Only whole runs of letters and digits count, so what stands inside a 31-character item code is never taken.
 * Escapes of JSON and YAML (`\n`, `\u4e2d`) end a run. With `first`, stops at the first find.
 */
export function sensitiveRuns(text: string, first = false): Span[] {
  const found: Span[] = []
  const length = text.length
  let at = 0
  let previousDigits = -1
  while (at < length) {
    const kind = classOf(text.charCodeAt(at))
    if (kind === OTHER) {
      at++
      continue
    }
    if (kind === BACKSLASH) {
      at += escapeLength(text, at)
      continue
    }
    if (kind === STAR) {
      const span = masked(text, at, previousDigits)
      if (span) found.push(span)
      if (span && first) return found
      at = span ? span.end : skip(text, at, STAR)
      previousDigits = -1
      continue
    }
    const start = at
    let digits = 0
    let code = kind
    while (code === DIGIT || code === LETTER) {
      if (code === DIGIT) digits++
      at++
      code = at < length ? classOf(text.charCodeAt(at)) : OTHER
    }
    const run = at - start
    if (digits === run && run <= 8) {
      if (code === STAR) previousDigits = start
      const grouped = groups(text, start, run)
      if (grouped) {
        found.push(grouped)
        if (first) return found
        at = grouped.end
      }
    } else if (digits >= 11 && run <= 26) {
      const span = judged(text, start, at, digits)
      if (span) found.push(span)
      if (span && first) return found
    }
  }
  return found
}

/** True when something of these kinds may be in the text. */
export function hasSensitiveRun(text: string): boolean {
  return sensitiveRuns(text, true).length > 0
}

function judged(text: string, start: number, end: number, digits: number): Span | undefined {
  const run = end - start
  let from = start
  if (digits !== run && !(run === 18 && digits === 17 && /[xX]$/.test(text.slice(start, end)))) {
    const named = /^(?:tel|phone|mobile|mob|cell|id|idcard|idno|sfz|sfzh)(?=\d+[xX]?$)/i.exec(
      text.slice(start, end),
    )
    if (!named) return undefined
    from += named[0].length
  }
  // A fraction (120.13912345678) or a number with one is no identifier.
  if (text[from - 1] === '.' && isDigitAt(text, from - 2)) return undefined
  if (text[end] === '.' && isDigitAt(text, end + 1)) return undefined
  return classify(halfWidthDigits(text.slice(from, end)), from, end)
}

/** Judges a run of digits (a last X allowed at 18), already half-width and without separators. */
function classify(digits: string, start: number, end: number): Span | undefined {
  const span = (kind: SensitiveKind, state: SensitiveState, plain = digits): Span => ({
    start,
    end,
    kind,
    state,
    plain,
  })
  switch (digits.length) {
    case 11:
      return /^1[3-9]\d{9}$/.test(digits) ? span('mobile', 'valid') : undefined
    case 13:
      return /^861[3-9]\d{9}$/.test(digits) ? span('mobile', 'valid', digits.slice(2)) : undefined
    case 15:
      if (/^00861[3-9]\d{9}$/.test(digits)) return span('mobile', 'valid', digits.slice(4))
      // First-generation citizen number: no check digit, so a real date must do.
      return PERSON.test(digits) && digits[0] !== '9' && isRealDate(`19${digits.slice(6, 12)}`)
        ? span('citizen-id', 'valid')
        : undefined
    case 18: {
      const upper = digits.toUpperCase()
      const birth = digits.slice(6, 14)
      if (PERSON.test(digits) && /^(?:19|20)/.test(birth) && isRealDate(birth)) {
        const holds = citizenIdCheckCharacter(digits.slice(0, 17)) === upper[17]
        return span('citizen-id', holds ? 'valid' : 'invalid', upper)
      }
      return CARD.test(digits) && luhnHolds(digits) ? span('bank-card', 'valid') : undefined
    }
    case 16:
    case 17:
    case 19:
      return CARD.test(digits) && luhnHolds(digits) ? span('bank-card', 'valid') : undefined
    default:
      return undefined
  }
}

/** Provinces, permits of Hong Kong, Macao and Taiwan residents, and 9 for the foreigners' permanent residence card. */
const PERSON = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[1-8])\d{4}/
/** Issuer ranges in use in China: UnionPay 62, old debit cards 9558, Visa, Mastercard, JCB. Others are too easily serial numbers. */
const CARD = /^(?:62\d{14,17}|9558\d{15}|4\d{15}|5[1-5]\d{14}|35\d{14})$/

const GROUPS: Readonly<Record<number, readonly (readonly number[])[]>> = {
  3: [[3, 4, 4]],
  4: [
    [4, 4, 4, 4, 3],
    [4, 4, 4, 4],
  ],
  6: [
    [6, 8, 4],
    [6, 4, 4, 4],
  ],
}

/** `138 0013 8000`, `6222-0212-…`, `110105 19491231 002X`: groups with one and the same space or hyphen between them. */
function groups(text: string, start: number, run: number): Span | undefined {
  const layouts = GROUPS[run]
  if (layouts === undefined) return undefined
  const separator = text.charCodeAt(start + run)
  if ((separator !== SPACE && separator !== HYPHEN) || !isDigitAt(text, start + run + 1)) return undefined
  for (const lengths of layouts) {
    const end = groupsEnd(text, start, lengths, separator, run === 6)
    if (end < 0 || isWord(text, end)) continue
    return classify(halfWidthDigits(text.slice(start, end)).replace(/[ -]/g, ''), start, end)
  }
  return undefined
}

/** Where groups of these lengths end; -1 where they do not stand there. With `mayEndInX` the last place may hold an X. */
function groupsEnd(
  text: string,
  start: number,
  lengths: readonly number[],
  separator: number,
  mayEndInX: boolean,
): number {
  let at = start
  for (let index = 0; index < lengths.length; index++) {
    if (index > 0 && text.charCodeAt(at++) !== separator) return -1
    const end = at + (lengths[index] as number)
    const digitsEnd =
      mayEndInX && index === lengths.length - 1 && isX(text.charCodeAt(end - 1)) ? end - 1 : end
    for (; at < digitsEnd; at++) if (!isDigitAt(text, at)) return -1
    at = end
  }
  return at
}

function isX(code: number): boolean {
  return code === 88 || code === 120
}

/** A value that was hidden before it came here: digits, at least three stars, digits, with the length of the real one. */
function masked(text: string, star: number, digitsFrom: number): Span | undefined {
  const stop = skip(text, star, STAR)
  if (stop - star < 3 || digitsFrom < 0) return undefined
  let end = stop
  while (end < text.length && end - stop <= 8 && isWord(text, end)) end++
  const tail = halfWidthDigits(text.slice(stop, end))
  const head = halfWidthDigits(text.slice(digitsFrom, star))
  if (!/^\d{0,7}[\dXx]?$/.test(tail)) return undefined
  const total = end - digitsFrom
  const kind =
    total === 11 && /^1[3-9]?/.test(head)
      ? 'mobile'
      : total === 18 || total === 15
        ? 'citizen-id'
        : total >= 16 && total <= 19 && /^(?:62|4|5[1-5]|35|9558)/.test(head)
          ? 'bank-card'
          : undefined
  if (!kind) return undefined
  return {
    start: digitsFrom,
    end,
    kind,
    state: 'masked',
    plain: `${head}${'*'.repeat(stop - star)}${tail.toUpperCase()}`,
  }
}

function skip(text: string, at: number, kind: number): number {
  let end = at
  while (end < text.length && classOf(text.charCodeAt(end)) === kind) end++
  return end
}

function isDigitAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === DIGIT
}

function isWord(text: string, at: number): boolean {
  if (at >= text.length) return false
  const kind = classOf(text.charCodeAt(at))
  return kind === DIGIT || kind === LETTER
}

/** `\\n`, `\\u4e2d`, also escaped again (JSON inside JSON): the letter belongs to the escape, not to what follows it. */
function escapeLength(text: string, at: number): number {
  const slashes = skip(text, at, BACKSLASH)
  const next = text[slashes]
  if (next === 'u' && /^[0-9A-Fa-f]{4}$/.test(text.slice(slashes + 1, slashes + 5))) return slashes + 5 - at
  return slashes - at + (next !== undefined && 'nrtbf'.includes(next) ? 1 : 0)
}

function halfWidthDigits(text: string): string {
  return text.replace(/[\uFF10-\uFF19]/g, digit => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
}
