import type { CollectContext } from '../../model/collector.ts'

/** Classes of probing an owner can allow, beyond looking (`passive`). */
export type Probing = 'active-read' | 'negative' | 'write' | 'login-attack'

/**
 * Whether the environment's owner allows a class of probing: an authorisation of this environment names it and is in force,
 * or the pages are a build on this machine, where nobody is asked.
 * @param now ISO time
 */
export function allowed(
  { manifest, environment }: Pick<CollectContext, 'manifest' | 'environment'>,
  probing: Probing,
  now: string,
): boolean {
  if (environment === null) return false
  if (manifest.environments?.[environment]?.pages === 'bundle') return true
  return (manifest.authorization ?? []).some(
    given =>
      given.environment === environment &&
      Array.isArray(given.allows) &&
      given.allows.includes(probing) &&
      (given.validFrom === undefined || `${given.validFrom}` <= now.slice(0, 10)) &&
      (given.validTo === undefined || `${given.validTo}` >= now.slice(0, 10)),
  )
}
