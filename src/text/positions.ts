import type { SourceText } from '../model/evidence.ts'
import { cellAt, separatorOf } from './csv-positions.ts'
import { plainJson } from './json-comments.ts'
import { JsonPlaces } from './json-positions.ts'
import { lineIndex, type Spot } from './line-column.ts'
import { YamlPlaces } from './yaml-positions.ts'

export interface Locator {
  /**
   * Line and column of what a pointer names; the nearest existing ancestor where it names nothing.
   * `at` is where the unit starts (a catalogue's record), and the pointer then counts inside the unit.
   */
  locate(pointer: string, at?: Partial<Spot>): Spot | undefined
  /** As `locate` in a tree, but a scalar is shown by its key. */
  locateKey(pointer: string): Spot | undefined
}

/**
 * Finds places in one text; build it once per text. Nothing is parsed before the first question.
 *
 * @param columns as in `SourceText`: CSV fields in column order, or `field=source key` for trees
 */
export function createLocator(
  text: string,
  format: SourceText['format'],
  columns?: readonly string[],
): Locator {
  // A workbook has no text: the unit knows its row, the pointer names the column.
  if (format === 'xlsx') return { locate: inSheet, locateKey: () => undefined }
  const lines = once(() => lineIndex(text))
  const sourceKeys = once(() => renamed(format === 'csv' ? undefined : columns))
  const separator = once(() => separatorOf(text.slice(0, Math.max(0, text.indexOf('\n')))))
  const json = once(() => new JsonPlaces(format === 'jsonc' ? plainJson(text).json : text))
  const yaml = once(() => new YamlPlaces(text))

  function inSheet(pointer: string, at: Partial<Spot> | undefined): Spot | undefined {
    if (at?.line === undefined) return undefined
    return { line: at.line, column: Math.max(0, columnOf(columns ?? [], keysOf(pointer))) + 1 }
  }

  function inTree(pointer: string, at: Partial<Spot> | undefined): Spot | undefined {
    const keys = at ? sourceKeys()(keysOf(pointer)) : keysOf(pointer)
    if (format === 'ndjson' && at?.line === undefined) return undefined
    if (at?.line === undefined) return lines().spot(format === 'yaml' ? yaml().find(keys) : json().find(keys))
    const start = lines().start(at.line) + (at.column ?? 1) - 1
    const lineEnd = lines().start(at.line + 1)
    if (format === 'yaml') {
      const node = yaml().nodeBetween(start, lineEnd)
      return node ? lines().spot(yaml().find(keys, node)) : undefined
    }
    const opening = text.slice(start, lineEnd).search(/[{[]/)
    return opening < 0 ? undefined : lines().spot(json().find(keys, start + opening))
  }

  function inTable(pointer: string, at: Partial<Spot> | undefined): Spot | undefined {
    const start = lines().start(at?.line ?? 1)
    const index = columnOf(columns ?? [], keysOf(pointer))
    if (start >= text.length) return undefined
    return lines().spot(cellAt(text, start, Math.max(0, index), separator()).offset)
  }

  function keyInTree(pointer: string): Spot | undefined {
    if (format === 'csv' || format === 'ndjson') return undefined
    const keys = keysOf(pointer)
    return lines().spot((format === 'yaml' ? yaml() : json()).find(keys, undefined, true))
  }

  return { locate: format === 'csv' ? inTable : inTree, locateKey: keyInTree }
}

/** One place, for one-off questions. @returns undefined for NDJSON, CSV and XLSX, which need a record's line. */
export function pointerPosition(
  text: string,
  format: SourceText['format'],
  pointer: string,
): Spot | undefined {
  return format === 'csv' ? undefined : createLocator(text, format).locate(pointer)
}

/** Keys of a JSON pointer (RFC 6901), unescaped; also of one written as a URI fragment's text. */
export function keysOf(pointer: string): string[] {
  if (pointer === '') return []
  return pointer
    .slice(pointer.startsWith('/') ? 1 : 0)
    .split('/')
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The column that gives a field: `/task_code` → `task_code`, `/ext/materials/2/source` → `ext.materials`. */
function columnOf(columns: readonly string[], keys: readonly string[]): number {
  const field = keys[0] === 'ext' && keys.length > 1 ? `ext.${keys[1]}` : (keys[0] ?? '')
  const own = columns.indexOf(field)
  return own >= 0 ? own : columns.findIndex(column => column.split(' ').includes(field))
}

/** Turns the keys of a field into the keys its source uses, after `field=source key` pairs. */
function renamed(pairs: readonly string[] | undefined): (keys: string[]) => string[] {
  const known = new Map<string, string[]>()
  for (const pair of pairs ?? []) {
    const cut = pair.indexOf('=')
    if (cut < 0) continue
    const source = pair.slice(cut + 1)
    known.set(pair.slice(0, cut), source.startsWith('/') ? keysOf(source) : [source])
  }
  return keys => {
    const inExt = keys[0] === 'ext' && keys.length > 1
    const source = known.get(inExt ? `ext.${keys[1]}` : (keys[0] ?? ''))
    return source ? [...source, ...keys.slice(inExt ? 2 : 1)] : keys
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
