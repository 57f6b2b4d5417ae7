import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** An alternative that is one of these, digits aside, says that there is a picture, not what it shows. */
  empty: string[]
}

const FILE = /^[\w@%.-]*\.(?:png|jpe?g|gif|webp|svg|bmp|avif)$/i

/** An alternative says what the picture says, not what its file is called. Pictures marked as decoration have none. */
export default defineCheck<Options>()({
  name: 'pages/alternatives-say',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { fileName: ['element', 'name'], saysNothing: ['element', 'name'] },
  options: {
    type: 'object',
    required: ['empty'],
    additionalProperties: false,
    properties: { empty: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } },
  },
  judge(unit, _context, { empty }, report) {
    const { images } = unit.data as PageCapture
    let examined = 0
    for (const { element, name, path, decorative } of images) {
      if (decorative || name === '') continue
      examined++
      const where = {
        pointer: element.selector,
        identity: { element: element.selector },
        template: { component: element.component },
      }
      const data = { element: element.selector, name }
      const file = path.slice(path.lastIndexOf('/') + 1)
      // Without its ending a file may well be called what it shows (`logo`); with numbers it is a file.
      const stem = file.replace(/\.\w+$/, '')
      if (FILE.test(name) || (name === stem && /\d{3,}/.test(stem))) report.failure('fileName', data, where)
      else if (empty.includes(name.toLowerCase().replace(/[\s\d_-]+/g, '')))
        report.doubt('saysNothing', data, where)
    }
    return examined
  },
})
