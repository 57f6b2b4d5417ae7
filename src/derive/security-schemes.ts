import type { ApiDocument } from '../model/evidence.ts'
import { isObject, pointerTo } from '../text/json-tree.ts'
import type { Operation } from './operations.ts'
import { isUnresolved, type Located, resolve } from './refs.ts'

const NONE: ReadonlySet<string> = new Set()
const known = new WeakMap<ApiDocument, ReadonlySet<string>>()

/** Names of the security schemes a document declares, memoised; a scheme behind a reference counts wherever that leads. */
export function namedSchemes(document: ApiDocument): ReadonlySet<string> {
  let names = known.get(document)
  if (!names) {
    const root = document.files[document.root]
    const components = isObject(root) ? root.components : undefined
    const schemes = isObject(components) ? components.securitySchemes : undefined
    names = isObject(schemes) ? new Set(Object.keys(schemes)) : NONE
    known.set(document, names)
  }
  return names
}

/** The security scheme a requirement names; undefined when the document does not declare it. */
export function securityScheme(
  document: ApiDocument,
  name: string,
): Located<Record<string, unknown>> | undefined {
  const root = document.files[document.root]
  const components = isObject(root) ? root.components : undefined
  const schemes = isObject(components) ? components.securitySchemes : undefined
  if (!isObject(schemes) || !Object.hasOwn(schemes, name)) return undefined
  const pointer = pointerTo('/components/securitySchemes', name)
  const found = resolve(document, { file: document.root, pointer, node: schemes[name] })
  if (isUnresolved(found) || !isObject(found.node)) return undefined
  return { file: found.file, pointer: found.pointer, node: found.node }
}

/** Does every way in rest on a client certificate alone? Then a stranger is turned away before HTTP answers. */
export function onlyMutualTls(operation: Operation): boolean {
  const ways = (operation.security ?? []).filter(isObject)
  return (
    ways.length > 0 &&
    ways.every(way => {
      const names = Object.keys(way)
      return (
        names.length > 0 &&
        names.every(name => securityScheme(operation.document, name)?.node.type === 'mutualTLS')
      )
    })
  )
}
