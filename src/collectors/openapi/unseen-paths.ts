import type { ApiDocument, MissReason, Unit } from '../../model/evidence.ts'
import { nodeAt } from '../../text/json-tree.ts'
import type { Spot } from '../../text/line-column.ts'

type RefReason = ApiDocument['refFaults'][number]['reason']
const REASONS: Record<RefReason, [MissReason, string]> = {
  missing: ['ref-missing', 'openapi-path-missing'],
  outside: ['ref-outside', 'openapi-path-outside'],
  remote: ['ref-remote', 'openapi-path-remote'],
  'cyclic-alias': ['ref-missing', 'openapi-path-missing'],
}

/**
 * A path whose description stands behind a reference that leads nowhere hides its operations: one missing required
 * unit each, so that no rule over operations passes on the rest alone. `locate` finds a place in the root's text.
 */
export function unseenPaths(document: ApiDocument, locate: (pointer: string) => Spot | undefined): Unit[] {
  const units: Unit[] = []
  for (const fault of document.refFaults) {
    const path = fault.file === document.root ? /^\/paths\/([^/]+)$/.exec(fault.pointer)?.[1] : undefined
    if (path === undefined || !nodeAt(document.files[fault.file], fault.pointer)) continue
    const [reason, code] = REASONS[fault.reason]
    units.push({
      key: `${document.api} ${path.replaceAll('~1', '/').replaceAll('~0', '~')}`,
      status: 'missing',
      required: true,
      reason,
      detail: { code, data: { ref: fault.ref.slice(0, 200) } },
      at: { file: fault.file, ...locate(fault.pointer), pointer: fault.pointer },
    })
  }
  return units
}
