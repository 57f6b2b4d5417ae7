import { codeInAddress } from '../../derive/item-pages.ts'
import { fieldText } from '../../derive/item-text.ts'
import { colloquialNames, type NamedItem, namedItems, searchIsHosts } from '../../derive/named-items.ts'
import { type Answered, answered, leadsTo, StandingAnswers, saysName } from '../../derive/search-answers.ts'
import { defineFold } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'
import type { SearchAnswer } from '../../model/page-search.ts'

interface Options {
  /** The item is among so many answers. */
  first: number
  /** Colloquial names an item is asked for beside its official one. */
  colloquial: number
}

const messages = {
  tooLow: ['query', 'name', 'place', 'first'],
  officialNotFound: ['name', 'answers'],
  colloquialNotFound: ['query', 'name', 'answers'],
  perhapsFound: ['query', 'name', 'answer', 'first'],
  fewNames: ['name', 'stated', 'wanted'],
} as const

interface Searched extends NamedItem {
  /** Official names of its records in the catalogue. */
  names: string[]
}

interface State {
  items: Map<string, Searched>
  standing: StandingAnswers
  /** Visits that asked for an item, or would have. */
  visits: number
  unasked: boolean
}

const MOST_RECORDS = 16
const count = { type: 'integer', minimum: 1 }

/**
 * A search for an item's official name, and for each of the names people have for it, offers the item among the first answers.
 * An answer is the item by where it leads, else by its name standing by itself in what is shown; a name within other words
 * is a doubt. What people call an item only the owner can say: too few names stated are a doubt as well.
 */
export default defineFold<Options>()<State, typeof messages>({
  name: 'pages/search-finds-items',
  version: 1,
  unit: 'page',
  passes: ['item', 'page', 'page'],
  needs: { required: ['pages', 'items'], optional: ['manifest'] },
  messages,
  stateBytesPerUnit: 40_000,
  options: {
    type: 'object',
    required: ['first', 'colloquial'],
    additionalProperties: false,
    properties: { first: count, colloquial: count },
  },
  init: ({ manifest }) => ({
    items: new Map(
      (searchIsHosts(manifest) ? [] : namedItems(manifest)).map(item => [item.code, { ...item, names: [] }]),
    ),
    standing: new StandingAnswers(),
    visits: 0,
    unasked: false,
  }),
  step(state, unit, _context, { first, colloquial }, report, pass) {
    if (pass === 0) {
      const names = state.items.get(fieldText(unit.data as Item, 'task_code'))?.names
      const name = names ? fieldText(unit.data as Item, 'task_name') : ''
      if (name !== '' && names && names.length < MOST_RECORDS && !names.includes(name)) names.push(name)
      return 0
    }
    const { search } = unit.data as PageCapture
    if (!search) return 0
    if (pass === 1) {
      state.standing.add(search)
      return 0
    }
    const looks = new Map(answered(search, state.standing).map(look => [look.query, look]))
    const unasked = new Set(search.unasked)
    let examined = 0
    for (const item of state.items.values()) {
      const [name] = item.names
      if (name === undefined) continue
      const called = colloquialNames(item, item.names)
      const queries = [...item.names, ...called]
      if (queries.some(query => unasked.has(query))) state.unasked = true
      const asked = queries.filter(query => looks.has(query))
      if (asked.length === 0) continue
      for (const query of asked) {
        examined++
        const look = looks.get(query) as Answered
        const seen = placed(look, item, state.items, first)
        const where = { identity: { item: item.code, query } }
        if (seen === 'first') continue
        if (typeof seen === 'number') report.failure('tooLow', { query, name, place: seen, first }, where)
        else if (seen) report.doubt('perhapsFound', { query, name, answer: seen.text, first }, where)
        else {
          const answers = look.results.length
          if (called.includes(query)) report.failure('colloquialNotFound', { query, name, answers }, where)
          else report.failure('officialNotFound', { name: query, answers }, where)
        }
      }
      if (called.length < colloquial) {
        const data = { name, stated: called.length, wanted: colloquial }
        report.doubt('fewNames', data, { identity: { item: item.code } })
      }
    }
    if (examined > 0 || unasked.size > 0) state.visits++
    return examined
  },
  end({ items, visits, unasked }, _context, _options, report) {
    const known = [...items.values()].some(({ names }) => names.length > 0)
    if (unasked) report.untested('incomplete')
    else if (known && visits === 0) report.untested('not-authorised')
    return 0
  },
})

/** Where the item stands: its place where that is too low, the answer that may be it, undefined where it is not there. */
function placed(
  { results, aside }: Answered,
  item: Searched,
  items: ReadonlyMap<string, Searched>,
  first: number,
): 'first' | number | SearchAnswer | undefined {
  // Filters and buttons beside the answers are no answers: those made like the item's own are counted.
  const like = (answer: SearchAnswer) => {
    const rows = results.filter(({ element }) => element.component === answer.element.component)
    return rows.indexOf(answer) + 1
  }
  const judged = results.map(answer => ({ answer, is: identity(answer, item, items) }))
  const own = judged.filter(({ is }) => is === 'item').map(({ answer }) => answer)
  if (own[0]) {
    const place = Math.min(...own.map(like))
    if (place > first) return place
    const buttons = Map.groupBy(results, ({ text }) => text)
    const before = results.slice(0, results.indexOf(own[0]))
    const seen = before.filter(({ text }) => buttons.get(text)?.length === 1).length + 1
    return seen <= first ? 'first' : own[0]
  }
  const perhaps = judged.find(({ answer, is }) => is === 'perhaps' && like(answer) <= first)?.answer
  return perhaps ?? aside.find(answer => identity(answer, item, items) !== undefined)
}

/** By where an answer leads, else by what it says. */
function identity(
  { href, text }: SearchAnswer,
  item: Searched,
  items: ReadonlyMap<string, Searched>,
): 'item' | 'perhaps' | undefined {
  const code = href === null ? undefined : codeInAddress(href)
  const isOf = ({ code: own, address }: NamedItem) =>
    code === own || (href !== null && address !== undefined && leadsTo(href, address))
  if (isOf(item)) return 'item'
  const said = item.names.map(name => saysName(text, name))
  const whole = said.includes('whole')
  if (!whole && !said.includes('within')) return undefined
  if ([...items.values()].some(isOf)) return undefined
  // The same name with another code may be the item of another body.
  if (code !== undefined) return whole ? 'perhaps' : undefined
  return whole ? 'item' : 'perhaps'
}
