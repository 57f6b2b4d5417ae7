import { redactTree } from './redact-tree.ts'
import { isSecretUnder, mayHoldSecret, secretSpans } from './secrets.ts'
import {
  hasSensitiveRun,
  type SensitiveKind,
  type SensitiveState,
  type Span,
  sensitiveRuns,
} from './sensitive-runs.ts'

/** Hides personal data and secrets by typed tokens; one per bundle, so that the same value gets the same number. */
export interface Redactor {
  /** The text with tokens in place; the same string when there is nothing to hide. Keeps lines, YAML and JSON well formed. */
  text(text: string): string
  /**
   * A deep copy of JSON-like data with tokens in place, sharing what did not change; the same object when nothing did.
   * Iterative. Strings under `publicFields` stay (official phones, codes of bodies); numbers that are identifiers become tokens.
   */
  value<T>(value: T, hints?: { publicFields?: ReadonlySet<string> }): T
  /** Quick look at one line of NDJSON: false = nothing to hide for certain. */
  line(ndjsonLine: string): boolean
  /** Tokens written so far, by kind. */
  readonly count: Readonly<Record<SensitiveKind, number>>
}

/** Every number, masked or grouped, begins with three of these; most strings of a contract end here. */
const MAY_HOLD_RUN = /[0-9\uFF10-\uFF19]{3}|[*\uFF0A]{3}/

/** Printed in GB 11643 as its example, and the placeholder every manual uses: nobody's, and numbered 0. */
const SPECIMENS: ReadonlySet<string> = new Set(['citizen-id 11010519491231002X', 'mobile 13800138000'])

/** Is this value (in its plain form, as `Span.plain`) a published specimen, nobody's? */
export function isSpecimen(kind: string, plain: string): boolean {
  return SPECIMENS.has(`${kind} ${plain}`)
}

/** More passes over one text than any real one needs. */
const ROUNDS = 5

/** Item fields that are public by nature, kept unless the caller names its own. */
const PUBLIC_FIELDS: ReadonlySet<string> = new Set(['transact_addr', 'link_way', 'supervise_way', 'uscc'])

/**
 * Tokens read `⟦kind:n:length:valid|invalid|masked⟧`: n counts the different values of a kind by first appearance (0: a
 * published specimen), length is the characters replaced. The values are held in memory only, in a closure. E-mail addresses stay: offices publish theirs.
 * Kinds: `citizen-id` (GB 11643 with a real birth date; `invalid` = check digit fails), `mobile`, `bank-card` (Luhn, issuer
 * ranges in use in China), `secret` (see `secretSpans`). Values already starred out keep `masked`.
 */
export function createRedactor(): Redactor {
  const numbers = new Map<string, number>()
  const next: Record<SensitiveKind, number> = { 'citizen-id': 0, mobile: 0, 'bank-card': 0, secret: 0 }
  const count: Record<SensitiveKind, number> = { 'citizen-id': 0, mobile: 0, 'bank-card': 0, secret: 0 }

  const token = (kind: SensitiveKind, state: SensitiveState, plain: string, length: number): string => {
    const key = `${kind} ${plain}`
    let number = SPECIMENS.has(key) ? 0 : numbers.get(key)
    if (number === undefined) {
      number = ++next[kind]
      numbers.set(key, number)
    }
    count[kind]++
    return `⟦${kind}:${number}:${length}:${state}⟧`
  }

  const pass = (source: string): string => {
    const spans = ordered([...secretSpans(source), ...sensitiveRuns(source)])
    if (spans.length === 0) return source
    const json = /^\s*[[{]/.test(source)
    let out = ''
    let at = 0
    let seen = 0
    let inString = false
    for (const span of spans) {
      if (json) inString = stringState(source, seen, span.start, inString)
      seen = span.end
      const bare = json && !inString
      const hidden = source.slice(span.start, span.end)
      // A negative number in JSON is an amount; a token in its place would not parse.
      if (bare && source[span.start - 1] === '-') continue
      out += source.slice(at, span.start)
      const written = token(span.kind, span.state, span.plain, lengthOf(span, hidden))
      out += bare ? `"${written}"` : inLines(written, hidden)
      at = span.end
    }
    return out + source.slice(at)
  }

  // A secret inside what was read as another's value shows only after the inner one is gone; glued keys need a few rounds.
  const text = (source: string): string => {
    if (!(MAY_HOLD_RUN.test(source) || mayHoldSecret(source))) return source
    let before = source
    for (let round = 0; round < ROUNDS; round++) {
      const after = pass(before)
      if (after === before) break
      before = after
    }
    return before
  }

  const scalar = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      return isSecretUnder(name, value) ? token('secret', 'valid', value, [...value].length) : text(value)
    }
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1e10) return value
    const digits = String(value)
    const [span] = sensitiveRuns(digits, true)
    return span ? token(span.kind, span.state, span.plain, digits.length) : value
  }

  return {
    text,
    value: (value, hints) => redactTree(value, scalar, text, hints?.publicFields ?? PUBLIC_FIELDS),
    line: line => hasSensitiveRun(line) || mayHoldSecret(line),
    count,
  }
}

/** By place; where two overlap the first takes over what the second hides beyond it. */
function ordered(spans: Span[]): Span[] {
  spans.sort((a, b) => a.start - b.start || b.end - a.end)
  const kept: Span[] = []
  for (const span of spans) {
    const last = kept.at(-1)
    if (!last || span.start >= last.end) kept.push({ ...span })
    else if (span.end > last.end) {
      last.end = span.end
      last.plain += span.plain
    }
  }
  return kept
}

/** Inside a JSON string at `to`, given the state at `from`? */
function stringState(text: string, from: number, to: number, inside: boolean): boolean {
  let state = inside
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34) state = !state
  }
  return state
}

/** Keys count without line breaks, so that the same key has one length in a file and in an escaped string. */
function lengthOf(span: Span, hidden: string): number {
  return span.plain.startsWith('-----BEGIN') ? span.plain.length : [...hidden].length
}

/** A token on the first line; the lines it covered stay, indented and empty. */
function inLines(token: string, hidden: string): string {
  if (!hidden.includes('\n')) return token
  const [, ...rest] = hidden.split('\n')
  return [token, ...rest.map(line => /^[ \t]*/.exec(line)?.[0] ?? '')].join('\n')
}
