import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import { InputError, InputErrorList } from '../../model/input-error.ts'
import type { CatalogueSource, Manifest } from '../../model/manifest.ts'
import { readCatalogue } from './collector.ts'
import { UnitWriter } from './unit-writer.ts'

type Channel = NonNullable<Manifest['channels']>[number]
type Export = Pick<CatalogueSource, 'source' | 'mapping' | 'only'>

/**
 * Reads the items each channel shows (`channels[].catalogue`), in any format of the catalogue: one unit an item,
 * `{key: channel:task_code, channel}`. An export that cannot be read is a missing unit of its channel; the others stay.
 */
export const channelItemsCollector: Collector = {
  kinds: ['channel-items'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const channels = context.manifest.channels ?? []
    const exports = channels.flatMap((channel, index) => exportOf(channel, index))
    if (exports.length === 0) {
      const reasons = channels.map(noneOf)
      // Only what every channel says of itself holds for all of them.
      if (reasons.length > 0 && reasons.every(reason => reason !== '')) {
        sink.record('channel-items', { status: 'declaredNone', reason: [...new Set(reasons)].join('; ') })
      } else sink.record('channel-items', { status: 'notProvided' })
      return
    }
    let judged = 0
    let why: string | undefined
    for (const { channel, pointer, from } of exports) {
      const writer = new UnitWriter(sink, from.only, { kind: 'channel-items', channel, pointer })
      try {
        await readCatalogue(from, context, sink, writer)
      } catch (error) {
        const errors =
          error instanceof InputErrorList ? error.errors : error instanceof InputError ? [error] : undefined
        if (!errors) throw error
        for (const one of errors) await writer.unreadable(one, context.manifestFile)
      }
      await writer.finish(context.manifestFile)
      judged += writer.judged
      why ??= writer.why
    }
    sink.record(
      'channel-items',
      judged > 0 ? { status: 'present' } : { status: 'missing', reason: why ?? 'empty' },
    )
  },
}

function exportOf(channel: Channel, index: number): { channel: string; pointer: string; from: Export }[] {
  const { catalogue } = channel
  if (catalogue === undefined || 'none' in catalogue || Object.keys(catalogue).length === 0) return []
  const id = channel.id?.trim() || channel.type?.trim() || String(index + 1)
  return [{ channel: id, pointer: `/channels/${index}/catalogue`, from: catalogue }]
}

function noneOf({ catalogue }: Channel): string {
  return catalogue && 'none' in catalogue ? String(catalogue.none).trim() : ''
}
