import { pointerTo } from '../text/json-tree.ts'
import type { ApiExample } from './api-contents.ts'

/** A value inside an example. Its pointer is put together when asked for: examples are walked whole, few values are told. */
export interface ExampleSpot {
  readonly value: unknown
  /** Name of the nearest property or parameter around it. */
  readonly name: string
  /** What holds it; undefined for the example itself, whose `key` is its pointer. */
  readonly parent: ExampleSpot | undefined
  readonly key: string
}

export function spotOf({ value, name, pointer }: ApiExample): ExampleSpot {
  return { value, name, parent: undefined, key: pointer }
}

/** JSON pointer of a value inside an example, from the root of the file. */
export function spotPointer(spot: ExampleSpot): string {
  const keys: string[] = []
  let at = spot
  for (; at.parent; at = at.parent) keys.push(at.key)
  return keys.reduceRight((pointer, key) => pointerTo(pointer, key), at.key)
}
