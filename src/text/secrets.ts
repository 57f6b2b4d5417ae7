import type { Span } from './sensitive-runs.ts'

/**
 * Names whose value is a secret, matched at the end of a key (`appSecret`, `db_password`, `用户密码`).
 * The first group guards something by itself; the second names tokens and keys, whose values must also look random.
 */
const STRONG =
  'password|passwd|passphrase|pwd|secret|secret[_-]?key|private[_-]?key|access[_-]?key[_-]?secret|密码|口令|密钥'
const WEAK =
  'token|access[_-]?key|access[_-]?key[_-]?id|api[_-]?key|app[_-]?key|session[_-]?id|credentials?|authorization|令牌'
const STRONG_KEY = new RegExp(`(?:${STRONG})$`, 'i')
const WEAK_KEY = new RegExp(`(?:${WEAK})$`, 'i')
/** Keys of a schema whose value belongs to the name above them. */
const STAND_IN = new Set(['example', 'default', 'const', 'value'])

/** Cheap first looks, apart because one pattern of all is three times slower; true also for much that is harmless. */
const HINTS = [
  /passw|passphrase|pwd|secret|token|private[_-]?key|access[_-]?key|ap[ip][_-]?key|session[_-]?id|credential|authorization|bearer |basic /i,
  /PRIVATE KEY|eyJ|AKI[AD]|ASIA|LTAI|gh[pousr]_/,
  /:\/\/[^\s/@"]{3,302}@/,
  /密码|口令|密钥|令牌/,
]

/** Printable ASCII without quotes, backslash and what ends a bare value. */
const VALUE = '([!#$%*+./0-9:=?@A-Z^_`a-z~-]{1,4096})'
/** In quotes (escaped any number of times) or bare; group 2 or 3. A token's own `secret:` is no key. */
const KEYED = new RegExp(
  `(?<!⟦)(?:(${STRONG})|(?:${WEAK}))(?:\\\\{0,7}["'])?[ \\t]{0,8}[:=：][ \\t]{0,8}(?:\\\\{0,7}["']([!#-&(-[\\]-~]{1,4096})|${VALUE})`,
  'gi',
)
const OPENED = new RegExp(`(?:(${STRONG})|(?:${WEAK}))["']?[ \\t]{0,8}:[ \\t]{0,8}(?:\\{|\\r?\\n)`, 'gi')
const STANDING_IN = new RegExp(
  `["']?\\b(?:example|default|const)["']?[ \\t]{0,8}:[ \\t]{0,8}["']?${VALUE}`,
  'gi',
)
const JWT = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]*/g
const ISSUED =
  /(?<![A-Za-z0-9])(?:(?:AKIA|ASIA)[A-Z0-9]{16}|LTAI[A-Za-z0-9]{12,26}|AKID[A-Za-z0-9]{13,40}|gh[pousr]_[A-Za-z0-9]{36})(?![A-Za-z0-9])/g
const ISSUED_HINT = /AKI[AD]|ASIA|LTAI|gh[pousr]_/
const IN_URL = /:\/\/[^\s/@:"']{1,100}:([^\s/@"'\\]{1,200})@/g
const HEADER = /\b(?:bearer|basic) {1,4}([A-Za-z0-9._~+/=-]{16,4096})/gi
const PEM = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY-----/g
const PEM_LONGEST = 20_000
const UNENDED = /(?:(?:\\[rn]|\s){1,4}[A-Za-z0-9+/=]{16,100}){0,400}/y

/** May the text hold a secret? Linear, no false negatives against `secretSpans`. */
export function mayHoldSecret(text: string): boolean {
  return HINTS.some(hint => hint.test(text))
}

/** The name that decides over a value: the key itself, or the name above for `example`, `default`, list items. */
export function decidingName(key: string | number, above: string): string {
  return typeof key === 'number' || STAND_IN.has(key) ? above : key
}

/** True when a value under this name is to be hidden whole. */
export function isSecretUnder(name: string, value: string): boolean {
  const guarded = guardedBy(name)
  return guarded !== 'nothing' && looksSecret(value, guarded === 'strong')
}

type Guard = 'strong' | 'weak' | 'nothing'
/** Names come again and again in one document. Ours: so many are remembered. */
const guards = new Map<string, Guard>()
const MOST_GUARDS = 10_000

function guardedBy(name: string): Guard {
  if (name.length > 200) return 'nothing'
  let guard = guards.get(name)
  if (guard === undefined) {
    guard = STRONG_KEY.test(name) ? 'strong' : WEAK_KEY.test(name) ? 'weak' : 'nothing'
    if (guards.size < MOST_GUARDS) guards.set(name, guard)
  }
  return guard
}

/** Words of schemas and forms, references and placeholders: not the secret itself. */
const HARMLESS = new Set(
  (
    'string object array boolean integer number required optional password passwd secret token bearer basic apikey default ' +
    'undefined example sample header cookie oauth2 openidconnect username'
  ).split(' '),
)
const REFERENCE =
  /^(?:env:|file:|vault:|urn:|[a-z]{2,10}:\/\/|(?:application|text|image|multipart|audio|video)\/|\$[{.[]|\$[A-Z_][A-Z0-9_]*$|#\/|\.{0,2}\/[\w.{}-]*(?:\/|$)|[{<⟦]|%[A-Z_]+%$)/

function looksSecret(value: string, strong: boolean): boolean {
  if (value.length < (strong ? 6 : 8) || value.length > 4096) return false
  if (!/^[\x21-\x7e]+$/.test(value) || REFERENCE.test(value) || HARMLESS.has(value.toLowerCase()))
    return false
  if (/^([*xX.•_-])\1*$/.test(value)) return false
  return strong || /\d/.test(value) || value.length >= 20
}

/**
 * Secrets in a text: private keys (PEM), JSON web tokens, access keys of clouds, passwords in URLs, values of bearer and
 * basic headers, and values of keys that name one, also through `example` and `default` of a schema. References
 * (`env:NAME`, `${NAME}`, `file:`) are no secrets. Every pattern is bounded or starts only at the start of a run: linear.
 */
export function secretSpans(text: string): Span[] {
  return [...secretsAcrossLines(text), ...secretsInLines(text)]
}

/** Those of `secretSpans` that lie in one line and depend on nothing outside it: of a text, the sum of its lines'. */
export function secretsInLines(text: string): Span[] {
  if (!mayHoldSecret(text)) return []
  const found: Span[] = []
  const add = (start: number, value: string) => found.push(spanOf(start, value))
  // Searched for word by word first: these patterns look behind and cost a whole pass each.
  if (text.includes('eyJ')) for (const match of text.matchAll(JWT)) add(match.index, match[0])
  if (ISSUED_HINT.test(text)) for (const match of text.matchAll(ISSUED)) add(match.index, match[0])
  for (const match of text.matchAll(IN_URL)) {
    const value = match[1] as string
    if (looksSecret(value, true)) add(match.index + match[0].length - value.length - 1, value)
  }
  for (const match of text.matchAll(HEADER)) {
    const value = match[1] as string
    if (looksSecret(value, false) && /\d/.test(value))
      add(match.index + match[0].length - value.length, value)
  }
  for (const { start, value } of keyed(text)) add(start, value)
  return found
}

/** Those of `secretSpans` that span lines or are decided by other lines: private keys, examples below a key. */
export function secretsAcrossLines(text: string): Span[] {
  if (!mayHoldSecret(text)) return []
  const found = pemSpans(text)
  for (const match of text.matchAll(OPENED)) {
    if (isPath(text, match.index)) continue
    const from = match.index + match[0].length
    const window = below(text, match.index, from)
    for (const inner of window.matchAll(STANDING_IN)) {
      const value = inner[1] as string
      if (looksSecret(value, match[1] !== undefined))
        found.push(spanOf(from + inner.index + inner[0].length - value.length, value))
    }
  }
  return found
}

function spanOf(start: number, value: string): Span {
  return { start, end: start + value.length, kind: 'secret', state: 'valid', plain: value }
}

/** Values written after the name of a secret. */
function* keyed(text: string): Generator<{ start: number; value: string }> {
  KEYED.lastIndex = 0
  for (let match = KEYED.exec(text); match; match = KEYED.exec(text)) {
    const value = match[2] ?? (match[3] as string)
    const end = KEYED.lastIndex
    // A quoted text that goes on after a space is a sentence about the secret.
    const sentence = match[2] !== undefined && /\s/.test(text[end] ?? '')
    if (!sentence && looksSecret(value, match[1] !== undefined)) yield { start: end - value.length, value }
    // What was taken for a value may be the next key (`secret: "password: x"`); longer ones are not read twice.
    else if (value.length <= 64) KEYED.lastIndex = end - value.length
  }
}

/** What stands under a key: up to the closing brace in JSON, the more indented lines in YAML; at most 400 characters. */
function below(text: string, key: number, from: number): string {
  const window = text.slice(from, from + 400)
  if (text[from - 1] === '{') return window.slice(0, window.search(/[}]|$/))
  const lineStart = text.lastIndexOf('\n', Math.max(key - 1, 0)) + 1
  // A key far from its line's start is not YAML.
  if (key - lineStart > 200) return ''
  const indent = /^[ -]*/.exec(text.slice(lineStart, key))?.[0].length ?? 0
  const lines: string[] = []
  for (const line of window.split('\n')) {
    if (line.trim() !== '' && line.length - line.trimStart().length <= indent) break
    lines.push(line)
  }
  return lines.join('\n')
}

/** `/oauth/token:` in a contract names a path, not a value. */
function isPath(text: string, at: number): boolean {
  return /\/[\w-]{0,40}$/.test(text.slice(Math.max(0, at - 41), at))
}

function pemSpans(text: string): Span[] {
  const found: Span[] = []
  let begin: RegExpExecArray | undefined
  const close = (end: number, complete: boolean) => {
    if (!begin) return
    const plain = text.slice(begin.index, end).replace(/\\[rn]|\s/g, '')
    found.push({ start: begin.index, end, kind: 'secret', state: complete ? 'valid' : 'invalid', plain })
    begin = undefined
  }
  const closeUnended = () => {
    if (!begin) return
    UNENDED.lastIndex = begin.index + begin[0].length
    close(UNENDED.exec(text) ? UNENDED.lastIndex : begin.index + begin[0].length, false)
  }
  for (const match of text.matchAll(PEM)) {
    if (match[1] === 'BEGIN') {
      closeUnended()
      begin = match
    } else if (begin && match.index - begin.index <= PEM_LONGEST) {
      close(match.index + match[0].length, true)
    } else {
      closeUnended()
    }
  }
  closeUnended()
  return found
}
