import { apiContents } from '../../derive/api-contents.ts'
import { misfitOf } from '../../derive/example-fit.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

interface Options {
  /** Examples reported of one document at most; a note says when there are more. */
  most: number
}

/** Examples and default values satisfy the schemas they stand beside; of each example the first place that does not is told. */
export default defineCheck<Options>()({
  name: 'openapi/examples-fit',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    misfit: ['keyword', 'expected', 'found'],
    tooLarge: ['name'],
    moreMisfits: ['most'],
  },
  options: {
    type: 'object',
    required: ['most'],
    additionalProperties: false,
    properties: { most: { type: 'integer', minimum: 1, maximum: 1000 } },
  },
  judge(unit, _context, options, report) {
    const document = unit.data as ApiDocument
    let examined = 0
    let reported = 0
    for (const example of apiContents(document).examples) {
      if (!example.schema) continue
      examined++
      const fault = misfitOf(document, example)
      if (fault === undefined) continue
      const { file, pointer, name } = example
      if (fault === 'unread') {
        report.note('tooLarge', { name: name || '-' }, { file, pointer, identity: { name } })
        continue
      }
      if (++reported > options.most) continue
      const { at, keyword, expected, found } = fault
      const path = (name + at.replace(/\/\d+(?=\/|$)/g, '/*')).slice(0, 200)
      report.failure(
        'misfit',
        { keyword, expected, found },
        {
          file,
          pointer: pointer + at,
          identity: { path, keyword, expected },
        },
      )
    }
    if (reported > options.most) report.note('moreMisfits', { most: options.most })
    return examined
  },
})
