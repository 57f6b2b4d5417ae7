import type { CollectContext, Collector, EvidenceSink } from '../model/collector.ts'
import type { EvidenceKind, EvidenceRecord, SourceText, Unit } from '../model/evidence.ts'
import type { Manifest } from '../model/manifest.ts'

export interface Collected {
  units: Unit[]
  record: Pick<EvidenceRecord, 'status' | 'reason' | 'fields'> | undefined
  sources: (Omit<SourceText, 'kept'> & { text: string | undefined })[]
}

/** Runs one collector over a folder and keeps what it hands on. */
export async function collected(
  collector: Collector,
  folder: string,
  manifest: Omit<Manifest, 'wutong'>,
  listsFolder = '',
): Promise<Collected> {
  const found: Collected = { units: [], record: undefined, sources: [] }
  const sink: EvidenceSink = {
    unit: (_kind: EvidenceKind, unit: Unit) => void found.units.push(unit),
    source: (source, text) => void found.sources.push({ ...source, text }),
    record: (_kind, state) => {
      found.record = state
    },
  }
  const context: CollectContext = {
    folder,
    manifestFile: 'wutong.yaml',
    manifest: { wutong: 1, ...manifest },
    environment: null,
    listsFolder,
  }
  await collector.collect(context, sink)
  return found
}
