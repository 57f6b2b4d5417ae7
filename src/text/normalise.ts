import { type OddName, oddName, plainCharacter, visible } from './characters.ts'

export interface OddCharacter {
  /** Place of the character, from 1, counted in code points. */
  at: number
  /** The character, or `U+200B` where it cannot be seen. */
  char: string
  name: OddName
}

/** Full-width ASCII (`Ａ１－`) and the ideographic space to their ordinary forms; everything else stays. */
export function halfWidth(text: string): string {
  return text.replace(/[\uFF01-\uFF5E\u3000]/g, character => plainCharacter(character))
}

/**
 * Characters that make an identifier or a name look right and compare wrong: full-width, typographic dashes and quotes,
 * spaces that are not U+0020, invisible and direction marks, control characters, digits in dress (①). At most `limit`.
 * In running Chinese text full-width punctuation and quotes are ordinary; ask for single `names` there.
 */
export function oddCharacters(
  text: string,
  options: { names?: ReadonlySet<OddName>; limit?: number } = {},
): OddCharacter[] {
  const limit = options.limit ?? 20
  const found: OddCharacter[] = []
  let at = 0
  for (const character of text) {
    at++
    const name = oddName(character)
    if (!name || (options.names && !options.names.has(name))) continue
    found.push({ at, char: visible(character), name })
    if (found.length >= limit) break
  }
  return found
}

/** Names that no reader can see: never acceptable inside a name shown to people. */
export const UNSEEN: ReadonlySet<OddName> = new Set(['invisible', 'bidi', 'control'])

/** Near-miss form: two texts with the same form look alike to a person (width, dashes, spaces, case, 0/O, 1/I/l). */
export function looksLike(text: string): string {
  let plain = ''
  for (const character of text) plain += plainCharacter(character)
  return plain
    .replace(/[\s_-]+/g, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL|]/g, '1')
}

/** Brackets of all kinds, quotation marks, middle dots, commas and dashes that names carry in one source and not in another. */
const DECORATION =
  /[\s()（）[\]［］【】〔〕〖〗{}｛｝<>＜＞《》〈〉「」『』“”‘’"'`·•・‧∙⋅．,，、;；:：。_/／\\|｜~～-]/g

/**
 * A Chinese name in the form in which names are matched: NFKC, unseen marks dropped, brackets, spaces, middle dots and
 * punctuation dropped (what stands inside brackets stays), lower case. '' when nothing is left.
 */
export function matchingName(name: string): string {
  let plain = ''
  for (const character of name) plain += plainCharacter(character)
  return plain.normalize('NFKC').replace(DECORATION, '').toLowerCase()
}
