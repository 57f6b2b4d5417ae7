import type { CollectContext } from '../../model/collector.ts'
import { isWithin } from './pace.ts'

/** Classes of probing beyond passive reading that pages know. */
export type Probing = 'active-read' | 'negative'

/**
 * May the pages of this environment be probed so? Always where they come from the build folder: then nobody is asked. Else only
 * by an authorisation of the manifest for this environment and class, in force now, whose hosts (where it names any) include
 * the one asked.
 *
 * @param host as in `URL.host`
 * @throws InputError `window-unknown` where the authorisation's time window is not understood
 */
export function allowsProbing(
  { manifest, manifestFile, environment }: Pick<CollectContext, 'manifest' | 'manifestFile' | 'environment'>,
  probing: Probing,
  host: string,
  now = new Date(),
): boolean {
  if (environment === null) return false
  if (manifest.environments?.[environment]?.pages === 'bundle') return true
  // Dates are days of the owner, in China.
  const today = new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  return (manifest.authorization ?? []).some(
    ({ environment: named, allows, hosts, window, validFrom, validTo }, at) =>
      named === environment &&
      Array.isArray(allows) &&
      allows.includes(probing) &&
      (!Array.isArray(hosts) || hosts.includes(host) || hosts.includes(host.replace(/:\d+$/, ''))) &&
      !(typeof validFrom === 'string' && today < validFrom) &&
      !(typeof validTo === 'string' && today > validTo) &&
      (typeof window !== 'string' ||
        isWithin(window, now, { file: manifestFile, pointer: `/authorization/${at}/window` })),
  )
}
