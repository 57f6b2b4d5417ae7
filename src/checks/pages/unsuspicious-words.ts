import { offersOf, type Saying, sayingsOf, withoutInnocent } from '../../derive/page-sayings.ts'
import { defineCheck } from '../../model/check.ts'
import type { ElementRef, PageCapture, PageState } from '../../model/page.ts'

interface Sign {
  /** What a person is asked about. */
  name: string
  words: string[]
  /** Longer words that hold one of the words and are innocent. */
  innocent?: string[]
  /** The word counts only with one of these near it. */
  beside?: string[]
}

interface Options {
  signs: Sign[]
  states: PageState[]
  /** `everything` a person reads, or only what can be tapped. */
  on: 'everything' | 'offers'
}

/** Ours: how many characters away `beside` is still near. */
const NEAR = 24
const WHOLE: ElementRef = { selector: 'body', component: 'body' }

/** Nothing on the page reads like a practice that is ruled out. What does is shown to a person: words alone decide nothing. */
export default defineCheck<Options>()({
  name: 'pages/unsuspicious-words',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { suspected: ['sign', 'word', 'text', 'element'] },
  options: {
    type: 'object',
    required: ['signs', 'states', 'on'],
    additionalProperties: false,
    properties: {
      signs: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['name', 'words'],
          additionalProperties: false,
          properties: {
            name: { type: 'string', minLength: 1 },
            words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 2 } },
            innocent: { type: 'array', items: { type: 'string', minLength: 2 } },
            beside: { type: 'array', minItems: 1, items: { type: 'string', minLength: 2 } },
          },
        },
      },
      states: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
      on: { enum: ['everything', 'offers'] },
    },
  },
  judge(unit, _context, { signs, states, on }, report) {
    const page = unit.data as PageCapture
    if (!states.includes(page.state)) return 0
    const sayings = on === 'offers' ? offersOf(page) : sayingsOf(page)
    for (const sign of signs) {
      for (const { element, text, word } of suspects(sign, sayings, on === 'offers' ? '' : page.words)) {
        report.doubt(
          'suspected',
          { sign: sign.name, word, text, element: element.selector },
          {
            pointer: element.selector,
            identity: { sign: sign.name, element: element.selector },
            template: { sign: sign.name, component: element.component },
          },
        )
      }
    }
    return sayings.length
  },
})

/** Elements that say a word of the sign; the page itself where the words are spread over several elements. */
function suspects(sign: Sign, sayings: readonly Saying[], all: string): (Saying & { word: string })[] {
  const { words, innocent = [], beside } = sign
  const plain = withoutInnocent(all, innocent)
  const near = (text: string, at: number, word: string) =>
    !beside ||
    beside.some(other => text.slice(Math.max(0, at - NEAR), at + word.length + NEAR).includes(other))
  const said = new Map(words.map(word => [word, places(plain, word).filter(at => near(plain, at, word))]))
  const found: (Saying & { word: string })[] = []
  for (const saying of sayings) {
    const text = withoutInnocent(saying.text, innocent)
    const word = words.find(one => {
      const at = text.indexOf(one)
      return at >= 0 && (near(text, at, one) || (said.get(one) ?? []).length > 0)
    })
    if (word) found.push({ ...saying, word })
  }
  if (found.length > 0) return found
  for (const [word, [at]] of said) {
    if (at === undefined) continue
    return [{ element: WHOLE, text: all.slice(Math.max(0, at - NEAR), at + word.length + NEAR), word }]
  }
  return []
}

function places(text: string, word: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found.push(at)
  return found
}
