import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, parseDocument } from 'yaml'
import { changed } from './fault-change.ts'
import type { ManifestEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

const FILE = 'wutong.yaml'

/** Puts a manifest fault into the copied `wutong.yaml`, keeping its comments. */
export function plantManifest(edit: ManifestEdit, folder: string, choice: Choice): Planted[] {
  const path = join(folder, FILE)
  const document = parseDocument(readFileSync(path, 'utf8'))
  const [pointer] = choice.places(edit.at, 1) as [string]
  let dropped = ''
  if (edit.drop) dropped = drop(document, pointer, edit.drop, choice)
  else if (edit.delete) document.deleteIn(keys(pointer))
  else if (edit.set !== undefined) put(document, pointer, edit.set, choice)
  for (const [place, change] of Object.entries(edit.also ?? {})) put(document, place, change, choice)
  if (choice.reorder && isMap(document.contents)) shuffle(document.contents.items, choice)
  writeFileSync(path, String(document))
  // A rule over documents reports on the API that the manifest describes there.
  const api = /^\/apis\/\d+/.exec(pointer)?.[0]
  const otherUnit = api && String(document.getIn([...keys(api), 'id']))
  return [{ unit: 'manifest', ...(otherUnit ? { otherUnit } : {}), file: FILE, pointer, slots: { dropped } }]
}

function put(
  document: Document,
  pointer: string,
  change: Parameters<typeof changed>[0],
  choice: Choice,
): void {
  const path = keys(pointer)
  const current = document.getIn(path)
  document.setIn(path, document.createNode(changed(change, current, {}, choice.random)))
}

function drop(
  document: Document,
  pointer: string,
  { field, among }: NonNullable<ManifestEdit['drop']>,
  choice: Choice,
): string {
  const value = choice.random.pick(among)
  const list = (document.toJS() as Record<string, unknown>)[pointer.slice(1)] as Record<string, unknown>[]
  for (let index = list.length - 1; index >= 0; index--) {
    if (list[index]?.[field] === value) document.deleteIn([...keys(pointer), index])
  }
  return value
}

/** Sections in another order: the fault moves in the file although its pointer stays. */
function shuffle<T>(entries: T[], choice: Choice): void {
  for (let last = entries.length - 1; last > 0; last--) {
    const other = choice.random.between(0, last)
    ;[entries[last], entries[other]] = [entries[other] as T, entries[last] as T]
  }
}

function keys(pointer: string): (string | number)[] {
  return pointer
    .split('/')
    .slice(1)
    .map(part => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')))
}
