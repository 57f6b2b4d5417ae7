import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Ids of axe-core rules; what one of them finds wrong is a failure, what it leaves open a doubt. */
  rules: string[]
}

/** axe-core found nothing wrong by the named rules of its own. Examined: the rules that had something to look at. */
export default defineCheck<Options>()({
  name: 'pages/axe-clean',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    violated: ['rule', 'element', 'html', 'helpZh', 'helpEn', 'criterion'],
    undecided: ['rule', 'element', 'html', 'helpZh', 'helpEn', 'criterion'],
  },
  options: {
    type: 'object',
    required: ['rules'],
    additionalProperties: false,
    properties: {
      rules: {
        type: 'array',
        minItems: 1,
        uniqueItems: true,
        items: { type: 'string', pattern: '^[a-z-]+$' },
      },
    },
  },
  judge(unit, _context, options, report) {
    const page = unit.data as PageCapture
    if (page.cut.includes('axe')) {
      report.untested('incomplete')
      return 0
    }
    const named = new Set(options.rules)
    for (const fact of page.axe) {
      if (!named.has(fact.id)) continue
      const { zh: helpZh, en: helpEn } = fact.help ?? { zh: fact.id, en: fact.id }
      const criterion = criterionOf(fact.tags)
      for (const { element, html } of fact.nodes) {
        const where = {
          pointer: element.selector,
          identity: { rule: fact.id, element: element.selector },
          template: { rule: fact.id, component: element.component },
        }
        const data = { rule: fact.id, element: element.selector, html, helpZh, helpEn, criterion }
        if (fact.kind === 'violation') report.failure('violated', data, where)
        else report.doubt('undecided', data, where)
      }
    }
    return page.axeExamined.filter(id => named.has(id)).length
  },
})

/** axe-core tags its rules `wcag2aa`, `wcag143`; a rule without a criterion is its own advice. */
function criterionOf(tags: readonly string[]): string {
  const digits = tags.map(tag => /^wcag(\d)(\d)(\d+)$/.exec(tag)).find(found => found !== null)
  if (!digits) return 'best-practice'
  const level = tags.some(tag => /^wcag\d+aa$/.test(tag)) ? 'AA' : 'A'
  return `WCAG ${digits[1]}.${digits[2]}.${digits[3]} (${level})`
}
