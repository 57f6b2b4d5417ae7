import { defineCheck } from '../../model/check.ts'
import type { ElementRef, PageCapture } from '../../model/page.ts'

interface Options {
  /** A box whose label holds one of these asks for consent. */
  words: string[]
  /** A label that asks for consent says one of these. */
  explicit: string[]
  /** Words that take consent for granted. */
  implied: string[]
}

/** No box that asks for consent is ticked when the page comes, and it says that it asks for consent. */
export default defineCheck<Options>()({
  name: 'pages/no-consent-beforehand',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    tickedAlready: ['element', 'label'],
    notExplicit: ['element', 'label'],
    takenForGranted: ['words'],
  },
  options: {
    type: 'object',
    required: ['words', 'explicit', 'implied'],
    additionalProperties: false,
    properties: {
      words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      explicit: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      implied: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { words, explicit, implied }, report) {
    const { fields, firstRun, words: said } = unit.data as PageCapture
    const boxes: { element: ElementRef; label: string; filled: boolean }[] = fields.filter(
      ({ type }) => type === 'checkbox',
    )
    const layer = firstRun?.layer
    for (const { label, ticked } of layer?.boxes ?? [])
      boxes.push({ element: (layer as { element: ElementRef }).element, label, filled: ticked })
    const asking = boxes.filter(({ label }) => words.some(word => label.includes(word)))
    for (const { element, label, filled } of asking) {
      const where = {
        pointer: element.selector,
        identity: { element: element.selector },
        template: { component: element.component },
      }
      if (filled) report.failure('tickedAlready', { element: element.selector, label }, where)
      else if (!explicit.some(word => label.includes(word)))
        report.doubt('notExplicit', { element: element.selector, label }, where)
    }
    const granted = implied.find(phrase => said.includes(phrase))
    if (granted === undefined || asking.length > 0) return asking.length
    report.doubt('takenForGranted', { words: granted }, { identity: { words: granted } })
    return 1
  },
})
