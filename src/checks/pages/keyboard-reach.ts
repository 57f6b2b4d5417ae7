import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

/** Whoever works by keys gets everywhere and out again: nothing keeps the focus, no frame with controls is passed over. */
export default defineCheck()({
  name: 'pages/keyboard-reach',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { keepsFocus: ['element', 'keys', 'count'], framePassedOver: ['element', 'count'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const { keyboard, assist } = unit.data as PageCapture
    for (const { element, focusable } of assist.skippedFrames) {
      if (focusable === 0) continue
      report.failure(
        'framePassedOver',
        { element: element.selector, count: focusable },
        {
          pointer: element.selector,
          identity: { element: element.selector },
          template: { component: element.component },
        },
      )
    }
    const first = keyboard?.trap?.within[0]
    if (keyboard?.trap && first)
      report.failure(
        'keepsFocus',
        {
          element: keyboard.trap.within.map(({ selector }) => selector).join('、'),
          keys: keyboard.trap.keys.join('、'),
          count: keyboard.focusable,
        },
        {
          pointer: first.selector,
          identity: { element: first.selector },
          template: { component: first.component },
        },
      )
    const walked = keyboard && keyboard.focusable > 1 ? 1 : 0
    return walked + assist.skippedFrames.length
  },
})
