import { apiEntry } from '../../derive/api-entry.ts'
import { operations, operationsById } from '../../derive/operations.ts'
import { defineFold } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { pointerTo } from '../../text/json-tree.ts'
import { nearest } from '../../text/nearest.ts'

/** Ours: nearest operations are looked for as often as this in one document. */
const MOST_GUESSES = 20

/** The operation the manifest names for each role stands in the document of its API. */
export default defineFold()({
  name: 'openapi/roles-exist',
  version: 1,
  unit: 'document',
  needs: { required: ['documents', 'manifest'], optional: [] },
  messages: {
    noOperation: ['api', 'role', 'operation'],
    otherOperation: ['api', 'role', 'operation', 'nearest'],
    notStated: ['field'],
  },
  options: { type: 'object', additionalProperties: false },
  stateBytesPerUnit: 8,
  init: () => ({ roles: 0 }),
  step(state, unit, context, _options, report) {
    const document = unit.data as ApiDocument
    const roles = Object.entries(document.roles ?? {})
    if (roles.length === 0) return 0
    state.roles += roles.length
    const keys = new Set(operations(document).map(({ key }) => key))
    let guesses = 0
    const entry = apiEntry(context.manifest, document.api)
    for (const [role, stated] of roles) {
      const operation = String(stated).trim().replace(/\s+/g, ' ')
      if (keys.has(operation)) continue
      const close = guesses++ < MOST_GUESSES ? meant(operation, keys, document) : undefined
      const data = { api: document.api, role, operation: operation.slice(0, 200) }
      const where = {
        ...(context.manifestFile === undefined || !entry
          ? {}
          : { file: context.manifestFile, pointer: pointerTo(`/apis/${entry.index}/roles`, role) }),
        identity: { api: document.api, role },
      }
      if (close === undefined) report.failure('noOperation', data, where)
      else report.failure('otherOperation', { ...data, nearest: close }, where)
    }
    return roles.length
  },
  end(state, context, _options, report) {
    if (state.roles > 0) return 0
    const file = context.manifestFile
    report.doubt('notStated', { field: 'apis[].roles' }, file === undefined ? {} : { file, pointer: '/apis' })
    return 0
  },
})

/** The operation an entry that is none most likely means: by id, by other parameter names, by a slip of the pen. */
function meant(operation: string, keys: ReadonlySet<string>, document: ApiDocument): string | undefined {
  const named = operationsById(document).get(operation)?.[0]?.key
  if (named !== undefined) return named
  const shape = shapeOf(operation)
  for (const key of keys) if (shapeOf(key) === shape) return key
  return nearest(operation, keys)
}

/** `get /Items/{id}/` and `GET /items/{taskCode}` are the same but for what callers may choose. */
function shapeOf(operation: string): string {
  return operation
    .toLowerCase()
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/\/$/, '')
}
