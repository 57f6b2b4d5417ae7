import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { isObject } from '../../text/json-tree.ts'
import { lineIndex } from '../../text/line-column.ts'
import { keysOf } from '../../text/positions.ts'
import { fault } from '../input/codes.ts'
import { MOST_DEPTH } from '../input/structured.ts'
import type { TextFile } from '../input/text-file.ts'
import { composeYaml } from '../input/yaml-text.ts'
import type { RawRecord } from './record.ts'

/**
 * The records of a YAML catalogue, held whole (its size is bounded). Scalars stay the text they are written as:
 * `catalog_code: 002099001000` keeps its zeros.
 *
 * @throws InputError of `parseYaml`, `catalogue-no-array`, `catalogue-several-arrays`
 */
export function yamlRecords(
  file: TextFile,
  pointer: string | undefined,
): RawRecord<Record<string, unknown>>[] {
  const document = composeYaml(file.text, file.path, MOST_DEPTH, 'failsafe')
  const lines = lineIndex(file.text)
  const place = { file: file.path, line: 1, column: 1 }
  const found = arraysAt(document.contents as Node | null, pointer)
  if (found.length !== 1) {
    const code = found.length === 0 ? 'catalogue-no-array' : 'catalogue-several-arrays'
    throw fault(code, place, { pointer: pointer ?? '' })
  }
  const [array] = found
  if (!isSeq(array)) return []
  const values = array.toJS(document, { maxAliasCount: -1 }) as unknown[]
  return array.items.map((item, index) => {
    const at = lines.spot((item as Node | null)?.range?.[0] ?? 0)
    const value = values[index]
    return isObject(value)
      ? { ...at, value: withoutNulls(value) }
      : { ...at, fault: fault('row-not-an-object', { file: file.path, ...at }, { line: at.line }) }
  })
}

/** The sequence a pointer names, else the root sequence, else the root's members that are lists of maps. */
function arraysAt(root: Node | null, pointer: string | undefined): Node[] {
  if (pointer !== undefined) {
    let node: unknown = root
    for (const key of keysOf(pointer)) {
      if (isMap(node))
        node = node.items.find(pair => isScalar(pair.key) && String(pair.key.value) === key)?.value
      else if (isSeq(node)) node = node.items[Number(key)]
      else return []
    }
    return isSeq(node) ? [node] : []
  }
  if (isSeq(root)) return [root]
  if (!isMap(root)) return []
  const lists = root.items.map(pair => pair.value).filter(isSeq)
  const ofMaps = lists.filter(list => isMap(list.items[0]))
  return ofMaps.length > 0 ? ofMaps : lists.filter(list => list.items.length === 0).slice(0, 1)
}

/** Without a schema, `~` and `null` are words; in a catalogue they mean nothing is stated. */
function withoutNulls(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, member === '~' || member === 'null' ? null : member]),
  )
}
