import { apiEntry } from '../../derive/api-entry.ts'
import { inputs, plainName } from '../../derive/operation-inputs.ts'
import { operations } from '../../derive/operations.ts'
import { addresses } from '../../derive/servers.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  /** What stands for a version that nobody filled in, lower case. */
  placeholders: string[]
  /** Headers and query parameters that carry a version, without case and separators. */
  versionNames: string[]
}

/** A document says its own version, and its addresses, headers or media types carry one. */
export default defineCheck<Options>()({
  name: 'openapi/versions-stated',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: ['manifest'] },
  messages: {
    placeholder: ['version'],
    unversioned: ['operations'],
    partlyVersioned: ['operation', 'without', 'operations'],
  },
  options: {
    type: 'object',
    required: ['placeholders', 'versionNames'],
    additionalProperties: false,
    properties: {
      placeholders: { type: 'array', items: { type: 'string' } },
      versionNames: { type: 'array', items: { type: 'string' } },
    },
  },
  judge(unit, context, { placeholders, versionNames }, report) {
    const document = unit.data as ApiDocument
    const root = document.files[document.root]
    const info = isObject(root) && isObject(root.info) ? root.info : undefined
    let examined = 0
    // Not there, or no text: the official schema's fault (U1-21).
    if (typeof info?.version === 'string') {
      examined++
      const version = info.version.trim()
      if (placeholders.includes(version.toLowerCase())) {
        report.failure(
          'placeholder',
          { version: version.slice(0, 200) },
          { file: document.root, pointer: '/info/version', identity: {} },
        )
      }
    }
    const bases = Object.values(apiEntry(context.manifest, document.api)?.api.base ?? {})
    const list = operations(document)
    if (list.length === 0) return examined
    examined++
    if (
      addresses(document).some(
        ({ kind, meant, written }) => kind === 'server' && [written, ...meant].some(carriesVersion),
      )
    )
      return examined
    if (bases.map(String).some(carriesVersion)) return examined
    const without = list.filter(
      operation =>
        !carriesVersion(operation.path) &&
        !inputs(operation).some(
          input => input.in !== 'body' && versionNames.includes(plainName(input.name)),
        ) &&
        !versionedMedia(operation.node),
    )
    if (without.length === 0) return examined
    const where = { file: document.root, pointer: '/paths', identity: {} }
    if (without.length === list.length) report.failure('unversioned', { operations: list.length }, where)
    else {
      const operation = without[0]?.key ?? ''
      report.doubt('partlyVersioned', { operation, without: without.length, operations: list.length }, where)
    }
    return examined
  },
})

/** `v2`, `v1.0`, `v1beta1`, `2.0`, `2024-01-01` as a whole segment or label of an address; a bare number only after `api`. */
const SEGMENT = /^(v(er(sion)?)?[._-]?\d+([._-]\d+)*([a-z]+\d*)?|\d+\.\d+(\.\d+)*|20\d\d-\d\d-\d\d)$/i

function carriesVersion(address: string): boolean {
  const parts = address.slice(0, 2000).split(/[/?#&=:]+/)
  if (/[/.]api[/]\d+(\/|$)|(^|[/.-])v\d+[.-]|20\d\d[01]\d[0-3]\d/i.test(address.slice(0, 2000))) return true
  return parts.some(part => SEGMENT.test(part))
}

/** `application/vnd.example.v2+json`. */
function versionedMedia(node: Record<string, unknown>): boolean {
  const responses = isObject(node.responses) ? Object.values(node.responses) : []
  return responses.some(
    response =>
      isObject(response) &&
      isObject(response.content) &&
      Object.keys(response.content).some(type => /[.+-]v\d+|version=/i.test(type.slice(0, 200))),
  )
}
