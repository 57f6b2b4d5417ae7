/** A `$ref` taken apart. `file` paths are relative to the app's folder, forward slashes, percent-decoded. */
export type Reference =
  | { kind: 'file'; file: string; fragment: string }
  | { kind: 'remote' | 'outside' | 'malformed' }

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/

/**
 * Takes a reference apart relative to the file it stands in (RFC 3986, paths only; queries are not followed).
 * `outside` = climbs out of the app's folder or is absolute; `remote` = another host, never fetched.
 */
export function parseReference(ref: string, from: string): Reference {
  const hash = ref.indexOf('#')
  const path = decoded(hash < 0 ? ref : ref.slice(0, hash))
  const fragment = decoded(hash < 0 ? '' : ref.slice(hash + 1))
  if (path === undefined || fragment === undefined || path.includes('\0')) return { kind: 'malformed' }
  if (path === '') return { kind: 'file', file: from, fragment }
  if (path.startsWith('//')) return { kind: 'remote' }
  // `file:` and drive letters (`C:`) name this machine's disk; other schemes name another host.
  if (SCHEME.test(path)) return { kind: /^(file|[a-z]):/i.test(path) ? 'outside' : 'remote' }
  if (path.startsWith('/')) return { kind: 'outside' }
  const file = joinPath(from, path)
  return file === undefined ? { kind: 'outside' } : { kind: 'file', file, fragment }
}

/** `relative` seen from the folder of `from`; undefined when it climbs above the top. */
export function joinPath(from: string, relative: string): string | undefined {
  const parts = from.split('/').slice(0, -1)
  for (const part of relative.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return undefined
  }
  return parts.join('/')
}

function decoded(text: string): string | undefined {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
