import type { Signatory, Statement } from '../model/attestation.ts'
import type { Finding } from '../model/scorecard.ts'
import { dayNumber, dayOf } from './calendar.ts'

/** Ours: a shorter beginning of a fingerprint may fit another finding. */
const SHORTEST = 16
const EVERY = '*'

interface Confirmation {
  code: string
  finding: string
  persons: Set<string>
  disputed: boolean
}

/**
 * Which findings two people saw with their own eyes. An entry with `finding` (a fingerprint or its first 16 characters or more,
 * a cause, or `*` for every finding of the code) and verdict `failed` counts for the one who looked and for the one who
 * reviewed; names are compared, days must be there and past. One who found otherwise stands against it.
 */
export class Confirmations {
  readonly #known: Confirmation[] = []

  /** @param asOf ISO time of judging */
  constructor(statements: Iterable<Statement>, asOf: string) {
    for (const { code = '', finding = '', verdict, who, date, reviewedBy } of statements) {
      const named = finding.trim().toLowerCase()
      if (named !== EVERY && named.length < SHORTEST) continue
      const one = this.#entry(code.trim(), named)
      if (verdict === 'passed') one.disputed = true
      if (verdict !== 'failed') continue
      for (const name of [nameOf(who, date ?? who?.date, asOf), nameOf(reviewedBy, reviewedBy?.date, asOf)]) {
        if (name !== '') one.persons.add(name)
      }
    }
  }

  /** Two different people confirmed this finding of the code, and nobody denied it. */
  holds(code: string, { fingerprint, cause }: Pick<Finding, 'fingerprint' | 'cause'>): boolean {
    const here = this.#known.filter(
      one =>
        one.code === code &&
        (one.finding === EVERY || one.finding === cause || fingerprint.startsWith(one.finding)),
    )
    return !here.some(({ disputed }) => disputed) && here.some(({ persons }) => persons.size >= 2)
  }

  #entry(code: string, finding: string): Confirmation {
    const known = this.#known.find(one => one.code === code && one.finding === finding)
    if (known) return known
    const fresh: Confirmation = { code, finding, persons: new Set(), disputed: false }
    this.#known.push(fresh)
    return fresh
  }
}

/** Without spaces; empty where somebody gave no name, or no day that is past. */
function nameOf(person: Signatory | undefined, date: string | undefined, asOf: string): string {
  const day = dayNumber(date ?? '')
  return day !== undefined && day <= dayOf(asOf) ? (person?.name ?? '').replace(/\s/g, '') : ''
}
