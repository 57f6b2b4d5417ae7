import { resolveRegion } from '../../../codes/region.ts'
import { checkUscc, isCheckDigitOnly } from '../../../codes/uscc.ts'

/** What a repository cannot say about an app. Undefined = not answered. */
export interface Answers {
  name?: string
  region?: string
  tier?: string
  audience?: string
  kind?: string
  owner?: string
  uscc?: string
}
export type Question = keyof Answers

export const QUESTIONS: readonly Question[] = ['name', 'region', 'tier', 'audience', 'kind', 'owner', 'uscc']

export const CHOICES: Partial<Record<Question, readonly string[]>> = {
  tier: ['national', 'department', 'province', 'city', 'county', 'township', 'village'],
  audience: ['public', 'staff'],
  kind: ['host', 'guest', 'standalone'],
}

/** What is wrong with an answer: id of the words with data; undefined when it can be taken. `arithmetic` may stand when said twice. */
export function answerFault(
  question: Question,
  text: string,
): { id: 'choice' | 'region' | 'uscc' | 'arithmetic'; data: Record<string, string> } | undefined {
  const choices = CHOICES[question]
  if (choices && !choices.includes(text)) return { id: 'choice', data: { allowed: choices.join(' ') } }
  if (question === 'region') {
    const answer = resolveRegion(text)
    const hint = answer.status === 'invalid' ? (answer.hint ?? '') : ''
    return answer.status === 'invalid' ? { id: 'region', data: { hint } } : undefined
  }
  if (question === 'uscc') {
    const answer = checkUscc(text)
    if (answer.status === 'valid') return undefined
    // Legally issued codes can fail the arithmetic alone.
    if (isCheckDigitOnly(answer)) return { id: 'arithmetic', data: {} }
    return { id: 'uscc', data: { hint: answer.status === 'invalid' ? (answer.hint ?? '') : '' } }
  }
  return undefined
}

/** `330000` is a province's, `330100` a city's, `330106` a county's. The national code is the State's. */
export function tierOfRegion(region: string | undefined): string | undefined {
  if (region === undefined) return undefined
  if (region === '100000') return 'national'
  return region.endsWith('0000') ? 'province' : region.endsWith('00') ? 'city' : 'county'
}

/** Name of a region, for the person who just typed its code. */
export function regionName(region: string): string {
  const answer = resolveRegion(region)
  return answer.name ?? ''
}
