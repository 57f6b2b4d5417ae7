/** A language told from others by its letters, or by words that every text in it is full of. */
export interface LanguageSigns {
  /** Primary subtag: `zh`, `en`. */
  tag: string
  /** Unicode script that is written for this language and, among those listed, no other. */
  script?: string
  /** Frequent short words, lower case. */
  words?: string[]
}

/** Letters of one script must make up this share of all letters. */
const MOST_OF = 0.6
/** A text of fewer letters, or fewer telling words, tells nothing. */
const LEAST_LETTERS = 12
const LEAST_WORDS = 3
/** Telling words make up this share of a text in their language; placeholder Latin holds a few French ones. */
const TELLING = 0.2

/** Primary subtag of the language a text is mostly written in; undefined where that cannot be told. */
export function languageOf(text: string, languages: readonly LanguageSigns[]): string | undefined {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  if (letters < LEAST_LETTERS) return undefined
  for (const { tag, script } of languages) {
    if (script === undefined) continue
    const own = text.match(new RegExp(`\\p{Script=${script}}`, 'gu'))?.length ?? 0
    if (own / letters >= MOST_OF) return tag
  }
  const said = text.toLowerCase().match(/\p{L}+/gu) ?? []
  const counts = languages
    .filter(({ words }) => words !== undefined)
    .map(({ tag, words = [] }) => ({ tag, count: said.filter(word => words.includes(word)).length }))
    .sort((a, b) => b.count - a.count)
  const [first, second] = counts
  if (!first || first.count < Math.max(LEAST_WORDS, said.length * TELLING)) return undefined
  if (first.count < 2 * (second?.count ?? 0)) return undefined
  return first.tag
}
