import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { parse, stringify } from 'yaml'
import { changed } from './fault-change.ts'
import type { DocumentEdit } from './fault-file.ts'
import type { Choice, Planted } from './fault-patch.ts'

type Node = Record<string, unknown>
interface Spot {
  api: string
  operation: string
  file: string
  pointer: string
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch']

/** Puts a fault into one place of the OpenAPI documents the copied manifest names. */
export function plantDocument(edit: DocumentEdit, folder: string, choice: Choice): Planted[] {
  const files = new Map<string, Node>()
  const load = (file: string): Node => {
    let value = files.get(file)
    if (!value) {
      value = parse(readFileSync(join(folder, file), 'utf8')) as Node
      files.set(file, value)
    }
    return value
  }
  const { apis } = load('wutong.yaml') as { apis: { id: string; document: string }[] }
  const spots = apis
    .filter(api => edit.apis.includes(api.id))
    .flatMap(api => spotsOf(edit, api.id, api.document, load))
    .filter(spot =>
      Object.entries(edit.where ?? {}).every(([field, values]) =>
        values.includes(at(load(spot.file), spot.pointer + slash(field))),
      ),
    )
    .filter(
      spot =>
        !edit.delete ||
        edit.delete.some(path => at(load(spot.file), spot.pointer + slash(path)) !== undefined),
    )
  const [spot] = choice.places(spots, 1) as [Spot]
  const root = load(spot.file)
  let path = ''
  if (edit.delete) {
    const present = edit.delete.filter(option => at(root, spot.pointer + slash(option)) !== undefined)
    path = choice.random.pick(present)
    const [holder, key] = holderOf(root, spot.pointer + slash(path))
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete holder[key]
  }
  for (const [option, change] of Object.entries(edit.set ?? {})) {
    path ||= option
    const [holder, key] = holderOf(root, spot.pointer + slash(option))
    holder[key] = changed(change, holder[key], {}, choice.random)
  }
  const text = spot.file.endsWith('.json')
    ? `${JSON.stringify(root, null, 2)}\n`
    : stringify(root, { lineWidth: 0 })
  writeFileSync(join(folder, spot.file), text)
  return [
    {
      unit: spot.api,
      otherUnit: spot.operation,
      file: spot.file,
      pointer: spot.pointer + slash(path),
      slots: { node: spot.pointer },
    },
  ]
}

/** Every place in one API's files where a node of the wanted kind stands. */
function spotsOf(edit: DocumentEdit, api: string, file: string, load: (file: string) => Node): Spot[] {
  if (edit.at) {
    return edit.at.map(place => {
      const [there = '', pointer = ''] = place.split('#')
      return { api, operation: '', file: there, pointer }
    })
  }
  const root = load(file)
  if (edit.node === 'info') return [{ api, operation: '', file, pointer: '/info' }]
  if (edit.node === 'root') return [{ api, operation: '', file, pointer: '' }]
  const operations = Object.entries(root.paths as Record<string, Node>).flatMap(([path, item]) =>
    operationsOf(api, path, followed(item, file, `/paths/${escaped(path)}`, load)),
  )
  if (edit.node === 'operation') return operations
  if (edit.node === 'secured-operation') return operations.filter(({ node }) => !isOpen(node))
  if (edit.node === 'open-operation') return operations.filter(({ node }) => isOpen(node))
  const group = edit.node === 'parameter' ? 'parameters' : 'responses'
  return operations.flatMap(({ node, ...spot }) =>
    Object.entries((node[group] ?? {}) as Record<string, Node>).flatMap(([key, member]) =>
      member.$ref ? [] : [{ ...spot, pointer: `${spot.pointer}/${group}/${key}` }],
    ),
  )
}

function isOpen(operation: Node): boolean {
  return Array.isArray(operation.security) && operation.security.length === 0
}

/** A path item, or the one in another file that its `$ref` names. */
function followed(item: Node, file: string, pointer: string, load: (file: string) => Node) {
  if (typeof item.$ref !== 'string') return { file, pointer, node: item }
  const [target = '', there = ''] = item.$ref.split('#')
  const other = posix.normalize(posix.join(dirname(file), target))
  return { file: other, pointer: there, node: at(load(other), there) as Node }
}

function operationsOf(api: string, path: string, item: { file: string; pointer: string; node: Node }) {
  return METHODS.filter(method => item.node[method]).map(method => ({
    api,
    operation: `${method.toUpperCase()} ${path}`,
    file: item.file,
    pointer: `${item.pointer}/${method}`,
    node: item.node[method] as Node,
  }))
}

function slash(path: string): string {
  return path === '' ? '' : `/${path}`
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}

function at(root: unknown, pointer: string): unknown {
  let node = root as Node | undefined
  for (const part of pointer.split('/').slice(1)) {
    node = node?.[part.replaceAll('~1', '/').replaceAll('~0', '~')] as Node | undefined
  }
  return node
}

function holderOf(root: Node, pointer: string): [holder: Node, key: string] {
  const cut = pointer.lastIndexOf('/')
  const holder = at(root, pointer.slice(0, cut)) as Node | undefined
  if (!holder) throw new Error(`nothing at ${pointer.slice(0, cut)}`)
  return [
    holder,
    pointer
      .slice(cut + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~'),
  ]
}
