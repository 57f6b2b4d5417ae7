import { spaceEnd, stringEnd, valueEnd } from './json-scan.ts'

/** Where a member or element starts: `key` is -1 in arrays. */
interface Entry {
  key: number
  value: number
}

/**
 * Finds offsets by JSON pointer in well-formed JSON without building values. Each container on the way is read once,
 * and what is not on the way is skipped, so hundreds of pointers cost about one scan.
 */
export class JsonPlaces {
  readonly #text: string
  readonly #containers = new Map<number, ReadonlyMap<string, Entry>>()

  constructor(text: string) {
    this.#text = text
  }

  get root(): number {
    return spaceEnd(this.#text, 0)
  }

  /**
   * Offset of what the keys name below the value at `from`, or of its nearest existing ancestor.
   * A scalar is shown by its value unless `byKey`, a container by its key.
   */
  find(keys: readonly string[], from: number = this.root, byKey = false): number {
    let entry: Entry = { key: -1, value: from }
    for (const key of keys) {
      const next = this.#members(entry.value).get(key)
      if (!next) break
      entry = next
    }
    const container = this.#text[entry.value] === '{' || this.#text[entry.value] === '['
    return (container || byKey) && entry.key >= 0 ? entry.key : entry.value
  }

  #members(at: number): ReadonlyMap<string, Entry> {
    let members = this.#containers.get(at)
    if (!members) {
      members = readMembers(this.#text, at)
      this.#containers.set(at, members)
    }
    return members
  }
}

function readMembers(text: string, at: number): Map<string, Entry> {
  const members = new Map<string, Entry>()
  const opening = text[at]
  if (opening !== '{' && opening !== '[') return members
  let i = spaceEnd(text, at + 1)
  for (let index = 0; i < text.length && text[i] !== '}' && text[i] !== ']'; index++) {
    let key = -1
    let name = String(index)
    if (opening === '{') {
      if (text[i] !== '"') break
      key = i
      const end = stringEnd(text, i)
      name = unquoted(text.slice(i, end))
      i = spaceEnd(text, end)
      if (text[i] !== ':') break
      i = spaceEnd(text, i + 1)
    }
    members.set(name, { key, value: i })
    const end = spaceEnd(text, valueEnd(text, i))
    if (text[end] !== ',') break
    i = spaceEnd(text, end + 1)
  }
  return members
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string
  } catch {
    return text
  }
}
