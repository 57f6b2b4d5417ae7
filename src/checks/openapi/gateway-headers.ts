import { apiEntry } from '../../derive/api-entry.ts'
import { type Operation, operations } from '../../derive/operations.ts'
import { securityScheme } from '../../derive/security-schemes.ts'
import { defineCheck } from '../../model/check.ts'
import { isObject } from '../../text/json-tree.ts'
import { nearest } from '../../text/nearest.ts'

interface Options {
  /** Headers each gateway wants of every call that is not public; empty where it wants none, or none is known. */
  profiles: Record<string, { headers: string[]; known?: boolean }>
}

/** An operation behind a named gateway declares the headers of that gateway, as parameters or as security schemes. */
export default defineCheck<Options>()({
  name: 'openapi/gateway-headers',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: ['manifest'] },
  messages: {
    missing: ['method', 'path', 'gateway', 'headers'],
    unknownGateway: ['gateway', 'known'],
    misspeltGateway: ['gateway', 'nearest'],
    noHeadersKnown: ['gateway'],
  },
  options: {
    type: 'object',
    required: ['profiles'],
    additionalProperties: false,
    properties: {
      profiles: {
        type: 'object',
        minProperties: 1,
        additionalProperties: {
          type: 'object',
          required: ['headers'],
          additionalProperties: false,
          properties: {
            headers: { type: 'array', items: { type: 'string', minLength: 1 } },
            known: { type: 'boolean' },
          },
        },
      },
    },
  },
  judge(unit, context, { profiles }, report) {
    const operation = unit.data as Operation
    const { method, path, file, pointer, document, access } = operation
    const gateway = document.gateway.slice(0, 200)
    // What concerns the whole document is said once, at its first operation.
    const first = operations(document)[0] === operation
    if (!Object.hasOwn(profiles, gateway)) {
      if (!first) return 0
      const names = Object.keys(profiles)
      const close = nearest(gateway, names)
      const entry = apiEntry(context.manifest, document.api)
      const where = {
        ...(context.manifestFile === undefined || !entry
          ? { file }
          : { file: context.manifestFile, pointer: `/apis/${entry.index}/gateway` }),
        identity: { gateway },
      }
      if (close === undefined) report.doubt('unknownGateway', { gateway, known: names.join('、') }, where)
      else report.doubt('misspeltGateway', { gateway, nearest: close }, where)
      return 0
    }
    const profile = profiles[gateway] as Options['profiles'][string]
    if (profile.headers.length === 0) {
      if (first && profile.known === false) report.note('noHeadersKnown', { gateway }, { file })
      return 0
    }
    // A public operation is open to callers who have nothing to say about themselves.
    if (access === 'open' && operation.security !== undefined) return 0
    const declared = headersOf(operation)
    const missing = profile.headers.filter(name => !declared.has(name.toLowerCase()))
    if (missing.length > 0) {
      const headers = missing.join('、')
      report.failure('missing', { method, path, gateway, headers }, { file, pointer, identity: { headers } })
    }
    return 1
  },
})

/** Lower-case names of the headers an operation declares: parameters, and keys among its ways in. */
function headersOf(operation: Operation): Set<string> {
  const names = new Set(keysOf(operation))
  for (const { node } of operation.parameters) {
    if (node.in === 'header' && typeof node.name === 'string') names.add(node.name.toLowerCase())
  }
  return names
}

const known = new WeakMap<readonly unknown[], ReadonlySet<string>>()

/** Header keys among the ways in; looked for once a requirement list. */
function keysOf({ security = [], document }: Operation): ReadonlySet<string> {
  let names = known.get(security)
  if (!names) {
    const schemes = security.filter(isObject).flatMap(way => Object.keys(way))
    const nodes = [...new Set(schemes)].map(scheme => securityScheme(document, scheme)?.node)
    const keys = nodes.filter(node => node?.type === 'apiKey' && node.in === 'header')
    names = new Set(keys.map(node => String(node?.name).toLowerCase()))
    known.set(security, names)
  }
  return names
}
