import type { CodeAnswer } from '../model/code-answer.ts'
import { alphabetFault, isNumberNotation, lengthOf, meantCode } from './alphabet.ts'
import {
  BODY_CLASS,
  CHECK_CLASS,
  checkOrganisationCode,
  organisationCheckCharacter,
} from './organisation-code.ts'

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const LETTERS = { allowed: ALPHABET, label: '0-9 A-H J-N P-R T-U W-Y' }
const DIGITS = { allowed: '0123456789', label: '0-9' }
/** GB 32100 keeps I O S V Z out of the whole code, so also out of the organisation part. */
const ORGANISATION = {
  allowed: [...BODY_CLASS.allowed].filter(character => ALPHABET.includes(character)).join(''),
  label: LETTERS.label,
}
/** Places 3 to 8 are the region of the registering body (digits), place 17 the check character of GB 11714. */
const PLACES = Array.from({ length: 18 }, (_, index) =>
  index >= 2 && index <= 7
    ? DIGITS
    : index === 16
      ? CHECK_CLASS
      : index >= 8 && index <= 15
        ? ORGANISATION
        : LETTERS,
)

/** Check character of the first 17 characters (GB 32100-2015); undefined when one is outside its alphabet. */
export function usccCheckCharacter(seventeen: string): string | undefined {
  if (seventeen.length !== 17) return undefined
  let sum = 0
  for (let index = 0; index < 17; index++) {
    const value = ALPHABET.indexOf(seventeen[index] as string)
    if (value < 0) return undefined
    sum += value * (WEIGHTS[index] as number)
  }
  return ALPHABET[(31 - (sum % 31)) % 31]
}

/** Ours: so many codes are remembered; the bodies of a catalogue are far fewer than its items. */
const MOST_KNOWN = 2000
const known = new Map<string, CodeAnswer>()

/**
 * GB 32100-2015 unified social credit code (统一社会信用代码), 18 characters. All weights are prime to 31, so every change of
 * one character is caught.
 *
 * - `valid`
 * - `legacy` why `organisation-code`: an old GB 11714 code (9 characters, or 8-1 with hyphen) whose check character holds.
 * - `invalid`, shape wrong: `empty`, `length` (found, expected 18), `number-notation`, those of `alphabetFault`,
 *   `organisation-code-check-digit` (nine characters in the old shape whose check character does not hold).
 * - `invalid`, arithmetic only (`isCheckDigitOnly`): `check-digit` (at 18), `organisation-check-digit` (at 17).
 *
 * `hint` is the code as probably meant, given only when that code is valid.
 */
export function checkUscc(text: string): CodeAnswer {
  const before = known.get(text)
  if (before) return before
  const answer = judged(text)
  if (known.size >= MOST_KNOWN) known.clear()
  if (text.length <= 64) known.set(text, answer)
  return answer
}

function judged(text: string): CodeAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  if (isNumberNotation(text))
    return { status: 'invalid', why: 'number-notation', found: text, expected: '18' }
  const length = lengthOf(text)
  if (length !== 18) {
    const old = checkOrganisationCode(text)
    if (old.status === 'valid') return { status: 'legacy', why: 'organisation-code' }
    if (old.status === 'invalid' && old.why === 'check-digit') {
      return { ...old, why: 'organisation-code-check-digit' }
    }
    return hinted({ status: 'invalid', why: 'length', found: String(length), expected: '18' }, text)
  }
  const fault = alphabetFault(text, index => PLACES[index] ?? LETTERS)
  if (fault) return hinted(fault, text)
  const expected = usccCheckCharacter(text.slice(0, 17)) as string
  if (text[17] !== expected) {
    return { status: 'invalid', why: 'check-digit', at: 18, found: text[17] as string, expected }
  }
  const organisation = organisationCheckCharacter(text.slice(8, 16)) as string
  if (text[16] !== organisation) {
    const found = text[16] as string
    return { status: 'invalid', why: 'organisation-check-digit', at: 17, found, expected: organisation }
  }
  return { status: 'valid' }
}

/**
 * True when the shape holds and only arithmetic fails. Legally issued codes can do that (dossier 8), so it is a note,
 * never a failure.
 */
export function isCheckDigitOnly(answer: CodeAnswer): boolean {
  return (
    answer.status === 'invalid' && (answer.why === 'check-digit' || answer.why === 'organisation-check-digit')
  )
}

type Invalid = Extract<CodeAnswer, { status: 'invalid' }>

function hinted(answer: Invalid, text: string): Invalid {
  if (text.length > 64) return answer
  const meant = meantCode(text).replaceAll('-', '')
  // GB 32100 has no O, I, S, V, Z at all: an O or I can only be a 0 or 1.
  const corrected = meant.replaceAll('O', '0').replaceAll('I', '1')
  if (corrected === text || corrected.length !== 18) return answer
  return checkUscc(corrected).status === 'valid' ? { ...answer, hint: corrected } : answer
}
