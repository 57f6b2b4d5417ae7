import { type Operation, operationsById } from '../../derive/operations.ts'
import { defineCheck } from '../../model/check.ts'

/** Every operation has an `operationId` that no other operation of its document has. */
export default defineCheck()({
  name: 'openapi/operation-ids',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: { missing: ['method', 'path'], repeated: ['method', 'path', 'id', 'first'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const operation = unit.data as Operation
    const { method, path, file, pointer, node } = operation
    const id = Object.hasOwn(node, 'operationId') ? node.operationId : undefined
    // Of another type: the official schema's fault (U1-21).
    if (id !== undefined && typeof id !== 'string') return 0
    if (id === undefined || id.trim() === '') {
      report.failure('missing', { method, path }, { file, pointer, identity: {} })
      return 1
    }
    const first = operationsById(operation.document).get(id)?.[0]
    if (first && first.key !== operation.key) {
      const data = { method, path, id: id.slice(0, 200), first: first.key }
      // One generator names all repeats: the same cause, whatever the ids.
      report.failure('repeated', data, {
        file,
        pointer: `${pointer}/operationId`,
        identity: { id },
        template: {},
      })
    }
    return 1
  },
})
