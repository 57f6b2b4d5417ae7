import { matchingName } from '../text/normalise.ts'

/** Marks between digits carry meaning (1.5 and 15, 20-30 and 2030), so they become letters before punctuation is dropped. */
const BETWEEN_DIGITS: Record<string, string> = { '.': '点', '-': '至', '~': '至', ':': '时', '/': '每' }
/** Ours: beyond this a text is compared by its beginning and its length. */
const LONGEST = 20_000
const MOST_NAMES = 200

/**
 * An item element in the form in which two exports of it are compared: width, spaces, punctuation and letter case make no
 * difference, nor does the order of a list of named records (materials), of which the names are compared. '' when nothing is
 * stated; 无, / and the like state nothing that could differ.
 */
export function comparableValue(value: unknown): string {
  if (Array.isArray(value)) {
    return value
      .slice(0, MOST_NAMES)
      .map(one => comparableText(nameOf(one)))
      .filter(name => name !== '')
      .sort()
      .join('\u0000')
  }
  return comparableText(plainText(value))
}

/** A list of named records as the names themselves, any other value as its text. Bounded. */
export function namesOf(value: unknown): string[] {
  const names = Array.isArray(value) ? value.slice(0, MOST_NAMES).map(nameOf) : [plainText(value)]
  return names.filter(name => name !== '').map(name => name.slice(0, LONGEST))
}

/** Is the text a plain number? A code in digits and a word for it (1 and 是) are two notations, not two values. */
export function isPlainNumber(text: string): boolean {
  return /^\d{1,12}(点\d{1,6})?$/.test(text)
}

function comparableText(text: string): string {
  const cut = text.length > LONGEST ? `${text.slice(0, LONGEST)}${text.length}` : text
  const plain = cut
    .normalize('NFKC')
    .replace(/(\d)([.~:/-])(?=\d)/g, (_, digit: string, mark: string) => digit + BETWEEN_DIGITS[mark])
  const name = matchingName(plain)
  if (name === '无') return ''
  // 20.0 and 20 are one number.
  return isPlainNumber(name) ? String(Number(name.replace('点', '.'))).replace('.', '点') : name
}

function nameOf(one: unknown): string {
  if (typeof one !== 'object' || one === null) return plainText(one)
  return Object.hasOwn(one, 'name') ? plainText((one as { name: unknown }).name) : ''
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value.trim()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
