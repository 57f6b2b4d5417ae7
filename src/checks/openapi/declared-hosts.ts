import { addresses, isLoopback, schemeAndHost } from '../../derive/servers.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import type { Manifest } from '../../model/manifest.ts'

/** Every host a document calls, for service or for tokens, is one the manifest declares. */
export default defineCheck()({
  name: 'openapi/declared-hosts',
  version: 1,
  unit: 'document',
  needs: { required: ['documents', 'manifest'], optional: [] },
  messages: { undeclared: ['host', 'address', 'hosts'], notStated: ['field'], unknownHost: ['address'] },
  options: { type: 'object', additionalProperties: false },
  judge(unit, context, _options, report) {
    const declared = declaredHosts(context.manifest)
    const seen = new Set<string>()
    let examined = 0
    for (const { written, meant, file, pointer } of addresses(unit.data as ApiDocument)) {
      // Where not even the scheme is known the address is U1-27's.
      if (meant.length === 0 && schemeAndHost(written) && !seen.has(written)) {
        seen.add(written)
        examined++
        report.doubt('unknownHost', { address: written }, { file, pointer, identity: { address: written } })
      }
      // The variables of one address may stand for many hosts: one address is one fault.
      const hosts = meant
        .flatMap(url => schemeAndHost(url)?.host ?? [])
        .filter(host => !isLoopback(host) && !seen.has(host))
      if (hosts.length === 0) continue
      for (const host of hosts) seen.add(host)
      examined++
      const others = [...new Set(hosts)].filter(host => declared && !isDeclared(host, declared))
      const [host] = others
      if (host === undefined) continue
      const data = { host: host.slice(0, 200), address: written, hosts: others.length }
      report.failure('undeclared', data, { file, pointer, identity: { host } })
    }
    if (examined > 0 && !declared) {
      report.doubt(
        'notStated',
        { field: 'environments' },
        // Nothing in the manifest to point to where the manifest itself cannot be named.
        context.manifestFile ? { file: context.manifestFile, pointer: '/environments' } : {},
      )
    }
    return examined
  },
})

interface Declared {
  names: ReadonlySet<string>
  /** Endings that stand for every name below them, with their dot. */
  endings: readonly string[]
}

/** Hosts of the environments and of the bases of the APIs, lower case; undefined where there are none. */
function declaredHosts(manifest: Manifest | undefined): Declared | undefined {
  const hosts = Object.values(manifest?.environments ?? {}).flatMap(environment => environment?.hosts ?? [])
  const apis = Array.isArray(manifest?.apis) ? manifest.apis : []
  const bases = apis.flatMap(({ base }) => Object.values(base ?? {}))
  const names = [
    ...hosts.map(host => schemeAndHost(String(host))?.host ?? String(host).trim().toLowerCase()),
    ...bases.flatMap(base => schemeAndHost(String(base))?.host ?? []),
  ]
  if (names.length === 0) return undefined
  const endings = names.filter(name => name.startsWith('*.')).map(name => name.slice(1))
  return { names: new Set(names), endings }
}

/** A host declared without port stands for all its ports; `*.` for every name below. */
function isDeclared(host: string, { names, endings }: Declared): boolean {
  const name = host.replace(/:\d*$/, '')
  return names.has(host) || names.has(name) || endings.some(ending => name.endsWith(ending))
}
