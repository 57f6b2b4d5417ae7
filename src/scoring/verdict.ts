import type { CodeOutcome, Verdict } from '../model/scorecard.ts'

/** The contract's verdict over the codes in scope: confirmed failures, else what is still open, else conformant. */
export function verdictOf(codes: readonly CodeOutcome[]): Verdict {
  const mandatory = codes.filter(code => code.level === 'mandatory')
  if (mandatory.some(code => code.outcome === 'failed' && !code.advisory && !code.waived))
    return 'nonConformant'
  // With nothing judged there is nothing to call conformant.
  const nothingJudged = !codes.some(code => code.outcome === 'passed' || code.outcome === 'failed')
  if (nothingJudged || mandatory.some(isOpen)) return 'undetermined'
  return 'conformant'
}

export function isOpen(code: Pick<CodeOutcome, 'outcome'>): boolean {
  return code.outcome === 'cantTell' || code.outcome === 'untested'
}
