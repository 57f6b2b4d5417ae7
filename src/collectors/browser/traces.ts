import type { TraceFact } from '../../model/page-privacy.ts'
import { isSpecimen } from '../../text/redact.ts'
import { sensitiveRuns } from '../../text/sensitive-runs.ts'

const MOST_TRACES = 100
const MOST_PARAMETERS = 50
const MOST_CHARACTERS = 20_000
const WEB_TOKEN = /^eyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*$/
const OPAQUE = /^(?=[^\d]*\d)(?=[^A-Za-z]*[A-Za-z])[\w.~+/=-]{16,4096}$/

/** Where personal data and things like tickets were met: places, hosts and names, never a value. Each is noted once. */
export class Traces {
  readonly #facts = new Map<string, TraceFact>()

  /** An address: its parameters (of the query and of the route behind `#`), and its path. */
  address(place: TraceFact['place'], url: URL | null, host: string): void {
    if (!url || !/^https?:$/.test(url.protocol)) return
    const route = url.hash.slice(1, MOST_CHARACTERS)
    const [path = '', query = ''] = splitOnce(route, '?')
    for (const [name, value] of [
      ...parameters(url.search.slice(1, MOST_CHARACTERS)),
      ...(query || !route.includes('=') ? parameters(query) : parameters(route)),
    ])
      this.value(place, host, name, value, true)
    this.value(place, host, '(path)', decoded(`${url.pathname} ${path}`), false)
  }

  /** A text that may hold such data somewhere within. With `whole` it may itself be a ticket. */
  value(place: TraceFact['place'], host: string, name: string, text: string, whole: boolean): void {
    const value = text.slice(0, MOST_CHARACTERS)
    for (const { kind, state, plain } of sensitiveRuns(value)) {
      if (state === 'valid' && kind !== 'secret')
        this.#add({ place, host, name: nameless(name), kind, specimen: isSpecimen(kind, plain) })
    }
    const kind = WEB_TOKEN.test(value) ? 'web-token' : whole && OPAQUE.test(value) ? 'opaque' : undefined
    if (kind) this.#add({ place, host, name: nameless(name), kind, specimen: false })
  }

  /** In a fixed order, whatever the network did first. */
  facts(): TraceFact[] {
    return [...this.#facts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fact]) => fact)
  }

  #add(fact: TraceFact): void {
    const key = [fact.place, fact.host, fact.name, fact.kind, fact.specimen].join(' ')
    if (this.#facts.size < MOST_TRACES && !this.#facts.has(key)) this.#facts.set(key, fact)
  }
}

/** Names may hold data too (`user_138…`): that part is cut out. */
export function nameless(name: string): string {
  let out = name
  for (const { start, end } of sensitiveRuns(name).reverse()) out = `${out.slice(0, start)}*${out.slice(end)}`
  return out.slice(0, 60)
}

function parameters(query: string): [string, string][] {
  return [...new URLSearchParams(query)].slice(0, MOST_PARAMETERS)
}

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
