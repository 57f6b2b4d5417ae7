import type { EvidenceKind, EvidenceRecord, Unit } from '../model/evidence.ts'
import type { Target } from '../model/target.ts'

/** What judging needs of a bundle; also made in memory for examples. */
export interface EvidenceInput {
  target: Target
  asOf: string
  records: readonly EvidenceRecord[]
  units(kind: EvidenceKind): AsyncIterable<Unit> | Iterable<Unit>
}

export function recordOf(evidence: EvidenceInput, kind: EvidenceKind): EvidenceRecord {
  return (
    evidence.records.find(record => record.kind === kind) ?? {
      kind,
      status: 'notProvided',
      units: { planned: 0, judged: 0, missing: 0, notSampled: 0 },
    }
  )
}
