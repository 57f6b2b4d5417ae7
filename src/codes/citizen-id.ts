import type { CodeAnswer } from '../model/code-answer.ts'
import { citizenIdCheckCharacter, isRealDate } from '../text/check-characters.ts'
import { alphabetFault, lengthOf } from './alphabet.ts'
import { isProvincePrefix } from './provinces.ts'

const DIGITS = { allowed: '0123456789', label: '0-9' }
const LAST = { allowed: '0123456789X', label: '0-9 X' }

/**
 * GB 11643-1999 citizen number (公民身份号码), 18 characters; also residence permits of Hong Kong, Macao and Taiwan residents
 * (prefix 81, 82, 83) and, by general knowledge, the new foreigners' permanent residence card (9 + province + nationality).
 * `asOf` (ISO date) makes a birth date after it a fault. The check is ISO 7064 MOD 11-2: every change of one character is caught.
 *
 * - `legacy` why `fifteen-digits`: first-generation number (province and birth date plausible; it has no check digit).
 * - `invalid` why: `empty` `length` `province` (at 1) `birth-date` (at 7) `birth-date-future` `check-digit` (at 18), those of
 *   `alphabetFault` (a small x is `lower-case`).
 */
export function checkCitizenId(text: string, options: { asOf?: string } = {}): CodeAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  const length = lengthOf(text)
  if (length !== 18 && length !== 15) {
    return { status: 'invalid', why: 'length', found: String(length), expected: '18' }
  }
  const old = length === 15
  const fault = alphabetFault(text, index => (index === 17 ? LAST : DIGITS))
  if (fault) return fault
  const prefix = text.slice(0, 2)
  const foreigner = !old && prefix[0] === '9' && isProvincePrefix(text.slice(1, 3))
  if (!isPersonPrefix(prefix) && !foreigner) {
    return { status: 'invalid', why: 'province', at: 1, found: prefix, expected: '11-65 71 81-83' }
  }
  const birth = old ? `19${text.slice(6, 12)}` : text.slice(6, 14)
  if (!isRealDate(birth))
    return { status: 'invalid', why: 'birth-date', at: 7, found: birth, expected: 'YYYYMMDD' }
  if (options.asOf && birth > options.asOf.slice(0, 10).replaceAll('-', '')) {
    return {
      status: 'invalid',
      why: 'birth-date-future',
      at: 7,
      found: birth,
      expected: options.asOf.slice(0, 10),
    }
  }
  if (old) return { status: 'legacy', why: 'fifteen-digits' }
  const expected = citizenIdCheckCharacter(text.slice(0, 17)) as string
  return text[17] === expected
    ? { status: 'valid' }
    : { status: 'invalid', why: 'check-digit', at: 18, found: text[17] as string, expected }
}

/** 83 stands for Taiwan residents' permits; 71 for the province itself. */
function isPersonPrefix(prefix: string): boolean {
  return prefix === '83' || isProvincePrefix(prefix)
}
