/** Ours: a value stands right behind its label. */
const WINDOW = 32
const MOST_PLACES = 40

/**
 * What stands behind each place of a label in running text: at most 32 characters, colons and spaces before it dropped.
 * A label inside a longer one of the list counts with the longer one only (收费 in 收费依据). Linear in the text for each label.
 */
export function textsBehind(labels: readonly string[], text: string): string[] {
  const taken = new Set<number>()
  const found: { at: number; value: string }[] = []
  for (const label of [...new Set(labels)].sort((a, b) => b.length - a.length)) {
    let places = 0
    for (let at = text.indexOf(label); at >= 0 && places < MOST_PLACES; at = text.indexOf(label, at + 1)) {
      places++
      if (taken.has(at)) continue
      for (let inside = at; inside < at + label.length; inside++) taken.add(inside)
      const from = at + label.length
      found.push({ at, value: text.slice(from, from + WINDOW).replace(/^[\s:：]+/, '') })
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ value }) => value)
}
