import { colloquialNames, namedItems, searchIsHosts } from '../../derive/named-items.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Visit } from './visits.ts'

/** Ours: with the official name four queries an item, which is what one look can type. */
const MOST_ITEMS = 3
const MOST_NAMES = 3

/**
 * The search, asked for the first items the manifest names by what people call them and by their official names; no visit
 * where the host provides the search or the catalogue knows none of them.
 *
 * @param standard the visits in standard mode
 * @param names official names, by implementation code
 */
export function itemSearches(
  manifest: Manifest,
  standard: readonly Visit[],
  names: ReadonlyMap<string, string>,
): Visit[] {
  if (searchIsHosts(manifest)) return []
  const of = (role: string) => standard.find(visit => visit.role === role)
  const page = of('search') ?? of('home')
  const items = namedItems(manifest).flatMap(item => {
    const official = names.get(item.code)
    if (official === undefined) return []
    return [{ official, called: colloquialNames(item, [official]).slice(0, MOST_NAMES) }]
  })
  const first = items.slice(0, MOST_ITEMS)
  if (!page || first.length === 0) return []
  // One item after the other in turn, so that an answer left over from the query before is another item's; official names
  // last, so that a row that says one is not taken for a memory of having typed it.
  const rounds = Array.from({ length: MOST_NAMES }, (_, round) =>
    first.flatMap(({ called }) => called.slice(round, round + 1)),
  )
  const ask = [...new Set([...rounds.flat(), ...first.map(({ official }) => official)])]
  const { shares: _, ...alone } = page
  return [{ ...alone, named: 'search for items', journey: 'search', ask }]
}
