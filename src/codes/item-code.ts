import type { CodeAnswer } from '../model/code-answer.ts'
import { alphabetFault, isAscii, isNumberNotation, lengthOf, meantCode } from './alphabet.ts'
import { recogniseLocalLayout } from './local-item-code.ts'
import { isProvincePrefix, provinceName } from './provinces.ts'
import { checkUscc, isCheckDigitOnly } from './uscc.ts'

type Invalid = Extract<CodeAnswer, { status: 'invalid' }>
const DIGITS = { allowed: '0123456789', label: '0-9' }
const LEVEL = { allowed: '123456', label: '1-6' }

/** The three parts of a 31-character implementation code, cut by place without judging them. */
export interface ImplementationParts {
  /** Places 1-18: credit code of 实施主体. */
  organisation: string
  /** Place 19: 行使层级. */
  level: string
  /** Places 20-31: 基本编码. */
  basic: string
}

export type ImplementationAnswer = CodeAnswer & {
  /** Which part the fault lies in; `whole` for length, layout and notation. */
  part?: 'whole' | keyof ImplementationParts
  /** Present when the code has 31 characters. */
  parts?: ImplementationParts
  /** Every part judged by itself (`at` counts inside the part). */
  answers?: Record<keyof ImplementationParts, CodeAnswer>
}

/**
 * GB/T 39554.1-2020 basic code (基本编码): 12 digits, the first two 00 (national) or a province of GB/T 2260.
 * `province` (any code beginning with its prefix) admits only 00 and that province. What the other digits mean is not judged:
 * real codes carry local type groups (dossier 7.2).
 *
 * `invalid` why: `empty` `number-notation` `leading-zeros` (a spreadsheet dropped them; hint = padded code) `length` (found,
 * expected 12) `region-prefix` (neither 00 nor a province) `other-province` (found, expected `00 / 33`), those of `alphabetFault`.
 */
export function checkBasicCode(text: string, options: { province?: string } = {}): CodeAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  if (isNumberNotation(text))
    return { status: 'invalid', why: 'number-notation', found: text, expected: '12' }
  const length = lengthOf(text)
  if (length !== 12) {
    const base: Invalid = { status: 'invalid', why: 'length', found: String(length), expected: '12' }
    // Only national codes begin with zeros; 10 or 11 digits are what is left of 00… after a numeric column.
    if (/^\d{8,11}$/.test(text)) {
      const padded = text.padStart(12, '0')
      if (padded.startsWith('00')) return { ...base, why: 'leading-zeros', hint: padded }
    }
    return base
  }
  const fault = alphabetFault(text, () => DIGITS)
  if (fault) {
    const meant = plainDigits(text)
    return meant !== undefined && meant.length === 12 ? { ...fault, hint: meant } : fault
  }
  const prefix = text.slice(0, 2)
  const own = options.province?.slice(0, 2)
  if (prefix === '00' || prefix === own) return { status: 'valid' }
  const known = isProvincePrefix(prefix) || provinceName(prefix) !== undefined
  if (!known)
    return {
      status: 'invalid',
      why: 'region-prefix',
      at: 1,
      found: prefix,
      expected: own ? `00 / ${own}` : '00',
    }
  if (own && isProvincePrefix(own)) {
    return { status: 'invalid', why: 'other-province', at: 1, found: prefix, expected: `00 / ${own}` }
  }
  return { status: 'valid' }
}

/**
 * GB/T 39554.1-2020 implementation code (实施编码), 31 characters: credit code of the implementing body (18) + level (1..6)
 * + basic code (12). The answer is the first fault in reading order, `at` counting over the whole code; a check digit that
 * alone fails comes last, because legally issued codes can do that (`isCheckDigitOnly`).
 *
 * - `unknown` why `local-layout`: a province's own layout, not the standard's (see `recogniseLocalLayout`).
 * - `invalid` why: `empty` `number-notation` `length` (found, expected 31; hint = the code as meant, when that is valid), those of
 *   `checkUscc`, `checkBasicCode` and `alphabetFault`.
 */
export function checkImplementationCode(
  text: string,
  options: { province?: string } = {},
): ImplementationAnswer {
  if (text === '') return { status: 'invalid', why: 'empty', part: 'whole' }
  if (isNumberNotation(text)) {
    return { status: 'invalid', why: 'number-notation', found: text, expected: '31', part: 'whole' }
  }
  const length = lengthOf(text)
  if (length !== 31) {
    if (recogniseLocalLayout(text)) return { status: 'unknown', why: 'local-layout', part: 'whole' }
    const base: Invalid = { status: 'invalid', why: 'length', found: String(length), expected: '31' }
    const meant = length < 80 ? meantCode(text).replaceAll('-', '') : ''
    const hint = meant.length === 31 && checkImplementationCode(meant).status === 'valid'
    return hint ? { ...base, hint: meant, part: 'whole' } : { ...base, part: 'whole' }
  }
  const parts = splitImplementationCode(text) as ImplementationParts
  const answers = {
    organisation: checkUscc(parts.organisation),
    level: levelAnswer(parts.level),
    basic: checkBasicCode(parts.basic, options),
  }
  const arithmetic = isCheckDigitOnly(answers.organisation)
  const order = arithmetic
    ? (['level', 'basic', 'organisation'] as const)
    : (['organisation', 'level', 'basic'] as const)
  for (const part of order) {
    const answer = answers[part]
    if (answer.status !== 'valid') return { ...shifted(answer, OFFSET[part]), part, parts, answers }
  }
  return { status: 'valid', parts, answers }
}

/** Cuts a 31-character code into its parts; undefined for any other length. */
export function splitImplementationCode(text: string): ImplementationParts | undefined {
  if (text.length > 124) return undefined
  // Every character one UTF-16 unit: as far as codes go all are.
  if (text.length === 31 && isAscii(text)) {
    return { organisation: text.slice(0, 18), level: text.charAt(18), basic: text.slice(19) }
  }
  const characters = [...text]
  if (characters.length !== 31) return undefined
  return {
    organisation: characters.slice(0, 18).join(''),
    level: characters[18] as string,
    basic: characters.slice(19).join(''),
  }
}

/**
 * Handling-item code (业务办理项编码): the item's implementation code + 2 digits of sequence, 33 characters (length by general
 * knowledge, dossier ID-6). With `taskCode` only what is added to it is judged, its own faults belong to another code; without
 * it the first 31 characters are judged too.
 *
 * `invalid` why: `empty` `number-notation` `prefix` (at = first differing character; expected = the task code) `length` (found,
 * expected = length of the task code + 2) `sequence` (found, expected 2 digits), those of `checkImplementationCode`.
 */
export function checkHandlingItemCode(text: string, taskCode?: string): CodeAnswer {
  if (text === '') return { status: 'invalid', why: 'empty' }
  if (isNumberNotation(text))
    return { status: 'invalid', why: 'number-notation', found: text, expected: '33' }
  const base = taskCode ?? [...text].slice(0, 31).join('')
  if (!text.startsWith(base)) {
    return {
      status: 'invalid',
      why: 'prefix',
      at: firstDifference(text, base) + 1,
      found: text.slice(0, 100),
      expected: base,
    }
  }
  const tail = text.slice(base.length)
  const length = lengthOf(text)
  const wanted = lengthOf(base) + 2
  if (length !== (taskCode === undefined ? 33 : wanted)) {
    const expected = String(taskCode === undefined ? 33 : wanted)
    return { status: 'invalid', why: 'length', found: String(length), expected }
  }
  if (taskCode === undefined) {
    const answer = checkImplementationCode(base)
    if (answer.status !== 'valid') return plainAnswer(answer)
  }
  if (!/^\d{2}$/.test(tail)) {
    return { status: 'invalid', why: 'sequence', at: lengthOf(base) + 1, found: tail, expected: '00-99' }
  }
  return { status: 'valid' }
}

const OFFSET: Record<keyof ImplementationParts, number> = { organisation: 0, level: 18, basic: 19 }

function levelAnswer(level: string): CodeAnswer {
  const fault = alphabetFault(level, () => LEVEL)
  if (!fault) return { status: 'valid' }
  // Not `alphabet`: 7 or 0 is a character that may stand in a code, only not here.
  return fault.why === 'alphabet' ? { ...fault, why: 'level', expected: '1-6' } : fault
}

function shifted(answer: CodeAnswer, offset: number): CodeAnswer {
  return answer.status === 'invalid' && answer.at !== undefined
    ? { ...answer, at: answer.at + offset }
    : answer
}

function plainAnswer({
  part: _part,
  parts: _parts,
  answers: _answers,
  ...answer
}: ImplementationAnswer): CodeAnswer {
  return answer as CodeAnswer
}

function plainDigits(text: string): string | undefined {
  const meant = meantCode(text).replaceAll('O', '0').replaceAll('I', '1').replaceAll('L', '1')
  return /^\d{12}$/.test(meant) ? meant : undefined
}

function firstDifference(text: string, base: string): number {
  let index = 0
  while (index < text.length && text[index] === base[index]) index++
  return index
}
