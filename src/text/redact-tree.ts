import { decidingName } from './secrets.ts'

type Node = Record<string, unknown> | unknown[]
interface Change {
  values: Map<string | number, unknown>
  keys: Map<string, string>
}
interface Walk {
  /** The node in which a node was met first; the root has none. */
  parents: Map<Node, Node | undefined>
  /** Further nodes that hold it, for the few that are shared. */
  otherParents: Map<Node, Node[]>
  changes: Map<Node, Change>
  json: boolean
}

export interface Redacted<T> {
  value: T
  /** Would JSON give back this very value? Not with shared or cyclic nodes, -0, infinities, undefined members or classes. */
  json: boolean
}

/**
 * Deep copy of JSON-like data in which `scalar` (given the deciding name) and `text` (for keys) replaced what they hide; the
 * root itself when nothing changed. Walks once, notes what changes, then copies only the nodes on the way to a change:
 * iterative, shared and cyclic nodes stay shared, keys named `__proto__` stay keys. Fields in `publicFields` are not touched.
 */
export function redactTree<T>(
  root: T,
  scalar: (value: unknown, name: string) => unknown,
  text: (text: string) => string,
  publicFields: ReadonlySet<string>,
): Redacted<T> {
  if (!isNode(root)) return { value: scalar(root, '') as T, json: isJsonScalar(root) }
  const walk: Walk = {
    parents: new Map([[root, undefined]]),
    otherParents: new Map(),
    changes: new Map(),
    json: true,
  }
  const nodes: Node[] = [root]
  const names: string[] = ['']
  while (nodes.length > 0) {
    const node = nodes.pop() as Node
    const name = names.pop() as string
    const from = nodes.length
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index++) {
        const value = node[index]
        if (isNode(value)) {
          if (meets(walk, value, node)) enter(nodes, names, value, name)
          continue
        }
        walk.json &&= isJsonScalar(value)
        if (!publicFields.has(name)) note(walk, node, index, value, scalar(value, name))
      }
    } else {
      walk.json &&= Object.getPrototypeOf(node) === Object.prototype
      for (const key of Object.keys(node)) {
        const deciding = decidingName(key, name)
        const shown = text(key)
        if (shown !== key) changeOf(walk, node).keys.set(key, shown)
        const value = node[key]
        if (isNode(value)) {
          if (meets(walk, value, node)) enter(nodes, names, value, deciding)
          continue
        }
        walk.json &&= isJsonScalar(value)
        if (!publicFields.has(deciding)) note(walk, node, key, value, scalar(value, deciding))
      }
    }
    // Last in, first out: turned round, so that numbers follow the order of the document.
    reverseFrom(nodes, from)
    reverseFrom(names, from)
  }
  const value = walk.changes.size === 0 ? root : (copyChanged(root, walk) as T)
  return { value, json: walk.json && walk.otherParents.size === 0 }
}

function isJsonScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0)
  return typeof value === 'string' || typeof value === 'boolean' || value === null
}

function copyChanged(root: Node, { parents, otherParents, changes }: Walk): unknown {
  const copies = new Map<Node, Node>()
  const dirty = [...changes.keys()]
  for (let node = dirty.pop(); node; node = dirty.pop()) {
    if (copies.has(node)) continue
    copies.set(node, Array.isArray(node) ? [] : {})
    const above = parents.get(node)
    if (above) dirty.push(above)
    for (const other of otherParents.get(node) ?? []) dirty.push(other)
  }
  const replaced = (value: unknown) => (isNode(value) ? (copies.get(value) ?? value) : value)
  for (const [node, copy] of copies) {
    const change = changes.get(node)
    const valueAt = (key: string | number, value: unknown) =>
      change?.values.has(key) ? change.values.get(key) : replaced(value)
    if (Array.isArray(node)) {
      for (let index = 0; index < node.length; index++) (copy as unknown[]).push(valueAt(index, node[index]))
      continue
    }
    for (const key of Object.keys(node)) {
      // Defined, not assigned: a key named `__proto__` must stay a key.
      Object.defineProperty(copy, change?.keys.get(key) ?? key, {
        value: valueAt(key, node[key]),
        enumerable: true,
        writable: true,
        configurable: true,
      })
    }
  }
  return copies.get(root) ?? root
}

/** Remembers who holds a node; true when it is met for the first time. */
function meets({ parents, otherParents }: Walk, node: Node, holder: Node): boolean {
  if (!parents.has(node)) {
    parents.set(node, holder)
    return true
  }
  const others = otherParents.get(node)
  if (others) others.push(holder)
  else otherParents.set(node, [holder])
  return false
}

function enter(nodes: Node[], names: string[], node: Node, name: string): void {
  nodes.push(node)
  names.push(name)
}

function note(walk: Walk, node: Node, key: string | number, value: unknown, shown: unknown): void {
  if (shown !== value) changeOf(walk, node).values.set(key, shown)
}

function changeOf({ changes }: Walk, node: Node): Change {
  let change = changes.get(node)
  if (!change) {
    change = { values: new Map(), keys: new Map() }
    changes.set(node, change)
  }
  return change
}

function reverseFrom(list: unknown[], from: number): void {
  for (let low = from, high = list.length - 1; low < high; low++, high--) {
    const kept = list[low]
    list[low] = list[high]
    list[high] = kept
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null
}
