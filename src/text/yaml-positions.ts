import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE, type ScalarEvent } from 'js-yaml'

interface Node {
  start: number
  kind: 'map' | 'list' | 'scalar'
  /** What a map or list holds, in order; a list's entries have no key. */
  entries: Entry[]
  /** A scalar that is not written, or is null: shown by its key. */
  unstated: boolean
}

interface Entry {
  key: string
  keyStart: number
  value: Node
}

/** Readers refuse deeper texts; a place in one nobody accepted is not asked for. */
const DEEPEST = 1_000

/** Finds offsets by pointer in YAML, by the events of its parser. Aliases and merged keys are shown where they stand. */
export class YamlPlaces {
  readonly #root: Node | null

  constructor(text: string) {
    // Only places are wanted: what is wrong in the text was said when it was read.
    let events: Event[] = []
    try {
      events = parseEvents(text, { maxDepth: DEEPEST })
    } catch {}
    this.#root = treeOf(text, events)
  }

  /** A scalar is shown by its value unless `byKey`, a container by its key, what is not there by its nearest existing ancestor. */
  find(keys: readonly string[], from: Node | null = this.#root, byKey = false): number {
    let node = from
    let offset = node?.start ?? 0
    for (const key of keys) {
      const entry =
        node?.kind === 'list' ? node.entries[Number(key)] : node?.entries.find(entry => entry.key === key)
      if (!node || !entry) return offset
      const shownByValue =
        node.kind === 'list' || (!byKey && entry.value.kind === 'scalar' && !entry.value.unstated)
      offset = shownByValue ? entry.value.start : entry.keyStart
      node = entry.value
    }
    return offset
  }

  /** The outermost value that starts within [`start`, `end`), reached without recursion. */
  nodeBetween(start: number, end: number): Node | null {
    let node = this.#root
    while (node) {
      const values: Node[] = node.entries.map(({ value }) => value)
      const within = values.find(value => value.start >= start && value.start < end)
      if (within) return within
      const around = values.findLast(value => value.start < start)
      if (!around) return node.start >= start && node.start < end ? node : null
      node = around
    }
    return null
  }
}

/** Nodes of the first document out of the flat stream of events. */
function treeOf(text: string, events: readonly Event[]): Node | null {
  let root: Node | null = null
  const open: { node: Node; key: { text: string; start: number } | undefined }[] = []
  for (const event of events) {
    if (event.type === EVENT_ID.DOCUMENT) {
      if (root) break
      continue
    }
    if (event.type === EVENT_ID.POP) {
      open.pop()
      continue
    }
    const parent = open.at(-1)
    const node = nodeOf(text, event, parent?.key?.start ?? parent?.node.start ?? 0)
    if (parent?.node.kind === 'map' && !parent.key) {
      const named = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : ''
      parent.key = { text: named, start: node.start }
    } else if (parent) {
      parent.node.entries.push({
        key: parent.key?.text ?? '',
        keyStart: parent.key?.start ?? node.start,
        value: node,
      })
      parent.key = undefined
    } else root = node
    if (node.kind !== 'scalar') open.push({ node, key: undefined })
  }
  return root
}

type NodeEvent = Exclude<Event, { type: typeof EVENT_ID.DOCUMENT } | { type: typeof EVENT_ID.POP }>

function nodeOf(text: string, event: NodeEvent, before: number): Node {
  switch (event.type) {
    case EVENT_ID.MAPPING:
      return { start: event.start, kind: 'map', entries: [], unstated: false }
    case EVENT_ID.SEQUENCE:
      return { start: event.start, kind: 'list', entries: [], unstated: false }
    case EVENT_ID.ALIAS:
      return { start: event.anchorStart - 1, kind: 'scalar', entries: [], unstated: false }
    case EVENT_ID.SCALAR: {
      const unstated =
        event.valueStart < 0 ||
        (event.style === SCALAR_STYLE.PLAIN &&
          /^(?:~|null|Null|NULL|)$/.test(text.slice(event.valueStart, event.valueEnd)))
      return {
        start: event.valueStart < 0 ? before : scalarStart(text, event),
        kind: 'scalar',
        entries: [],
        unstated,
      }
    }
  }
}

/** Where a scalar is written, its quote or block mark included. */
function scalarStart(text: string, { style, valueStart }: ScalarEvent): number {
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return valueStart - 1
  if (style === SCALAR_STYLE.LITERAL_BLOCK) return text.lastIndexOf('|', valueStart)
  if (style === SCALAR_STYLE.FOLDED_BLOCK) return text.lastIndexOf('>', valueStart)
  return valueStart
}
