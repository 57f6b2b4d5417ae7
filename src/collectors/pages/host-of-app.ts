import type { HostProfile } from '../../model/host-profile.ts'
import type { Manifest } from '../../model/manifest.ts'

/** The host this channel's pages live in: by the channel's container, else, for a guest, by the pack of its host. */
export function hostOfApp(
  manifest: Manifest,
  channelId: string,
  hosts: readonly HostProfile[],
): HostProfile | undefined {
  const container = manifest.channels?.find(({ id }) => id === channelId)?.container
  if (container === 'own') return undefined
  const byContainer = hosts.find(
    ({ containers }) => container !== undefined && containers.includes(container),
  )
  if (byContainer || manifest.app?.kind !== 'guest') return byContainer
  const pack = manifest.host?.pack
  return hosts.find(({ packs }) => pack !== undefined && packs.includes(pack))
}
