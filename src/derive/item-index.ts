import { shortHash } from './short-hash.ts'

const NONE = -1

/**
 * Finds records by item code, several with one code told apart by their handling item (业务办理项); a record or a question
 * that names none fits every one. Costs about 50 bytes a record: a Map entry for the code, two numbers for the rest.
 */
export class ItemIndex {
  readonly #first = new Map<number, number>()
  #next = new Int32Array(64)
  #handle = new Uint32Array(64)
  #count = 0

  /** @returns the ordinal of the record, from 0. Without a code it has one and is never found. */
  add(code: string, handle: string): number {
    const at = this.#count++
    if (at >= this.#next.length) {
      this.#next = grown(this.#next, Int32Array)
      this.#handle = grown(this.#handle, Uint32Array)
    }
    this.#next[at] = NONE
    this.#handle[at] = handleHash(handle)
    if (code === '') return at
    const key = shortHash(code)
    const before = this.#first.get(key)
    if (before !== undefined) this.#next[at] = before
    this.#first.set(key, at)
    return at
  }

  get size(): number {
    return this.#count
  }

  /** Ordinals of the records that may be the item asked for; at most `limit`, the newest first. */
  find(code: string, handle: string, limit = 64): number[] {
    const wanted = handleHash(handle)
    const found: number[] = []
    let at = code === '' ? NONE : (this.#first.get(shortHash(code)) ?? NONE)
    for (let steps = 0; at !== NONE && steps < limit; steps++) {
      const own = this.#handle[at] as number
      if (own === wanted || own === 0 || wanted === 0) found.push(at)
      at = this.#next[at] as number
    }
    return found
  }
}

/** A longer copy, for state that grows with the units seen. */
export function grown<T extends Int32Array | Uint32Array | Uint16Array | Float32Array>(
  old: T,
  kind: new (length: number) => T,
): T {
  const next = new kind(old.length * 2)
  next.set(old)
  return next
}

/** 0 = names none. */
function handleHash(handle: string): number {
  return handle === '' || handle === '无' || handle === '/' ? 0 : (shortHash(handle) % 0xffffffff) + 1
}
