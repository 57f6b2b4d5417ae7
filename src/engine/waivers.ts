import type { Waiver } from '../model/manifest.ts'
import type { Finding, WaiverState } from '../model/scorecard.ts'

/** Characters of a cause id a waiver must name at least. */
const SHORTEST_CAUSE = 8

/** The accepted failures of one manifest, matched against findings as they come. */
export class Waivers {
  readonly states: WaiverState[]
  readonly #matchers: ((code: string, finding: Finding) => boolean)[]

  /** @param asOf ISO time; a waiver holds through its expiry day. */
  constructor(waivers: readonly Waiver[], asOf: string) {
    const day = asOf.slice(0, 10)
    this.states = waivers.map(waiver => stateOf(waiver, day))
    this.#matchers = waivers.map(matcherOf)
  }

  /** Index of the active waiver that accepts this failure, or undefined. Counts it. */
  accept(code: string, finding: Finding): number | undefined {
    for (const [index, state] of this.states.entries()) {
      if (!this.#matchers[index]?.(code, finding)) continue
      state.findings++
      if (state.state === 'active') return index
    }
    return undefined
  }

  /** A waiver that matched nothing although its code was judged accepts nothing any more. */
  close(wasJudged: (code: string) => boolean): WaiverState[] {
    for (const state of this.states) {
      if (state.state === 'active' && state.findings === 0 && wasJudged(state.code)) state.state = 'stale'
    }
    return this.states
  }
}

function stateOf(waiver: Waiver, day: string): WaiverState {
  const { code = '', reason = '', approver = '', expires = '' } = waiver
  const complete = code && reason && approver && /^\d{4}-\d\d-\d\d$/.test(expires)
  return {
    code,
    ...(waiver.place === undefined ? {} : { place: waiver.place }),
    ...(waiver.cause === undefined ? {} : { cause: waiver.cause }),
    reason,
    approver,
    expires,
    state: !complete ? 'incomplete' : expires < day ? 'expired' : 'active',
    findings: 0,
  }
}

function matcherOf(waiver: Waiver): (code: string, finding: Finding) => boolean {
  const place = waiver.place === undefined ? undefined : wildcard(waiver.place)
  const cause = waiver.cause
  return (code, finding) =>
    code === waiver.code &&
    (cause === undefined || (cause.length >= SHORTEST_CAUSE && finding.cause.startsWith(cause))) &&
    (place === undefined ||
      place(finding.locus.unit) ||
      place(finding.locus.pointer ?? '') ||
      place(finding.fingerprint))
}

/** `*` stands for any run of characters; matched without backtracking. */
function wildcard(pattern: string): (text: string) => boolean {
  const pieces = pattern.split('*')
  const head = pieces[0] as string
  if (pieces.length === 1) return text => text === pattern
  const tail = pieces.at(-1) as string
  const middle = pieces.slice(1, -1)
  return text => {
    if (text.length < head.length + tail.length || !text.startsWith(head) || !text.endsWith(tail))
      return false
    let from = head.length
    for (const piece of middle) {
      const at = text.indexOf(piece, from)
      if (at < 0) return false
      from = at + piece.length
    }
    return from <= text.length - tail.length
  }
}
