import type { CodeAnswer } from '../model/code-answer.ts'
import { alphabetFault, lengthOf } from './alphabet.ts'

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
const BODY = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const CHECK = '0123456789X'
export const BODY_CLASS = { allowed: BODY, label: '0-9 A-Z' }
export const CHECK_CLASS = { allowed: CHECK, label: '0-9 X' }

/**
 * Check character of the first eight characters of a GB 11714 code (upper case letters count 10..35):
 * 11 - sum mod 11, 10 written X, 11 written 0. Undefined when the eight are not eight of 0-9 A-Z.
 */
export function organisationCheckCharacter(eight: string): string | undefined {
  if (eight.length !== 8) return undefined
  let sum = 0
  for (let index = 0; index < 8; index++) {
    const value = BODY.indexOf(eight[index] as string)
    if (value < 0) return undefined
    sum += value * (WEIGHTS[index] as number)
  }
  return CHECK[(11 - (sum % 11)) % 11]
}

/**
 * GB 11714 organisation code: nine characters, or eight and one with a hyphen before the check character as printed.
 * The arithmetic is modulo 11 over 36 characters, so it cannot see a change by 11 or 22 (A for L): that is the standard's limit.
 * `invalid` why: `empty` `length` (found, expected 9) `hyphen` `check-digit` (at 9, found, expected), those of `alphabetFault`.
 */
export function checkOrganisationCode(text: string): CodeAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  const length = lengthOf(text)
  let code = text
  if (length === 10) {
    if (text[8] !== '-') return { status: 'invalid', why: 'length', found: '10', expected: '9' }
    code = text.slice(0, 8) + text.slice(9)
  } else if (length !== 9) {
    return { status: 'invalid', why: 'length', found: String(length), expected: '9' }
  }
  const fault = alphabetFault(code, index => (index < 8 ? BODY_CLASS : CHECK_CLASS))
  if (fault) return fault
  const expected = organisationCheckCharacter(code.slice(0, 8)) as string
  const found = code[8] as string
  return found === expected
    ? { status: 'valid' }
    : { status: 'invalid', why: 'check-digit', at: 9, found, expected }
}
