import type { Operation } from '../../../derive/operations.ts'
import { defineCheck } from '../../../model/check.ts'
import { isObject } from '../../../text/json-tree.ts'

interface Options {
  /** Key of the operation. */
  key: string
}

/** Every operation states a key. Write here what yours judges, in one sentence. */
export default defineCheck<Options>()({
  name: 'templates/operation',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: { missingKey: ['method', 'path', 'key'] },
  options: {
    type: 'object',
    required: ['key'],
    additionalProperties: false,
    properties: { key: { type: 'string', minLength: 1 } },
  },
  judge(unit, _context, { key }, report) {
    const { method, path, node, file, pointer } = unit.data as Operation
    if (!isObject(node) || !Object.hasOwn(node, key)) {
      // Same key missing everywhere is one cause, so the path is not part of the identity.
      report.failure('missingKey', { method, path, key }, { file, pointer, identity: { key } })
    }
    return 1
  },
})
