import { isObject } from '../../text/json-tree.ts'

/** OpenAPI version the library converts to, also stated of a document it fails on. */
const TARGET_VERSION = '3.0.4'

/**
 * Swagger 2.0 to OpenAPI 3.0.x by the library, on a copy, because it writes into what it is given. Where it fails, which
 * happens on malformed documents, `failure` has its words and the document is empty.
 */
export async function convertSwagger(original: Record<string, unknown>): Promise<{
  root: unknown
  version: string
  failure?: string
}> {
  // Loaded for those who need it: most documents are no Swagger 2.0.
  const { upgradeFromTwoToThree } = await import('@scalar/openapi-upgrader/2.0-to-3.0')
  try {
    const root = upgradeFromTwoToThree({ ...structuredClone(original), swagger: '2.0' }) as unknown
    if (isObject(root) && typeof root.openapi === 'string') return { root, version: root.openapi }
    return { root: {}, version: TARGET_VERSION, failure: '' }
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 200) : ''
    return { root: {}, version: TARGET_VERSION, failure }
  }
}
