import type { PageSearch, SearchAnswer } from '../model/page-search.ts'
import { matchingName } from '../text/normalise.ts'
import { plainAddress } from './page-graph.ts'
import { shortHash } from './short-hash.ts'

/** Texts of answers are cut there; a name that goes on is compared as far as it is known. */
const CUT = 80
/** Queries of a run that are counted; a run asks some sixteen. */
const MOST_QUERIES = 60
/** Behind a name these end it; a bracket or a dash goes on to another one: 社会保障卡申领（补领）, 社会保障卡申领-首次申领. */
const ENDS = /[\s|｜,，.。;；:：、)）\]】》〉」』”’"·•…]/

/** What one query was answered. */
export interface Answered {
  query: string
  /** What came up for it, in the order of the page. */
  results: SearchAnswer[]
  /** What may be no answer to it: it stands there whatever is asked, or repeats what was typed. */
  aside: SearchAnswer[]
}

/**
 * What the searches of a run show whatever is asked: tabs, filters, entries beside the results. That something was there
 * before the first query does not tell: a search page may list all services until it is asked.
 */
export class StandingAnswers {
  readonly #times = new Map<number, number>()
  #queries = 0

  add({ asked }: PageSearch): void {
    for (const { answers } of asked.slice(0, MOST_QUERIES - this.#queries)) {
      this.#queries++
      for (const key of new Set(answers.map(keyOf))) this.#times.set(key, (this.#times.get(key) ?? 0) + 1)
    }
  }

  /** With one query in the whole run nothing can be compared: then what was there before it. */
  has(answer: SearchAnswer): boolean {
    return this.#queries > 1 ? this.#times.get(keyOf(answer)) === this.#queries : !answer.fresh
  }
}

/** Counts and what was typed differ from one query to the next: of an address the page counts. */
function keyOf({ text, href }: SearchAnswer): number {
  return shortHash(`${text.replace(/\d+/g, '#')}\n${href === null ? '' : plainAddress(href)}`)
}

/** The answers to each query of a visit, without what is no answer, in the order they were typed. */
export function answered({ asked }: PageSearch, standing: StandingAnswers): Answered[] {
  const typed = new Set<string>()
  const rows = new Set<string>()
  return asked.map(({ query, answers }) => {
    typed.add(query)
    const groups = Map.groupBy(answers, answer => {
      if (standing.has(answer)) return 'aside'
      // A row of past searches repeats what was typed; one that was there before it was typed does not.
      if (answer.href === null && typed.has(answer.text) && !rows.has(answer.text)) return 'aside'
      rows.add(answer.text)
      return 'results'
    })
    return { query, results: groups.get('results') ?? [], aside: groups.get('aside') ?? [] }
  })
}

/** Does a text give this name as the name of something, or hold it within other words (`关于…的通知`)? */
export function saysName(text: string, name: string): 'whole' | 'within' | undefined {
  const wanted = matchingName(name)
  if (wanted === '') return undefined
  let plain = ''
  const begins = new Set([0])
  const ends = new Set<number>()
  let joined = -1
  for (const character of text.slice(0, 2 * CUT)) {
    const kept = matchingName(character)
    if (kept === '') {
      begins.add(plain.length)
      if (!ENDS.test(character)) {
        joined = plain.length
        ends.delete(joined)
      } else if (joined !== plain.length) ends.add(plain.length)
    }
    plain += kept
  }
  ends.add(plain.length)
  if (text.length >= CUT && plain !== '' && wanted.startsWith(plain)) return 'whole'
  let found: 'within' | undefined
  for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
    if (begins.has(at) && ends.has(at + wanted.length)) return 'whole'
    found = 'within'
  }
  return found
}

/** Does a link lead to this address? It may carry more in its query, as `from=search`. */
export function leadsTo(href: string, address: string): boolean {
  if (plainAddress(href) !== plainAddress(address)) return false
  const carried = parameters(href)
  return parameters(address).every(one => carried.includes(one))
}

function parameters(address: string): string[] {
  const [before = '', hash = ''] = address.split('#')
  return [before, hash].flatMap(part => {
    const at = part.indexOf('?')
    return at < 0 ? [] : [...new URLSearchParams(part.slice(at))].map(([name, value]) => `${name}=${value}`)
  })
}
