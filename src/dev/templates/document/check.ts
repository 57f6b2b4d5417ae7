import { defineCheck } from '../../../model/check.ts'
import type { ApiDocument } from '../../../model/evidence.ts'
import { isObject } from '../../../text/json-tree.ts'

interface Options {
  /** Key under `info` of the document. */
  key: string
}

/** The document's `info` states a key. Write here what yours judges, in one sentence. */
export default defineCheck<Options>()({
  name: 'templates/document',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: { missingKey: ['key'] },
  options: {
    type: 'object',
    required: ['key'],
    additionalProperties: false,
    properties: { key: { type: 'string', minLength: 1 } },
  },
  judge(unit, _context, { key }, report) {
    const { files, root } = unit.data as ApiDocument
    const document = files[root]
    const info = isObject(document) ? document.info : undefined
    // A document without `info` is the official schema's fault, not this one's.
    if (!isObject(info)) return 0
    if (!Object.hasOwn(info, key))
      report.failure('missingKey', { key }, { pointer: '/info', identity: { key } })
    return 1
  },
})
