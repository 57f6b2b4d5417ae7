import { pointerTo } from '../../text/json-tree.ts'

/** What the official schema objects to; each kind carries the data a message needs. */
export type Fault = { pointer: string; place: string; object: string } & (
  | { kind: 'missingField'; field: string }
  | { kind: 'missingOneOf'; fields: string }
  | { kind: 'unknownField'; field: string; allowed: readonly string[] }
  | { kind: 'exclusiveFields'; fields: string }
  | { kind: 'wrongType'; expected: string; found: string }
  | { kind: 'notAllowed'; value: string; allowed: string }
  | { kind: 'wrongForm'; value: string; form: string }
  | { kind: 'badName'; name: string; form: string }
  | { kind: 'wrongSize'; limit: string; found: string }
  | { kind: 'duplicateEntry'; first: string }
)
type Distribute<F> = F extends unknown ? Omit<F, 'pointer' | 'place' | 'object'> : never
export type FaultBody = Distribute<Fault>

/** Keys from the root, newest first: pointers are only written for what is reported. */
export interface Path {
  parent: Path | undefined
  key: string | number
  /** The value at this place; gives array elements a name that survives reordering. */
  value: unknown
}

export function pointerOf(path: Path | undefined): string {
  return keysOf(path).reduce<string>((base, step) => pointerTo(base, step.key), '')
}

/** Like the pointer, but array elements go by what they declare (`in`, `name`, `url`) where they do: no order in it. */
export function placeOf(path: Path | undefined): string {
  return keysOf(path).reduce<string>((base, step) => pointerTo(base, nameOf(step)), '')
}

function keysOf(path: Path | undefined): Path[] {
  const keys: Path[] = []
  for (let at = path; at; at = at.parent) keys.push(at)
  return keys.reverse()
}

function nameOf({ key, value }: Path): string | number {
  if (typeof key !== 'number' || value === null || typeof value !== 'object') return key
  const named = value as Record<string, unknown>
  const parts = ['in', 'name', 'url', '$ref']
    .map(word => named[word])
    .filter(part => typeof part === 'string')
  return parts.length > 0 ? `[${parts.join(':').slice(0, 200)}]` : key
}
