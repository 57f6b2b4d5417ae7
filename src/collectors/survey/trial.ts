import type { Collector } from '../../model/collector.ts'
import type { Unit } from '../../model/evidence.ts'
import { LOST_PARTS } from '../../model/evidence.ts'
import type { Manifest } from '../../model/manifest.ts'

/** Tries a part of a manifest on the collector that would read it. Returns the first unit that could not be read, or undefined. */
export async function firstUnread(
  collector: Collector,
  folder: string,
  part: Omit<Manifest, 'wutong'>,
): Promise<Unit | undefined> {
  let unread: Unit | undefined
  await collector.collect(
    {
      folder,
      manifestFile: 'wutong.yaml',
      manifest: { wutong: 1, ...part },
      environment: null,
      listsFolder: '',
    },
    {
      unit: (_kind, unit) => {
        if (unit.status === 'missing' && !(unit.reason && LOST_PARTS.has(unit.reason))) unread ??= unit
      },
      source: () => {},
      record: () => {},
    },
  )
  return unread
}
