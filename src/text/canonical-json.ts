interface Frame {
  container: object
  /** Sorted names; undefined for arrays. */
  names: string[] | undefined
  next: number
}

/**
 * JSON with sorted keys (by UTF-16 code unit, as RFC 8785) and no white space: equal values, equal text. Like
 * `JSON.stringify` it leaves out undefined members and writes `null` for undefined elements and for NaN and infinities;
 * `toJSON` is not called. Walks with its own stack, so depth is bounded by memory alone.
 * @throws TypeError for cycles and for values JSON does not know (functions, symbols, bigints).
 */
export function canonicalJson(value: unknown): string {
  try {
    // Native and many times faster; only what nests thousands of levels deep has to be walked here.
    return JSON.stringify(value, sortedMembers) ?? 'null'
  } catch (error) {
    if (error instanceof RangeError) return walked(value)
    throw error
  }
}

/** Replacer of `JSON.stringify`: objects with their members sorted; `toJSON` has been called, so the member itself is taken. */
function sortedMembers(this: unknown, key: string, _value: unknown): unknown {
  const value = (this as Record<string, unknown>)[key]
  if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    throw new TypeError(`no canonical JSON for a ${typeof value}`)
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value
  const names = Object.keys(value)
  // Names that look like array indices would be put first whatever the order they are set in.
  if (names.some(name => name === '__proto__' || /^\d+$/.test(name))) throw new RangeError(key)
  const sorted: Record<string, unknown> = {}
  for (const name of names.sort()) sorted[name] = (value as Record<string, unknown>)[name]
  return sorted
}

function walked(value: unknown): string {
  const out: string[] = []
  const stack: Frame[] = []
  const open = new Set<object>()
  write(value)
  while (stack.length > 0) {
    const frame = stack[stack.length - 1] as Frame
    const { container, names } = frame
    const length = names ? names.length : (container as unknown[]).length
    if (frame.next === length) {
      out.push(names ? '}' : ']')
      open.delete(container)
      stack.pop()
      continue
    }
    const index = frame.next++
    if (index > 0) out.push(',')
    if (names) {
      const name = names[index] as string
      out.push(JSON.stringify(name), ':')
      write((container as Record<string, unknown>)[name])
    } else {
      write((container as unknown[])[index])
    }
  }
  return out.join('')

  function write(part: unknown): void {
    if (part === null || typeof part !== 'object') {
      out.push(scalar(part))
      return
    }
    if (open.has(part)) throw new TypeError('a cycle has no canonical JSON')
    open.add(part)
    const names = Array.isArray(part)
      ? undefined
      : Object.keys(part)
          .filter(name => (part as Record<string, unknown>)[name] !== undefined)
          .sort()
    out.push(names ? '{' : '[')
    stack.push({ container: part, names, next: 0 })
  }
}

function scalar(value: unknown): string {
  if (value === undefined) return 'null'
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    value === null
  ) {
    return JSON.stringify(value)
  }
  throw new TypeError(`no canonical JSON for a ${typeof value}`)
}
