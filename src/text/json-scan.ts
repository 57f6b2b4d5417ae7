/** What stops a text from being JSON as asked. Offsets count UTF-16 units from 0. */
export type JsonFault =
  | { kind: 'syntax'; offset: number; expected: string; found: string }
  | { kind: 'depth'; offset: number }
  | { kind: 'duplicate'; offset: number; first: number; key: string }

const VALUE = '{ [ "…" 0-9 true false null'
const QUOTE = 34
const BACKSLASH = 92
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPED = /["\\/bfnrt]/
const HEX = /^[0-9a-fA-F]{4}$/
const LITERALS = ['true', 'false', 'null']

/** Index after the string that opens at `at`; the text's length when it does not close. Does not look inside. */
export function stringEnd(text: string, at: number): number {
  for (let from = at + 1; ; ) {
    const quote = text.indexOf('"', from)
    if (quote < 0) return text.length
    let back = quote - 1
    while (back > at && text.charCodeAt(back) === BACKSLASH) back--
    if ((quote - back) % 2 === 1) return quote + 1
    from = quote + 1
  }
}

export function spaceEnd(text: string, at: number): number {
  let i = at
  for (let c = text.charCodeAt(i); c === 32 || c === 10 || c === 13 || c === 9; c = text.charCodeAt(i)) i++
  return i
}

/** Index after the value that starts at `at` in well-formed JSON. Iterative. */
export function valueEnd(text: string, at: number): number {
  let depth = 0
  let i = at
  while (i < text.length) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) {
      i = stringEnd(text, i)
      if (depth === 0) return i
      continue
    }
    if (c === 123 || c === 91) depth++
    else if (c === 125 || c === 93) {
      if (depth === 0) return i
      if (--depth === 0) return i + 1
    } else if (depth === 0 && (c === 44 || c <= 32)) return i
    i++
  }
  return i
}

/** Where the nesting first exceeds `most` in well-formed JSON; undefined when it never does. */
export function depthFault(text: string, most: number): number | undefined {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) i = stringEnd(text, i) - 1
    else if (c === 123 || c === 91) {
      if (++depth > most) return i
    } else if (c === 125 || c === 93) depth--
  }
  return undefined
}

type Expecting = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'colon' | 'commaOrEnd'

/** Reads JSON strictly (RFC 8259) without building values; iterative, so that no nesting can overflow the stack. */
export function jsonFault(
  text: string,
  options: { mostDepth?: number; duplicates?: boolean } = {},
): JsonFault | undefined {
  const open: { array: boolean; keys: Map<string, number> | undefined }[] = []
  const most = options.mostDepth ?? Number.POSITIVE_INFINITY
  let expecting: Expecting = 'value'
  let i = 0
  const syntax = (offset: number, expected: string): JsonFault => ({
    kind: 'syntax',
    offset,
    expected,
    found: offset >= text.length ? 'EOF' : String.fromCodePoint(text.codePointAt(offset) as number),
  })
  for (;;) {
    i = spaceEnd(text, i)
    const top = open.at(-1)
    if (expecting === 'commaOrEnd' && !top) return i >= text.length ? undefined : syntax(i, 'EOF')
    const c = text[i]
    if (expecting === 'colon') {
      if (c !== ':') return syntax(i, ':')
      expecting = 'value'
      i++
    } else if (expecting === 'commaOrEnd') {
      if (c === ',') expecting = top?.array ? 'value' : 'key'
      else if (c === (top?.array ? ']' : '}')) open.pop()
      else return syntax(i, top?.array ? ', ]' : ', }')
      i++
    } else if (expecting === 'key' || expecting === 'keyOrEnd') {
      if (c === '}' && expecting === 'keyOrEnd') {
        open.pop()
        expecting = 'commaOrEnd'
        i++
        continue
      }
      if (c !== '"') return syntax(i, expecting === 'key' ? '"…"' : '"…" }')
      const end = strictStringEnd(text, i)
      if (end < 0) return syntax(-end, '"')
      if (top?.keys) {
        const key = JSON.parse(text.slice(i, end)) as string
        const first = top.keys.get(key)
        if (first !== undefined) return { kind: 'duplicate', offset: i, first, key }
        top.keys.set(key, i)
      }
      i = end
      expecting = 'colon'
    } else if (c === ']' && expecting === 'valueOrEnd') {
      open.pop()
      expecting = 'commaOrEnd'
      i++
    } else if (c === '{' || c === '[') {
      if (open.length >= most) return { kind: 'depth', offset: i }
      open.push({ array: c === '[', keys: c === '{' && options.duplicates ? new Map() : undefined })
      expecting = c === '[' ? 'valueOrEnd' : 'keyOrEnd'
      i++
    } else {
      const end = scalarEnd(text, i)
      if (end < 0) return syntax(-end, '"')
      if (end === i) return syntax(i, expecting === 'valueOrEnd' ? `${VALUE} ]` : VALUE)
      i = end
      expecting = 'commaOrEnd'
    }
  }
}

/** Index after a string, number or literal; `at` itself when there is none; minus the offset of a fault in a string. */
function scalarEnd(text: string, at: number): number {
  if (text.charCodeAt(at) === QUOTE) return strictStringEnd(text, at)
  for (const literal of LITERALS) if (text.startsWith(literal, at)) return at + literal.length
  NUMBER.lastIndex = at
  return NUMBER.test(text) ? NUMBER.lastIndex : at
}

function strictStringEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === QUOTE) return i + 1
    if (c < 32) return -i
    if (c !== BACKSLASH) continue
    const mark = text[++i] ?? ''
    if (mark === 'u' ? !HEX.test(text.slice(i + 1, i + 5)) : !ESCAPED.test(mark)) return -(i - 1)
    if (mark === 'u') i += 4
  }
  return -text.length
}
