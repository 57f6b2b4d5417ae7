import { isObject } from '../text/json-tree.ts'

/** Can an answer described like this carry JSON: a JSON media type, or a range that covers it (`*` + `/*`)? */
export function carriesJson(response: Record<string, unknown>): boolean {
  if (isObject(response.content)) return Object.keys(response.content).some(isJsonMediaType)
  // Other files of a Swagger 2.0 document stay as they are: there a body is a bare schema.
  return isObject(response.schema)
}

/** `application/json`, `text/json`, anything `+json`, and ranges covering them; parameters and case do not count. */
export function isJsonMediaType(range: string): boolean {
  const type = (range.split(';', 1)[0] ?? '').trim().toLowerCase()
  return ['*/*', 'application/*', 'application/json', 'text/json'].includes(type) || type.endsWith('+json')
}
