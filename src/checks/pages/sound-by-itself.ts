import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Sound that ends within so many seconds disturbs nobody for long. */
  most: number
  /** A button near a sound with one of these in its name stops it. */
  stops: string[]
}

/** No sound plays over a screen reader for long without a way to stop it. */
export default defineCheck<Options>()({
  name: 'pages/sound-by-itself',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { playsOn: ['element', 'seconds'], perhapsPlays: ['element'] },
  options: {
    type: 'object',
    required: ['most', 'stops'],
    additionalProperties: false,
    properties: {
      most: { type: 'number', minimum: 0 },
      stops: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { most, stops }, report) {
    const { media } = unit.data as PageCapture
    const alone = media.filter(({ autoplay, playing, muted }) => (autoplay || playing) && !muted)
    for (const one of alone) {
      const { element, controls, shown, buttons, lasts, loop, sound } = one
      if (sound === false || (lasts !== null && lasts <= most && !loop)) continue
      if (controls && shown) continue
      if (buttons.some(name => stops.some(word => name.toLowerCase().includes(word)))) continue
      const where = {
        pointer: element.selector,
        identity: { element: element.selector },
        template: { component: element.component },
      }
      if (sound && lasts !== null)
        report.failure('playsOn', { element: element.selector, seconds: lasts }, where)
      else report.doubt('perhapsPlays', { element: element.selector }, where)
    }
    return alone.length
  },
})
