import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parse } from 'yaml'
import { isObject, nodeAt } from '../text/json-tree.ts'
import { keysOf } from '../text/positions.ts'
import { changed } from './fault-change.ts'
import type { ProjectEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

const PAGE_PARTS = ['.wxml', '.js']

/** Puts a fault into one place of a mini-program's manifest or project file, or takes a page's files away. */
export function plantProject(edit: ProjectEdit, folder: string, choice: Choice): Planted[] {
  const { channels } = parse(readFileSync(join(folder, 'wutong.yaml'), 'utf8')) as {
    channels: { id: string; project?: string }[]
  }
  const project = channels.find(({ id }) => id === edit.channel)?.project
  if (project === undefined) throw new Error(`channel ${edit.channel} has no project`)
  const path = join(folder, project, edit.file ?? 'app.json')
  const root = JSON.parse(readFileSync(path, 'utf8')) as unknown
  const [drawn] = choice.places(edit.at, 1) as [string]
  const value = nodeAt(root, drawn)?.node
  if (value === undefined) throw new Error(`nothing at ${drawn}`)
  const holder = nodeAt(root, drawn.slice(0, drawn.lastIndexOf('/')))?.node as
    | Record<string, unknown>
    | unknown[]
  const key = keysOf(drawn).at(-1) as string
  let pointer = drawn
  if (edit.withoutFiles) {
    const page = pagePath(root, drawn, String(value))
    for (const part of PAGE_PARTS) rmSync(join(folder, project, page + part))
  } else if (edit.copy && Array.isArray(holder)) {
    pointer = `${drawn.slice(0, drawn.lastIndexOf('/'))}/${holder.push(value) - 1}`
  } else if (edit.delete) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  } else if (edit.set !== undefined) {
    ;(holder as Record<string, unknown>)[key] = changed(edit.set, value, {}, choice.random)
  }
  writeFileSync(path, `${JSON.stringify(root, null, 2)}\n`)
  return [{ unit: edit.channel, file: posix.join(project, 'app.json'), pointer, slots: {} }]
}

/** Pages of a subpackage are written relative to its root. */
function pagePath(root: unknown, pointer: string, path: string): string {
  const owner = nodeAt(root, pointer.replace(/\/pages\/\d+$/, ''))?.node
  return isObject(owner) && typeof owner.root === 'string' ? posix.join(owner.root, path) : path
}
