import { type Document, isMap, isPair, isScalar, isSeq, type Node, parseDocument } from 'yaml'

/** Finds offsets by pointer in YAML, by the ranges of its nodes. Aliases and merged keys are shown where they stand. */
export class YamlPlaces {
  readonly #document: Document

  constructor(text: string) {
    // Only ranges are wanted: what is wrong in the text was said when it was read.
    this.#document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
  }

  get #root(): Node | null {
    return this.#document.contents as Node | null
  }

  /** A scalar is shown by its value unless `byKey`, a container by its key, what is not there by its nearest existing ancestor. */
  find(keys: readonly string[], from: Node | null = this.#root, byKey = false): number {
    let node = from
    let offset = startOf(from)
    for (const key of keys) {
      if (isMap(node)) {
        const pair = node.items.find(({ key: k }) => (isScalar(k) ? scalarKey(k.value) : String(k)) === key)
        if (!pair) return offset
        node = pair.value as Node | null
        offset =
          !byKey && isScalar(node) && node.source !== '' && node.value !== null
            ? startOf(node)
            : startOf(pair.key as Node)
      } else if (isSeq(node)) {
        const item = node.items[Number(key)]
        if (item === undefined) return offset
        node = (isPair(item) ? item.key : item) as Node
        offset = startOf(node)
      } else return offset
    }
    return offset
  }

  /** The outermost value that starts within [`start`, `end`), reached without recursion. */
  nodeBetween(start: number, end: number): Node | null {
    let node = this.#root
    while (node) {
      const at = startOf(node)
      if (at >= start && at < end && node !== this.#document.contents) return node
      const next: Node | undefined = childAround(node, start, end)
      if (!next) return at >= start && at < end ? node : null
      node = next
    }
    return null
  }
}

function childAround(node: Node, start: number, end: number): Node | undefined {
  const children = isMap(node) ? node.items.map(({ value }) => value) : isSeq(node) ? node.items : []
  for (const child of children as (Node | null)[]) {
    const range = child?.range
    if (child && range && range[0] < end && range[2] > start) return child
  }
  return undefined
}

const startOf = (node: Node | null | undefined): number => node?.range?.[0] ?? 0
const scalarKey = (value: unknown): string => (value === null ? '' : String(value))
