import { isObject } from '../../text/json-tree.ts'

/** What a parsed file says it is. */
export type Dialect =
  | { kind: 'openapi'; version: string }
  | { kind: 'swagger-2.0' }
  | { kind: 'unsupported'; version: string }
  | { kind: 'none' }

/**
 * Reads `openapi` or `swagger` of a root object. An unquoted `3.1` or `2.0` in YAML is a number and is understood here:
 * that it should be text is a matter for the official schema, not a reason to refuse the file.
 */
export function dialectOf(root: unknown): Dialect {
  if (!isObject(root)) return { kind: 'none' }
  const openapi = Object.hasOwn(root, 'openapi') ? word(root.openapi) : undefined
  if (openapi !== undefined) {
    if (openapi === '3') return { kind: 'openapi', version: '3.0' }
    return /^3\.[012](\.|-|$)/.test(openapi)
      ? { kind: 'openapi', version: openapi }
      : { kind: 'unsupported', version: openapi }
  }
  const swagger = Object.hasOwn(root, 'swagger') ? word(root.swagger) : undefined
  if (swagger === undefined) return { kind: 'none' }
  return /^2(\.0)?$/.test(swagger) ? { kind: 'swagger-2.0' } : { kind: 'unsupported', version: swagger }
}

function word(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return String(value).slice(0, 40)
}
