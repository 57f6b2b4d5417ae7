import type { ApiDocument } from '../model/evidence.ts'
import { isObject, pointerTo } from '../text/json-tree.ts'
import { operations } from './operations.ts'

/** An address a document calls: of a server, or of whoever issues its tokens. */
export interface Address {
  kind: 'server' | 'token'
  /** As written, at most 200 characters. */
  written: string
  /** What it can stand for: server variables filled in, `written` itself without any; empty when a variable has no value. */
  meant: readonly string[]
  file: string
  pointer: string
}

/** Ours: more values of the variables of one address are not tried; with more variables none are. */
const MOST_MEANT = 64
const MOST_VARIABLES = 8
/** Ours: what is beyond is cut off. */
const LONGEST = 2000
const known = new WeakMap<ApiDocument, readonly Address[]>()

/**
 * Every server address of a document (root, path items, operations) and the addresses of its security schemes, in document
 * order, memoised. Swagger 2.0 is read as written: schemes that are not stated follow the caller's and make no address.
 */
export function addresses(document: ApiDocument): readonly Address[] {
  let list = known.get(document)
  if (!list) {
    list = [...serverAddresses(document), ...tokenAddresses(document)]
    known.set(document, list)
  }
  return list
}

function serverAddresses(document: ApiDocument): Address[] {
  const root = Object.hasOwn(document.files, document.root) ? document.files[document.root] : undefined
  if (document.convertedFrom !== undefined) return swaggerAddresses(document, document.original)
  if (!isObject(root)) return []
  const found = listed(root.servers, document.root, '/servers')
  const items = new Set<string>()
  for (const operation of operations(document)) {
    const { file, pointer, node, holders } = operation
    for (const item of holders) {
      const place = `${item.file}#${item.pointer}`
      if (items.has(place)) continue
      items.add(place)
      found.push(...listed(item.node.servers, item.file, pointerTo(item.pointer, 'servers')))
    }
    if (Object.hasOwn(node, 'servers'))
      found.push(...listed(node.servers, file, pointerTo(pointer, 'servers')))
  }
  return found
}

function listed(servers: unknown, file: string, base: string): Address[] {
  if (!Array.isArray(servers)) return []
  return servers.flatMap((server, index): Address[] => {
    if (!isObject(server) || typeof server.url !== 'string') return []
    const pointer = `${pointerTo(base, index)}/url`
    const url = server.url.slice(0, LONGEST)
    return [
      { kind: 'server', written: url.slice(0, 200), meant: filled(url, server.variables), file, pointer },
    ]
  })
}

/** An address with each value its variables can take, the default first; none when a variable has no value at all. */
function filled(url: string, variables: unknown): string[] {
  let meant = [url]
  const slots = [...url.matchAll(/\{([^{}]*)\}/g)]
  if (slots.length > MOST_VARIABLES) return []
  for (const [slot, name = ''] of slots) {
    const variable = isObject(variables) && Object.hasOwn(variables, name) ? variables[name] : undefined
    const stated = isObject(variable)
      ? [variable.default, ...(Array.isArray(variable.enum) ? variable.enum.slice(0, MOST_MEANT) : [])]
      : []
    const values = stated.filter(value => typeof value === 'string' || typeof value === 'number')
    const different = [...new Set(values.map(value => String(value).slice(0, 200)))]
    if (different.length === 0) return []
    meant = meant
      .flatMap(text => different.map(value => text.replace(slot, () => value)))
      .slice(0, MOST_MEANT)
  }
  return meant
}

function swaggerAddresses(document: ApiDocument, original: unknown): Address[] {
  if (!isObject(original) || typeof original.host !== 'string' || original.host === '') return []
  const tail = (original.host + (typeof original.basePath === 'string' ? original.basePath : '')).slice(
    0,
    LONGEST,
  )
  const schemes = Array.isArray(original.schemes) ? original.schemes : []
  const stated = schemes.filter(scheme => typeof scheme === 'string')
  // Without schemes the caller's holds: an address all the same, for whoever asks which hosts are called.
  if (stated.length === 0) return [swagger(document, `//${tail}`, '/host')]
  return stated.map((scheme, index) => swagger(document, `${scheme}://${tail}`, `/schemes/${index}`))
}

function swagger(document: ApiDocument, url: string, pointer: string): Address {
  return { kind: 'server', written: url.slice(0, 200), meant: [url], file: document.root, pointer }
}

const TOKEN_FIELDS = ['authorizationUrl', 'tokenUrl', 'refreshUrl', 'deviceAuthorizationUrl']

function tokenAddresses(document: ApiDocument): Address[] {
  const root = document.files[document.root]
  const components = isObject(root) ? root.components : undefined
  const schemes = isObject(components) ? components.securitySchemes : undefined
  if (!isObject(schemes)) return []
  const found: Address[] = []
  const add = (holder: unknown, field: string, pointer: string) => {
    if (!isObject(holder) || !Object.hasOwn(holder, field) || typeof holder[field] !== 'string') return
    const url = holder[field].slice(0, LONGEST)
    found.push({
      kind: 'token',
      written: url.slice(0, 200),
      meant: [url],
      file: document.root,
      pointer: pointerTo(pointer, field),
    })
  }
  for (const [name, scheme] of Object.entries(schemes)) {
    const pointer = pointerTo('/components/securitySchemes', name)
    add(scheme, 'openIdConnectUrl', pointer)
    if (!isObject(scheme) || !isObject(scheme.flows)) continue
    for (const [flow, node] of Object.entries(scheme.flows)) {
      for (const field of TOKEN_FIELDS) add(node, field, pointerTo(`${pointer}/flows`, flow))
    }
  }
  return found
}

/** Scheme and host of an absolute address, lower case; undefined for a relative one. The host keeps its port. */
export function schemeAndHost(url: string): { scheme: string; host: string } | undefined {
  const [, scheme = '', rest = ''] = /^(?:([a-z][a-z0-9+.-]*):)?\/\/([^/?#\s]*)/i.exec(url.trim()) ?? []
  if (rest === '') return undefined
  const host = rest.slice(rest.lastIndexOf('@') + 1).toLowerCase()
  return { scheme: scheme.toLowerCase(), host }
}

/** This machine itself: `localhost`, 127.0.0.0/8, `::1`, and the unspecified address. */
export function isLoopback(host: string): boolean {
  const name = host.startsWith('[') ? host.slice(1, host.indexOf(']')) : host.replace(/:\d*$/, '')
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '::1' ||
    name === '0.0.0.0' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  )
}
