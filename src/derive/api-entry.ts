import type { ApiSource, Manifest } from '../model/manifest.ts'

/** What the manifest says of an API document, by the key the document has, and its place in `apis`. */
export function apiEntry(
  manifest: Manifest | undefined,
  key: string,
): { index: number; api: ApiSource } | undefined {
  const apis = Array.isArray(manifest?.apis) ? manifest.apis : []
  const index = apis.findIndex((api, at) => (api.id || api.document || `api:${at + 1}`) === key)
  const api = apis[index]
  return api && { index, api }
}
