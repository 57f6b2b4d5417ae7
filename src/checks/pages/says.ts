import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that are looked at. */
  roles: string[]
  /** What such a page shows: each by any of its words. */
  subjects: { name: string; words: string[] }[]
  /** How many of them it must show. */
  least: number
  /** Whether they must stand in this order. */
  inOrder: boolean
  /** Longer words that hold one of the words and mean something else. */
  aside?: string[]
}

/** Pages of some role show certain subjects, each by one of the words people use for it. */
export default defineCheck<Options>()({
  name: 'pages/says',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { tooFew: ['count', 'least', 'missing'], outOfOrder: ['expected'] },
  options: {
    type: 'object',
    required: ['roles', 'subjects', 'least', 'inOrder'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', minItems: 1, items: { type: 'string' } },
      subjects: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['name', 'words'],
          additionalProperties: false,
          properties: {
            name: { type: 'string', minLength: 1 },
            words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
          },
        },
      },
      least: { type: 'integer', minimum: 1 },
      inOrder: { type: 'boolean' },
      aside: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { roles, subjects, least, inOrder, aside = [] }, report) {
    const { role, state, words: said } = unit.data as PageCapture
    if (!roles.includes(role) || state === 'reflow') return 0
    const places = placesOf([...aside, ...subjects.flatMap(({ words }) => words)], said)
    const found = subjects.map(({ words }) =>
      Math.min(...words.map(word => places.get(word) ?? Number.POSITIVE_INFINITY)),
    )
    const missing = subjects.filter((_, at) => found[at] === Number.POSITIVE_INFINITY).map(({ name }) => name)
    const count = subjects.length - missing.length
    if (count < least)
      report.failure('tooFew', { count, least, missing: missing.join('、') }, { identity: {} })
    else if (inOrder && found.some((at, index) => index > 0 && at < (found[index - 1] ?? 0))) {
      report.failure(
        'outOfOrder',
        { expected: subjects.map(({ name }) => name).join('、') },
        { identity: {} },
      )
    }
    return 1
  },
})

/** Where each word first stands by itself: a longer word takes the place from the shorter one inside it. */
function placesOf(words: readonly string[], text: string): Map<string, number> {
  const places = new Map<string, number>()
  let left = text
  for (const word of [...new Set(words)].sort((a, b) => b.length - a.length)) {
    const at = left.indexOf(word)
    if (at < 0) continue
    places.set(word, at)
    left = left.replaceAll(word, '\u0000'.repeat(word.length))
  }
  return places
}
