import { isFirstLook } from '../../derive/page-sayings.ts'
import { type LevelChoice, levelLists } from '../../derive/review-levels.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that are looked at. */
  roles: string[]
  /** Names of the levels from best to worst. The best has as many stars as there are levels, the worst one. */
  levels: string[]
  /** Names of levels that others use; beside the ones above they are one too many. */
  others: string[]
}

/** A review offers exactly the levels of the standard, in order, with the stars that belong to them where stars are shown. */
export default defineCheck<Options>()({
  name: 'pages/review-levels',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    levelMissing: ['levels', 'shown'],
    levelExtra: ['level', 'element'],
    outOfOrder: ['shown', 'expected'],
    otherStars: ['level', 'stars', 'expected', 'element'],
    noneSeen: [],
  },
  options: {
    type: 'object',
    required: ['roles', 'levels', 'others'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', minItems: 1, items: { type: 'string' } },
      levels: { type: 'array', minItems: 2, items: { type: 'string', minLength: 1 } },
      others: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { roles, levels, others }, report) {
    const page = unit.data as PageCapture
    if (!roles.includes(page.role) || !isFirstLook(page)) return 0
    const lists = levelLists(page, new Set(levels))
    // Levels may appear as words only when a star is tapped.
    if (lists.length === 0) report.doubt('noneSeen', {}, { identity: {} })
    for (const [at, list] of lists.entries()) one(list, at)
    return Math.max(1, lists.length)

    function one(list: readonly LevelChoice[], question: number): void {
      const shown = list.filter(({ name }) => levels.includes(name))
      const names = shown.map(({ name }) => name).join('、')
      const missing = levels.filter(level => !shown.some(({ name }) => name === level))
      if (missing.length > 0)
        report.failure(
          'levelMissing',
          { levels: missing.join('、'), shown: names },
          { identity: { question } },
        )
      else if (shown.some(({ name }, index) => name !== levels[index]))
        report.failure(
          'outOfOrder',
          { shown: names, expected: levels.join('、') },
          { identity: { question } },
        )
      for (const { name, element, stars } of list) {
        const where = { pointer: element.selector, identity: { question, level: name } }
        if (others.includes(name))
          report.failure('levelExtra', { level: name, element: element.selector }, where)
        const place = levels.indexOf(name)
        const expected = levels.length - place
        if (place >= 0 && stars !== undefined && stars !== expected)
          report.failure('otherStars', { level: name, stars, expected, element: element.selector }, where)
      }
    }
  },
})
