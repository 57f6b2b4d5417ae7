import type { Manifest } from '../model/manifest.ts'
import { isObject } from '../text/json-tree.ts'
import { matchingName } from '../text/normalise.ts'

/** An item the manifest names under `pages.items`. */
export interface NamedItem {
  /** Implementation code. */
  code: string
  /** Address of its page; undefined where it cannot be made out. */
  address: string | undefined
  /** What people call it, in their words; each name once, as written. */
  called: readonly string[]
}

/** The items of `pages.items` that have an implementation code, in order; the first entry of a code counts. */
export function namedItems(manifest: Manifest | undefined): NamedItem[] {
  const entries: unknown = manifest?.pages?.items
  const items = new Map<string, NamedItem>()
  for (const entry of Array.isArray(entries) ? entries : []) {
    const code = isObject(entry) && typeof entry.taskCode === 'string' ? entry.taskCode.trim() : ''
    if (code === '' || items.has(code)) continue
    const { url, alsoCalled } = entry as Record<string, unknown>
    const address =
      typeof url === 'string' && url !== 'host' ? URL.parse(url, entryOf(manifest))?.href : undefined
    items.set(code, { code, address, called: distinct(alsoCalled) })
  }
  return [...items.values()]
}

/** Names of an item that are not its official one, brackets and spaces aside. */
export function colloquialNames({ called }: NamedItem, official: readonly string[]): string[] {
  const known = new Set(official.map(matchingName))
  return called.filter(name => !known.has(matchingName(name)))
}

/** Is the search one of the host's pages? */
export function searchIsHosts(manifest: Manifest | undefined): boolean {
  const provided = manifest?.app?.kind === 'guest' && manifest.host?.provides?.includes('search')
  return manifest?.pages?.search === 'host' || provided === true
}

/** Where pages are looked at: the first channel with a web address. */
function entryOf(manifest: Manifest | undefined): string | undefined {
  return (manifest?.channels ?? [])
    .map(({ entry }) => (typeof entry === 'string' ? entry : ''))
    .find(entry => /^https?:$/.test(URL.parse(entry)?.protocol ?? ''))
}

function distinct(names: unknown): string[] {
  const kept = new Map<string, string>()
  for (const name of Array.isArray(names) ? names : []) {
    const form = typeof name === 'string' ? matchingName(name) : ''
    if (form !== '' && !kept.has(form)) kept.set(form, String(name).trim())
  }
  return [...kept.values()]
}
