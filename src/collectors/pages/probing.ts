import type { CollectContext } from '../../model/collector.ts'

/** Classes of probing beyond passive reading that pages know. */
export type Probing = 'active-read' | 'negative'

/**
 * May the pages of this environment be probed so? Always where they come from the build folder: then nobody is asked. Else only
 * by an authorisation of the manifest for this environment and class, in force on the day.
 *
 * @param today ISO date; the day it is without it
 */
export function allowsProbing(
  { manifest, environment }: Pick<CollectContext, 'manifest' | 'environment'>,
  probing: Probing,
  today = new Date().toISOString().slice(0, 10),
): boolean {
  if (environment === null) return false
  if (manifest.environments?.[environment]?.pages === 'bundle') return true
  return (manifest.authorization ?? []).some(
    ({ environment: named, allows, validFrom, validTo }) =>
      named === environment &&
      Array.isArray(allows) &&
      allows.includes(probing) &&
      !(typeof validFrom === 'string' && today < validFrom) &&
      !(typeof validTo === 'string' && today > validTo),
  )
}
