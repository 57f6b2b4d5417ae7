import type { Rule } from '../model/rule.ts'
import type { Audience, Mark } from '../model/vocabulary.ts'

/** A criterion that stands in a text we read; only such a failure makes an app non-conformant by itself. */
export function isConfirmedText(rule: Pick<Rule, 'basis' | 'confidence'>): boolean {
  return rule.basis === 'text' && (rule.confidence === 'seen' || rule.confidence === 'verified')
}

/** The marks printed beside a finding. */
export function marksOf(
  rule: Pick<Rule, 'basis' | 'confidence' | 'byReference' | 'local'>,
  audience: Audience | null,
): Mark[] {
  const marks: Mark[] = [
    rule.basis === 'interpretation' ? 'interpretation' : isConfirmedText(rule) ? 'text' : 'unread',
  ]
  if (audience !== null && rule.byReference?.includes(audience)) marks.push('reference')
  if (rule.local) marks.push('local')
  return marks
}
