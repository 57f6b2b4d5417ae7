import { isFirstLook, offersOf, withoutInnocent } from '../../derive/page-sayings.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages where a review is given. */
  roles: string[]
  /** What people tap to go on without one; any of them will do. */
  past: string[]
  /** Sentences that make a review a condition, on whichever page. */
  forcing: string[]
  /** Longer words that hold one of those and say the opposite. */
  innocent: string[]
  /** What stands before the name of a reviewer. */
  reviewer: string[]
  /** What a name that is hidden holds. */
  hidden: string[]
}

/** A review can be left out, nothing waits for it, and other reviewers are not named. */
export default defineCheck<Options>()({
  name: 'pages/review-voluntary',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { forced: ['words'], noWayPast: [], reviewerNamed: ['label'] },
  options: {
    type: 'object',
    required: ['roles', 'past', 'forcing', 'innocent', 'reviewer', 'hidden'],
    additionalProperties: false,
    properties: Object.fromEntries(
      ['roles', 'past', 'forcing', 'innocent', 'reviewer', 'hidden'].map(name => [
        name,
        { type: 'array', items: { type: 'string', minLength: 1 } },
      ]),
    ),
  },
  judge(unit, _context, { roles, past, forcing, innocent, reviewer, hidden }, report) {
    const page = unit.data as PageCapture
    if (!isFirstLook(page)) return 0
    const words = withoutInnocent(page.words, innocent)
    const forced = forcing.find(sentence => words.includes(sentence))
    if (forced) report.failure('forced', { words: forced }, { identity: { words: forced } })
    if (!roles.includes(page.role)) return forced ? 1 : 0
    if (!past.some(word => offersOf(page).some(({ text }) => text.includes(word))))
      report.doubt('noWayPast', {}, { identity: {} })
    const named = reviewer.find(label => namesAfter(words, label).some(name => !isHidden(name, hidden)))
    if (named) report.doubt('reviewerNamed', { label: named }, { identity: { label: named } })
    return 1
  },
})

/** What stands after the label and a colon, up to a space or mark: two to four Chinese characters are a name. */
function namesAfter(words: string, label: string): string[] {
  const names: string[] = []
  for (let at = words.indexOf(label); at >= 0; at = words.indexOf(label, at + label.length)) {
    const after = words.slice(at + label.length, at + label.length + 12)
    const name = /^[:：] ?([\p{Script=Han}·*＊○Xx]{2,6})(?=$|[^\p{Script=Han}])/u.exec(after)?.[1]
    if (name !== undefined) names.push(name)
  }
  return names
}

function isHidden(name: string, hidden: readonly string[]): boolean {
  return name.length > 4 || hidden.some(mark => name.includes(mark))
}
