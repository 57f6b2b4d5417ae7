import type { Operation } from '../../derive/operations.ts'
import { namedSchemes } from '../../derive/security-schemes.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

/** Every operation is covered by a security scheme the document declares, or says by an empty list that it is public. */
export default defineCheck()({
  name: 'openapi/access-stated',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: { notStated: ['method', 'path'], unknownScheme: ['method', 'path', 'scheme'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const operation = unit.data as Operation
    const { method, path, file, pointer, node, security, document } = operation
    const own = Object.hasOwn(node, 'security')
    // Not a list: the official schema's fault (U1-21).
    if (own && !Array.isArray(node.security)) return 0
    if (security === undefined) {
      report.failure('notStated', { method, path }, { file, pointer, identity: {} })
      return 1
    }
    const scheme = undeclared(document, security)
    if (scheme !== undefined) {
      // What the document states for all its operations stands once, at its root.
      const where = own ? { file, pointer: `${pointer}/security` } : { file, pointer }
      report.failure(
        'unknownScheme',
        { method, path, scheme: scheme.slice(0, 200) },
        {
          ...where,
          identity: { scheme },
        },
      )
    }
    return 1
  },
})

const known = new WeakMap<readonly unknown[], { scheme: string | undefined }>()

/** The first scheme a requirement list names that its document does not declare; looked for once a list. */
function undeclared(document: ApiDocument, security: readonly unknown[]): string | undefined {
  let answer = known.get(security)
  if (!answer) {
    const declared = namedSchemes(document)
    const names = security.filter(isObject).flatMap(way => Object.keys(way))
    answer = { scheme: names.find(name => !declared.has(name) && !isAddress(name, document.version)) }
    known.set(security, answer)
  }
  return answer.scheme
}

/** OpenAPI 3.2 lets a requirement name its scheme by address. */
function isAddress(name: string, version: string): boolean {
  return !/^3\.[01]/.test(version) && /[/:#]/.test(name)
}
