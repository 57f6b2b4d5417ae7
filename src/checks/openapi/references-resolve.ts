import { isUnresolved, refOf, resolve } from '../../derive/refs.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject, pointerTo } from '../../text/json-tree.ts'

const MESSAGES = {
  missing: 'missing',
  outside: 'outside',
  remote: 'remote',
  'cyclic-alias': 'cyclic',
} as const

/** Every `$ref` of a document leads to something inside the app's folder. One finding for each different reference. */
export default defineCheck()({
  name: 'openapi/references-resolve',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    missing: ['ref', 'places'],
    outside: ['ref', 'places'],
    remote: ['ref', 'places'],
    cyclic: ['ref', 'places'],
  },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const document = unit.data as ApiDocument
    const faults = Map.groupBy(
      [...document.refFaults, ...circles(document)],
      ({ file, ref }) => `${file} ${ref}`,
    )
    for (const same of faults.values()) {
      const { file, pointer, ref, reason } = same[0] as ApiDocument['refFaults'][number]
      const data = { ref: ref.slice(0, 200), places: same.length }
      report.failure(MESSAGES[reason], data, { file, pointer, identity: { ref } })
    }
    return 1
  },
})

/** Components that are nothing but references to one another. */
function circles(document: ApiDocument): ApiDocument['refFaults'] {
  const root = document.files[document.root]
  const components = isObject(root) && isObject(root.components) ? root.components : {}
  const found: ApiDocument['refFaults'] = []
  for (const [group, members] of Object.entries(components)) {
    if (!isObject(members) || group.startsWith('x-')) continue
    for (const [name, node] of Object.entries(members)) {
      if (refOf(node) === undefined) continue
      const pointer = pointerTo(`/components/${group}`, name)
      const end = resolve(document, { file: document.root, pointer, node })
      if (!isUnresolved(end) || end.fault !== 'cyclic') continue
      found.push({ file: document.root, pointer, ref: refOf(node) ?? '', reason: 'cyclic-alias' })
    }
  }
  return found
}
