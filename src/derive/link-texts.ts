import { matchingName } from '../text/normalise.ts'

/** Shorter names stand at the beginning of too many others. */
const KEY = 4
const MOST_TEXTS = 20_000
const MOST_ALIKE = 50

interface Entry<T> {
  length: number
  better: boolean
  value: T
}

/**
 * Finds the names that texts of links begin with (rows show a department or a note behind the name). Texts are collected
 * first, names are offered one by one; the longest name wins, and among equal ones the one said to be better.
 */
export class LinkTexts<T> {
  readonly #byKey = new Map<string, Map<string, Entry<T> | undefined>>()
  #count = 0

  want(text: string): void {
    const plain = matchingName(text)
    const key = plain.slice(0, KEY)
    if (key.length < KEY || this.#count >= MOST_TEXTS) return
    const alike = this.#byKey.get(key) ?? new Map<string, Entry<T> | undefined>()
    if (alike.has(plain) || alike.size >= MOST_ALIKE) return
    alike.set(plain, undefined)
    this.#byKey.set(key, alike)
    this.#count++
  }

  offer(name: string, value: T, better: boolean): void {
    if (this.#count === 0) return
    const plain = matchingName(name)
    const alike = plain.length < KEY ? undefined : this.#byKey.get(plain.slice(0, KEY))
    for (const [text, known] of alike ?? []) {
      if (!text.startsWith(plain)) continue
      const { length } = plain
      if (!known || length > known.length || (length === known.length && better && !known.better))
        alike?.set(text, { length, better, value })
    }
  }

  /** What was offered under the name a text begins with. */
  find(text: string): T | undefined {
    const plain = matchingName(text)
    return this.#byKey.get(plain.slice(0, KEY))?.get(plain)?.value
  }
}
