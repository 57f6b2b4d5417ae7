import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import { type Change, changed } from './fault-change.ts'
import type { StatementEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

const FILE = 'attestations.yaml'

/** Puts a fault into one statement of the copied attestations file, keeping its comments. */
export function plantStatement(edit: StatementEdit, code: string, folder: string, choice: Choice): Planted[] {
  const path = join(folder, FILE)
  const document = parseDocument(readFileSync(path, 'utf8'))
  const list = document.get('statements')
  if (!isSeq(list)) throw new Error(`${FILE} holds no statements`)
  if (choice.reorder) shuffle(list, choice)
  const wanted = edit.of ?? code
  const index = list.items.findIndex(item => isMap(item) && item.get('code') === wanted)
  if (index < 0) throw new Error(`no statement on ${wanted}`)
  const [pointer] = choice.places(edit.at, 1) as [string]
  if (edit.copy) list.items.push((list.items[index] as YAMLMap).clone())
  else if (edit.delete) document.deleteIn(keys(index, pointer))
  else if (edit.set !== undefined) put(document, index, pointer, edit.set, choice)
  for (const [place, change] of Object.entries(edit.also ?? {})) put(document, index, place, change, choice)
  writeFileSync(path, String(document))
  return [{ unit: edit.copy ? `${code}#2` : code, file: FILE, pointer, slots: {} }]
}

function put(document: Document, index: number, pointer: string, change: Change, choice: Choice): void {
  const path = keys(index, pointer)
  const current = document.getIn(path)
  document.setIn(path, document.createNode(changed(change, current, {}, choice.random)))
}

function keys(index: number, pointer: string): (string | number)[] {
  const parts = pointer.split('/').slice(1)
  return ['statements', index, ...parts.map(part => (/^\d+$/.test(part) ? Number(part) : part))]
}

function shuffle({ items }: YAMLSeq, choice: Choice): void {
  for (let last = items.length - 1; last > 0; last--) {
    const other = choice.random.between(0, last)
    ;[items[last], items[other]] = [items[other], items[last]]
  }
}
