import { distance } from 'fastest-levenshtein'

/** Longer words are not compared: the distance costs their product. */
const LONGEST = 64

/**
 * The candidate a mistyped word most likely means: fewest edits after ignoring case and `-_ `, at most one
 * below 5 characters, two below 8, else three (ours). Undefined when none is near; the earlier candidate wins a tie.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const wanted = plain(word)
  if (wanted === '' || wanted.length > LONGEST) return undefined
  const most = wanted.length >= 8 ? 3 : wanted.length >= 5 ? 2 : 1
  let best: string | undefined
  let fewest = most + 1
  for (const candidate of candidates) {
    const other = plain(candidate)
    if (other.length > LONGEST || Math.abs(other.length - wanted.length) >= fewest) continue
    const edits = distance(wanted, other)
    if (edits < fewest) {
      fewest = edits
      best = candidate
    }
  }
  return best
}

function plain(word: string): string {
  return word
    .slice(0, 200)
    .toLowerCase()
    .replace(/[-_\s]+/g, '')
}
