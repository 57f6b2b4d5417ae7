/** A plain object, not an array. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

/** Appends one key to a JSON pointer, escaped (RFC 6901). */
export function pointerTo(base: string, key: string | number): string {
  const text = String(key)
  return `${base}/${text.includes('/') || text.includes('~') ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text}`
}

/** The node at a JSON pointer, over own properties only; undefined where there is none. */
export function nodeAt(root: unknown, pointer: string): { node: unknown } | undefined {
  let node = root
  if (pointer === '') return { node }
  for (const raw of pointer.slice(1).split('/')) {
    const key = raw.includes('~') ? raw.replaceAll('~1', '/').replaceAll('~0', '~') : raw
    if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined
    if (Array.isArray(node) && !/^(0|[1-9]\d*)$/.test(key)) return undefined
    node = (node as Record<string, unknown>)[key]
  }
  return { node }
}

const anchorsByRoot = new WeakMap<object, ReadonlyMap<string, string>>()

/** JSON pointers of the `$anchor`s of a tree by name, first one wins; walked once per tree, iteratively. */
export function anchorsIn(root: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  if (root === null || typeof root !== 'object') return found
  const known = anchorsByRoot.get(root)
  if (known) return known
  const seen = new Set<object>()
  const open: { node: object; pointer: string }[] = [{ node: root, pointer: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    if (seen.has(next.node)) continue
    seen.add(next.node)
    const name = Object.hasOwn(next.node, '$anchor') ? (next.node as { $anchor: unknown }).$anchor : undefined
    if (typeof name === 'string' && !found.has(name)) found.set(name, next.pointer)
    // Pushed backwards, so that they come off in document order.
    for (const [key, value] of Object.entries(next.node).reverse()) {
      if (value === null || typeof value !== 'object') continue
      open.push({ node: value, pointer: pointerTo(next.pointer, key) })
    }
  }
  anchorsByRoot.set(root, found)
  return found
}

/** The place a reference's fragment names inside a file: a JSON pointer, or an `$anchor` where `anchors` allows it. */
export function fragmentAt(
  root: unknown,
  fragment: string,
  anchors: boolean,
): { node: unknown; pointer: string } | undefined {
  const pointer =
    fragment === '' || fragment.startsWith('/')
      ? fragment
      : anchors
        ? anchorsIn(root).get(fragment)
        : undefined
  const found = pointer === undefined ? undefined : nodeAt(root, pointer)
  return found && pointer !== undefined ? { node: found.node, pointer } : undefined
}
