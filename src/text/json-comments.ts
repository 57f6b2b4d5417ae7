import { createScanner } from 'jsonc-parser'

/** JSON as a tool that is lenient about it would read it. */
export interface PlainJson {
  /** Of the same length: comments and trailing commas are blanks, so that every offset still holds. */
  json: string
  comments: number
  trailingCommas: number
  /** A comment for conditional compilation (`#ifdef` …): what stands between is not in every build. */
  conditional: boolean
  /** Where something of JSON5 stands that no JSON with comments allows: a single quote or a bare key. */
  json5At: number | undefined
}

/** The package's `SyntaxKind`, an ambient const enum that single-file compilation cannot read. */
const TOKEN = {
  closeBrace: 2,
  closeBracket: 4,
  comma: 5,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  trivia: 15,
  unknown: 16,
  end: 17,
} as const

const CONDITION = /#\s*(ifdef|ifndef|endif)\b/
/** What JSON5 and JavaScript allow: a single quote or a name. */
const BARE = /^['\p{L}_$]/u
const BREAKS = /[^\n\r]/g

/** Blanks what JSON with comments allows beyond JSON. One pass over tokens; nothing recurses. */
export function plainJson(text: string): PlainJson {
  const scanner = createScanner(text, false)
  const found: PlainJson = {
    json: '',
    comments: 0,
    trailingCommas: 0,
    conditional: false,
    json5At: undefined,
  }
  const blanks: { from: number; to: number }[] = []
  let comma = -1
  for (let kind: number = scanner.scan(); kind !== TOKEN.end; kind = scanner.scan()) {
    const from = scanner.getTokenOffset()
    const to = Math.min(text.length, from + scanner.getTokenLength())
    if (kind === TOKEN.lineComment || kind === TOKEN.blockComment) {
      found.comments++
      found.conditional ||= CONDITION.test(text.slice(from, to))
      blanks.push({ from, to })
    } else if (kind !== TOKEN.trivia && kind !== TOKEN.lineBreak) {
      const closing = kind === TOKEN.closeBrace || kind === TOKEN.closeBracket
      if (closing && comma >= 0) {
        found.trailingCommas++
        blanks.push({ from: comma, to: comma + 1 })
      }
      comma = kind === TOKEN.comma ? from : -1
      if (kind === TOKEN.unknown && BARE.test(text.slice(from, to))) found.json5At ??= from
    }
  }
  found.json = blanked(
    text,
    blanks.sort((a, b) => a.from - b.from),
  )
  return found
}

function blanked(text: string, blanks: readonly { from: number; to: number }[]): string {
  const parts: string[] = []
  let at = 0
  for (const { from, to } of blanks) {
    parts.push(text.slice(at, from), text.slice(from, to).replace(BREAKS, ' '))
    at = to
  }
  parts.push(text.slice(at))
  return parts.join('')
}
