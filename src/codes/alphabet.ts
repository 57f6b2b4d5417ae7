import type { CodeAnswer } from '../model/code-answer.ts'
import { oddName, plainCharacter, visible } from '../text/characters.ts'

/** Letters that stand where a digit is meant, and the digit. */
const LETTER_FOR_DIGIT: Readonly<Record<string, string>> = {
  O: '0',
  o: '0',
  I: '1',
  l: '1',
  i: '1',
  Z: '2',
  z: '2',
  S: '5',
  s: '5',
}

/** A code as it was probably meant: odd characters made plain, outer and inner spaces dropped, upper case. */
export function meantCode(text: string): string {
  let meant = ''
  for (const character of text) meant += plainCharacter(character)
  return meant.replace(/\s+/g, '').toUpperCase()
}

/**
 * Looks over a code of fixed places. `classAt(i)` gives the characters allowed at the 0-based place.
 * First fault found, or undefined. `why`: `full-width` `dash` `space` `invisible` `bidi` `control` `quote` `compatibility`
 * (dress), `lower-case`, `alphabet`; `at` counts characters from 1; `expected` is the plain character meant where one is
 * clear, else the class.
 */
export function alphabetFault(
  text: string,
  classAt: (index: number) => { allowed: string; label: string },
): Extract<CodeAnswer, { status: 'invalid' }> | undefined {
  let index = 0
  for (const found of text) {
    const { allowed, label } = classAt(index)
    index++
    if (allowed.includes(found)) continue
    const shown = visible(found)
    const odd = oddName(found)
    const plain = odd ? plainCharacter(found) : found
    if (odd) {
      const expected = plain !== '' && allowed.includes(plain) ? plain : label
      return { status: 'invalid', why: odd, at: index, found: shown, expected }
    }
    if (found === ' ') return { status: 'invalid', why: 'space', at: index, found: shown, expected: label }
    const upper = found.toUpperCase()
    if (upper !== found && allowed.includes(upper)) {
      return { status: 'invalid', why: 'lower-case', at: index, found: shown, expected: upper }
    }
    const digit = LETTER_FOR_DIGIT[found]
    const expected = digit !== undefined && allowed.includes(digit) ? digit : label
    return { status: 'invalid', why: 'alphabet', at: index, found: shown, expected }
  }
  return undefined
}

/** Number of characters as people count them (code points). */
export function lengthOf(text: string): number {
  if (text.length < 64 && isAscii(text)) return text.length
  let count = 0
  for (const _ of text) count++
  return count
}

/** A code that a spreadsheet turned into a number: `1.13E+30`, `370117002011.0`. */
export function isNumberNotation(text: string): boolean {
  return /^\d(\.\d{1,20})?[eE]\+?\d{1,3}$/.test(text) || /^\d{6,33}\.0{1,3}$/.test(text)
}

/** Nothing beyond ASCII: as many characters as UTF-16 units. */
export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false
  return true
}
