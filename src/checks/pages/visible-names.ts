import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

/** A name that replaces what a control shows holds what it shows: who says what they read hits the control. */
export default defineCheck()({
  name: 'pages/visible-names',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { nameDiffers: ['element', 'visible', 'name'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const { named } = (unit.data as PageCapture).assist
    let examined = 0
    for (const { element, visible, name } of named) {
      const shown = wordsOf(visible)
      // One letter is a sign (× close, 三 menu), not a text to be read out.
      if ([...shown.join('')].length < 2) continue
      examined++
      if (holds(wordsOf(name), shown)) continue
      report.failure(
        'nameDiffers',
        { element: element.selector, visible, name },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    return examined
  },
})

/** Chinese characters one by one, other letters and digits in runs; punctuation and pictures say nothing. */
function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}])+/gu) ?? []
  )
}

function holds(words: readonly string[], part: readonly string[]): boolean {
  for (let at = 0; at + part.length <= words.length; at++)
    if (part.every((word, index) => word === words[at + index])) return true
  return false
}
