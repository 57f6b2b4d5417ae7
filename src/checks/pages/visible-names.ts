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
      const said = wordsOf(name)
      // A number before or after the text is a badge (8 unread), no part of what it is called.
      const badge = [shown.slice(1), shown.slice(0, -1)].filter((_, end) =>
        /^\d+$/.test(shown.at(-end) ?? ''),
      )
      const short = visible.trim().endsWith('.')
      if ([shown, ...badge].some(part => part.length > 0 && holds(said, part, short))) continue
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

/** @param short the last word of `part` is cut short (`Ave.`) */
function holds(words: readonly string[], part: readonly string[], short: boolean): boolean {
  const last = part.length - 1
  for (let at = 0; at + part.length <= words.length; at++) {
    const fits = (word: string, index: number) =>
      word === words[at + index] || (short && index === last && words[at + index]?.startsWith(word))
    if (part.every(fits)) return true
  }
  return false
}
