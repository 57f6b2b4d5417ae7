import { type Redacted, redactTree } from './redact-tree.ts'
import { isSecretUnder, mayHoldSecret, secretsAcrossLines, secretsInLines } from './secrets.ts'
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
  /** `value`, and whether JSON gives back what came out. */
  tree<T>(value: T): Redacted<T>
  /** Quick look at one line of NDJSON: false = nothing to hide for certain. */
  line(ndjsonLine: string): boolean
  /** Tokens written so far, by kind. */
  readonly count: Readonly<Record<SensitiveKind, number>>
}

/** Every number, masked or grouped, begins with three of these; most strings of a contract end here. */
const MAY_HOLD_RUN = /[0-9\uFF10-\uFF19]{3}|[*\uFF0A]{3}/

/** Printed in GB 11643 as its example, and the placeholder every manual uses: nobody's, and numbered 0. */
const SPECIMENS: ReadonlySet<string> = new Set(['citizen-id 11010519491231002X', 'mobile 13800138000'])

/** Ours: how many short texts without anything to hide are remembered, and how short. */
const MOST_REMEMBERED = 20_000
const LONGEST_REMEMBERED = 64

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

  /** Hides the spans in `source`; `lines` = where in the new text lines stand that held any, also those left alone. */
  const hide = (
    source: string,
    spans: readonly Span[],
  ): { text: string; lines: Range[]; hidden: boolean } => {
    const json = /^\s*[[{]/.test(source)
    let out = ''
    let at = 0
    let seen = 0
    let inString = false
    let hidden = false
    const places: Range[] = []
    for (const span of spans) {
      if (json) inString = stringState(source, seen, span.start, inString)
      seen = span.end
      const bare = json && !inString
      const plain = source.slice(span.start, span.end)
      out += source.slice(at, span.start)
      const start = out.length
      // A negative number in JSON is an amount; a token in its place would not parse.
      if (bare && source[span.start - 1] === '-') out += plain
      else {
        const written = token(span.kind, span.state, span.plain, lengthOf(span, plain))
        out += bare ? `"${written}"` : inLines(written, plain)
        hidden = true
      }
      places.push({ start, end: out.length })
      at = span.end
    }
    const text = out + source.slice(at)
    return { text, lines: wholeLines(text, places), hidden }
  }

  // A secret inside what was read as another's value shows only after the inner one is gone; glued keys need a few rounds.
  // A line that held nothing and did not change holds nothing in the next round either.
  const text = (source: string): string => {
    if (!(MAY_HOLD_RUN.test(source) || mayHoldSecret(source))) return source
    let before = source
    let lines: readonly Range[] = [{ start: 0, end: source.length }]
    for (let round = 0; round < ROUNDS; round++) {
      const spans = secretsAcrossLines(before)
      for (const line of lines) for (const span of spansInLines(before, line)) spans.push(span)
      if (spans.length === 0) break
      const after = hide(before, ordered(spans))
      if (!after.hidden) break
      before = after.text
      lines = after.lines
    }
    return before
  }

  // Keys and words of contracts come again and again: the short ones that hold nothing are remembered.
  const clean = new Set<string>()
  const short = (source: string): string => {
    if (source.length > LONGEST_REMEMBERED) return text(source)
    if (clean.has(source)) return source
    const shown = text(source)
    if (shown === source && clean.size < MOST_REMEMBERED) clean.add(source)
    return shown
  }

  const scalar = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') {
      return isSecretUnder(name, value) ? token('secret', 'valid', value, [...value].length) : short(value)
    }
    if (!isLarge(value)) return value
    const digits = String(value)
    const [span] = sensitiveRuns(digits, true)
    return span ? token(span.kind, span.state, span.plain, digits.length) : value
  }

  return {
    text,
    value: (value, hints) => redactTree(value, scalar, short, hints?.publicFields ?? PUBLIC_FIELDS).value,
    tree: value => redactTree(value, scalar, short, PUBLIC_FIELDS),
    line: line => hasSensitiveRun(line) || mayHoldSecret(line),
    count,
  }
}

interface Range {
  start: number
  end: number
}

/** What can be told from one or more whole lines alone. */
function spansInLines(text: string, { start, end }: Range): Span[] {
  const whole = start === 0 && end === text.length
  const lines = whole ? text : text.slice(start, end)
  const spans = [...secretsInLines(lines), ...sensitiveRuns(lines)]
  if (start > 0) {
    for (const span of spans) {
      span.start += start
      span.end += start
    }
  }
  return spans
}

/** The lines in which the places stand, with their line feeds; neighbours and the same line twice as one. */
function wholeLines(text: string, places: readonly Range[]): Range[] {
  const lines: Range[] = []
  for (const place of places) {
    const last = lines.at(-1)
    if (last && place.end < last.end) continue
    const feed = text.indexOf('\n', place.end)
    const end = feed < 0 ? text.length : feed + 1
    const start = place.start === 0 ? 0 : text.lastIndexOf('\n', place.start - 1) + 1
    if (last && start <= last.end) last.end = end
    else lines.push({ start, end })
  }
  return lines
}

function isLarge(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1e10
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
