import { checkBasicCode, checkImplementationCode, type ImplementationAnswer } from '../codes/item-code.ts'
import { isCheckDigitOnly } from '../codes/uscc.ts'
import type { Item } from '../model/evidence.ts'
import { fieldText } from './item-text.ts'

let last: { code: string; answer: ImplementationAnswer } | undefined

/** `checkImplementationCode` of one code, remembered for the rules that ask about the same item in turn. */
export function implementationAnswer(code: string): ImplementationAnswer {
  if (last?.code !== code) last = { code, answer: checkImplementationCode(code) }
  return last.answer
}

/**
 * The item's implementation code where nothing about it is in fault (a check digit alone is none): 31 characters of the
 * right shape, ending in the basic code the item states, if that one is well formed. Else undefined.
 */
export function soundTaskCode(item: Item): string | undefined {
  const code = fieldText(item, 'task_code')
  const { parts, answers } = implementationAnswer(code)
  if (!parts || !answers) return undefined
  const organisation = answers.organisation.status === 'valid' || isCheckDigitOnly(answers.organisation)
  if (!organisation || answers.level.status !== 'valid' || !isTwelveDigits(parts.basic)) return undefined
  const basic = fieldText(item, 'catalog_code')
  return basic === '' || checkBasicCode(basic).status !== 'valid' || parts.basic === basic ? code : undefined
}

export function isTwelveDigits(text: string): boolean {
  return /^\d{12}$/.test(text)
}
