export type OddName =
  | 'full-width'
  | 'dash'
  | 'space'
  | 'invisible'
  | 'bidi'
  | 'control'
  | 'quote'
  | 'compatibility'

/** Hyphens, dashes and minus signs that are not U+002D. */
const DASHES = '\u00AD\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2E3A\u2E3B\u30FC\uFE58\uFE63\uFF0D'
/** Marks that turn the order of what is read. */
const BIDI = '\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069'
const INVISIBLE =
  '\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B\u200C\u200D\u2060\u2061\u2062\u2063\u2064\u3164\uFEFF\uFFA0'
const SPACES =
  '\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u202F\u205F\u3000'
const QUOTES = '\u2018\u2019\u201A\u201B\u201C\u201D\u201E\u201F'

const ODD = new Map<string, OddName>()
for (const character of DASHES) ODD.set(character, 'dash')
for (const character of BIDI) ODD.set(character, 'bidi')
for (const character of INVISIBLE) ODD.set(character, 'invisible')
for (const character of SPACES) ODD.set(character, 'space')
for (const character of QUOTES) ODD.set(character, 'quote')

/** What is odd about one character inside a code or an identifier; undefined for ordinary ones (ASCII, CJK, letters). */
export function oddName(character: string): OddName | undefined {
  const code = character.charCodeAt(0)
  if (code >= 0x20 && code < 0x7f) return undefined
  const known = ODD.get(character)
  if (known) return known
  if (code < 0x20 || (code >= 0x7f && code <= 0x9f)) return 'control'
  if (code >= 0xff01 && code <= 0xff5e) return 'full-width'
  // Digits and letters in circles, superscript or mathematical dress.
  if (/^[0-9A-Za-z-]$/.test(character.normalize('NFKC'))) return 'compatibility'
  return undefined
}

/** The ordinary character meant by an odd one: half-width, `-`, a space, or nothing for what cannot be seen. */
export function plainCharacter(character: string): string {
  const name = oddName(character)
  if (name === undefined) return character
  if (name === 'full-width') return String.fromCharCode(character.charCodeAt(0) - 0xfee0)
  if (name === 'dash') return character === '\u00AD' ? '' : '-'
  if (name === 'space') return ' '
  if (name === 'quote') return '\u2018\u2019\u201A\u201B'.includes(character) ? "'" : '"'
  if (name === 'compatibility') return character.normalize('NFKC')
  return ''
}

/** A character for messages: itself, or `U+200B` where it cannot be seen. */
export function visible(character: string): string {
  const odd = oddName(character)
  const unseen =
    odd === 'invisible' || odd === 'bidi' || odd === 'control' || odd === 'space' || odd === 'dash'
  const code = character.codePointAt(0) ?? 0
  return unseen || character === ' ' ? `U+${code.toString(16).toUpperCase().padStart(4, '0')}` : character
}
