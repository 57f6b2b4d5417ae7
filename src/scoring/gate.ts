import type { CodeOutcome, Gate, GateReason, Verdict, WaiverState } from '../model/scorecard.ts'
import type { Holder } from '../model/vocabulary.ts'
import { isOpen } from './verdict.ts'

export interface GateOptions {
  failOn: 'mandatory' | 'any' | 'none'
  /** Gate only on what these can mend; empty = everybody. */
  owners: readonly Holder[]
  minScore?: number
}

export interface GateInput {
  codes: readonly CodeOutcome[]
  /** Codes with at least one failure that is neither waived nor in the baseline. */
  fresh: ReadonlySet<string>
  verdict: Verdict
  score: number | null
  waivers: readonly WaiverState[]
  unreadable: number
  crashes: number
}

/** What CI acts on. Precedence 70 > 2 > 1 > 3 > 0; `--fail-on none` lets any verdict through, never 70 or 2. */
export function gateOf(input: GateInput, options: GateOptions): Gate {
  const because: Gate['because'] = []
  const say = (id: GateReason, count: number, data: Record<string, string | number> = {}) => {
    if (count > 0) because.push({ id, data: { count, ...data } })
    return count > 0
  }
  const mine = input.codes.filter(
    code => options.owners.length === 0 || options.owners.includes(code.fixOwner),
  )
  const fresh = mine.filter(code => code.outcome === 'failed' && input.fresh.has(code.code))
  const must = fresh.filter(code => code.level === 'mandatory')

  const crashed = say('crashed', input.crashes)
  const unreadable = say('unreadable', input.unreadable)
  let worse = false
  let open = false
  if (options.failOn !== 'none') {
    worse = say('nonConformant', must.filter(code => !code.advisory).length) || worse
    worse = say('mustFix', must.filter(code => code.advisory).length) || worse
    if (options.failOn === 'any') worse = say('shouldFix', fresh.length - must.length) || worse
    worse = say('waiverExpired', input.waivers.filter(waiver => waiver.state === 'expired').length) || worse
    worse = say('waiverStale', input.waivers.filter(waiver => waiver.state === 'stale').length) || worse
    if (options.minScore !== undefined) {
      if (input.score === null) worse = say('noScore', 1, { least: options.minScore })
      else if (input.score < options.minScore) {
        worse = say('minScore', 1, { score: input.score, least: options.minScore })
      }
    }
    const undecided = mine.filter(code => code.level === 'mandatory' && isOpen(code)).length
    open = say(
      'undetermined',
      undecided || (input.verdict === 'undetermined' && options.owners.length === 0 ? 1 : 0),
    )
  }
  const exit = crashed ? 70 : unreadable ? 2 : worse ? 1 : open ? 3 : 0
  return {
    passed: exit === 0,
    exit,
    ...(options.owners.length > 0 ? { owners: [...options.owners] } : {}),
    because,
  }
}
