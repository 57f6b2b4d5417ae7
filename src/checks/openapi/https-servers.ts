import { addresses, isLoopback, schemeAndHost } from '../../derive/servers.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

interface Options {
  /** Schemes that are taken for encrypted. */
  schemes: string[]
}

/** Every server address of a document is encrypted, relative, or of the developer's own machine. */
export default defineCheck<Options>()({
  name: 'openapi/https-servers',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: { notHttps: ['address', 'scheme'], mayBePlain: ['address', 'value'], noValue: ['address'] },
  options: {
    type: 'object',
    required: ['schemes'],
    additionalProperties: false,
    properties: { schemes: { type: 'array', minItems: 1, items: { type: 'string' } } },
  },
  judge(unit, _context, { schemes }, report) {
    const seen = new Set<string>()
    let examined = 0
    for (const { kind, written, meant, file, pointer } of addresses(unit.data as ApiDocument)) {
      if (kind !== 'server' || seen.has(written)) continue
      seen.add(written)
      const where = { file, pointer, identity: { address: written } }
      if (meant.length === 0) {
        // A host that is left open is no plain address as long as the scheme is stated.
        const { scheme } = schemeAndHost(written) ?? {}
        if (scheme === undefined) report.doubt('noValue', { address: written }, where)
        else if (!schemes.includes(scheme)) report.failure('notHttps', { address: written, scheme }, where)
        examined++
        continue
      }
      const plain = meant.find(url => isPlain(url, schemes))
      examined++
      if (plain === undefined) continue
      const scheme = schemeAndHost(plain)?.scheme ?? ''
      if (plain === meant[0]) report.failure('notHttps', { address: written, scheme }, where)
      else report.failure('mayBePlain', { address: written, value: plain.slice(0, 200) }, where)
    }
    return examined
  },
})

function isPlain(url: string, schemes: readonly string[]): boolean {
  const parts = schemeAndHost(url)
  if (!parts || parts.scheme === '' || isLoopback(parts.host)) return false
  return !schemes.includes(parts.scheme)
}
