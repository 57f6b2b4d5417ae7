import type { Words } from './words.ts'

/** Said of a code by a named person, as written in the attestations file; every field is optional, presence is judged. */
export interface Statement {
  code?: string
  /**
   * Then it is about one finding and no statement on the duty: a fingerprint or its first 16 characters, a cause, or `*` for
   * every finding of the code. `failed` confirms it, `passed` denies it; two different people make a 重点核查项 of it.
   */
  finding?: string
  /** `passed` | `failed` | `cantTell` | `inapplicable`. */
  verdict?: string
  /** Why, where the verdict is `inapplicable`. */
  reason?: string
  who?: Signatory & { role?: string }
  date?: string
  /** Last day; the rule's own validity counts too, whichever ends earlier. */
  validUntil?: string
  /** Numbers of the procedure's steps that were done, from 1. */
  steps?: number[]
  /** What was looked at, in free words. */
  seen?: string
  evidence?: EvidenceFile[]
  facts?: Record<string, FactValue>
  signedBy?: Signatory
  /** A second person, where there was one. */
  reviewedBy?: Signatory
}

export interface Signatory {
  name?: string
  unit?: string
  date?: string
}

export type FactValue = string | number | boolean | string[]

export interface EvidenceFile {
  /** Which of the evidence asked for this is. */
  is?: string
  /** Relative to the manifest's folder; never copied. */
  file?: string
  /** Of the file's bytes. */
  sha256?: string
  /** Put there by the collector: does the file stand there with these bytes? */
  state?: 'same' | 'changed' | 'unread'
}

/** What a rule asks of a person: how to look, what to keep, which facts to state. Months of validity are the kit's own. */
export interface AttestationForm {
  /** Numbered steps. */
  procedure: Words[]
  evidence: { id: string; title: Words; optional?: true }[]
  facts: FactAsked[]
  validMonths: number
  /** An app may lie outside the duty: `inapplicable` with a reason is taken. Else it is a doubt. */
  exempt?: true
}

export interface FactAsked {
  id: string
  title: Words
  type: 'text' | 'date' | 'integer' | 'number' | 'flag' | 'list' | 'choice'
  /** `choice` only. */
  choices?: string[]
  /** Numbers outside these are no readable answer. */
  min?: number
  max?: number
}

/**
 * What the engine itself says of a statement, for every attested rule alike; words under `builtin.<id>`. All but
 * `statementFailed` are doubts: a flawed statement proves nothing, which is not yet a fault of the app.
 */
export const STATEMENT_MESSAGES = {
  statementLacks: ['field'],
  statementUnclear: ['field', 'value'],
  statementExpired: ['until'],
  statementFuture: ['field', 'date'],
  statementTwice: ['count'],
  statementEvidenceUnread: ['file'],
  statementEvidenceChanged: ['file'],
  statementEvidenceAsked: ['evidence'],
  statementSteps: ['steps'],
  statementSamePerson: ['name'],
  statementUndecided: ['by'],
  statementExempt: ['by'],
  statementFailed: ['by', 'date'],
} as const
export type StatementMessage = keyof typeof STATEMENT_MESSAGES
