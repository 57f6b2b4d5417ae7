import type { DataFields } from './check.ts'
import type { EvidenceKind, EvidenceRecord, MissReason } from './evidence.ts'
import type { Place } from './input-error.ts'
import type {
  Basis,
  Confidence,
  Dimension,
  Holder,
  Level,
  Mark,
  Outcome,
  Part,
  Proof,
  UntestedReason,
} from './vocabulary.ts'
import type { Words } from './words.ts'

/** One fault, doubt or note at one place. */
export interface Finding {
  kind: 'failure' | 'doubt' | 'note'
  messageId: string
  data: DataFields
  /** Unit key (task code, `GET /items/{id}`), empty for the whole; `pointer` inside the unit. */
  locus: { unit: string } & Partial<Place>
  fingerprint: string
  cause: string
  /** Index into `waivers`. */
  waived?: number
  /** In the baseline given with `--baseline`. */
  known?: true
}

export interface Assessment {
  code: string
  rule: string
  check: string
  part: Part
  level: Level
  basis: Basis
  confidence: Confidence
  proof: Proof
  marks: Mark[]
  dimension: Dimension
  outcome: Outcome
  examined: number
  failing: number
  /** Beside its failures something is still doubtful or was not collected. */
  open?: true
  untestedBecause?: UntestedReason
  inapplicableBecause?: 'nothing-examined' | 'host' | 'not-applicable' | 'declared-none' | 'not-expected'
  clauses: string[]
  holder: Holder[]
  fixOwner: Holder
  measures: Record<string, { value: number; unit: string }>
  findingsTotal: number
  /** The first 200 in unit order; the full list is `findings.ndjson`. */
  findings: Finding[]
}

export interface CodeOutcome {
  code: string
  level: Level
  outcome: Outcome
  /** Fails as 须改〔解释〕: costs score and the gate, does not decide the verdict. */
  advisory?: true
  /** Nothing but waived failures. */
  waived?: true
  /** Proven by the owner's declaration only; weighs nothing. */
  declared?: true
  fixOwner: Holder
  dimension: Dimension
  /** 0..1; null when not judged. */
  credit: number | null
  /** Failed codes: points the score would rise by were this code met and all else as it is. */
  gain?: number
}

export interface ScoreLine {
  id: Dimension
  name: Words
  score: number | null
  range: { low: number; high: number } | null
  passed: number
  failed: number
  cantTell: number
  untested: number
  inapplicable: number
}

export interface Cause {
  id: string
  code: string
  rule: string
  kind: 'failure' | 'doubt'
  total: number
  waived: number
  known: number
  fixOwner: Holder
  example: Finding
}

export type Verdict = 'nonConformant' | 'undetermined' | 'conformant'

export interface Gate {
  passed: boolean
  exit: 0 | 1 | 2 | 3 | 70
  /** With `--owner`: only what these can mend was gated on. */
  owners?: Holder[]
  because: { id: GateReason; data: DataFields }[]
}
export type GateReason =
  | 'mustFix'
  | 'nonConformant'
  | 'shouldFix'
  | 'minScore'
  | 'noScore'
  | 'waiverExpired'
  | 'waiverStale'
  | 'undetermined'
  | 'unreadable'
  | 'crashed'

export interface WaiverState {
  code: string
  place?: string
  cause?: string
  reason: string
  approver: string
  expires: string
  state: 'active' | 'expired' | 'stale' | 'incomplete'
  findings: number
}

export interface Scorecard {
  schemaVersion: 1
  tool: { name: string; version: string }
  /** Canonical JSON of everything but `tool`, words and this field, hashed: equal across tool versions for equal judgement. */
  verdictDigest: string
  ruleset: { id: string; version: string; sha256: string; wordsSha256: string; scoring: string }
  target: {
    id: string | null
    name: string | null
    kind: string | null
    tier: string | null
    region: string | null
    audience: string | null
    channels: string[]
    host: string | null
    environment: string | null
    owner: { name: string | null; uscc: string | null } | null
    operator: { name: string | null; uscc: string | null } | null
    fictional?: true
  }
  run: { id: string; seed: number; asOf: string; startedAt: string; finishedAt: string }
  scope: Part[]
  partial?: { only: string[]; skip: string[] }
  evidence: {
    sha256: string
    records: EvidenceRecord[]
    unreadable: Unreadable[]
    sources: { path: string; sha256: string; convertedFrom?: string }[]
  }
  verdict: Verdict
  score: number | null
  range: { low: number; high: number } | null
  /** Codes in scope. `judged` = passed + failed. */
  coverage: { judged: number; untested: number; cantTell: number; inapplicable: number; total: number }
  notYetAutomated: string[]
  gate: Gate
  unifications: ScoreLine[]
  dimensions: ScoreLine[]
  vetoes: string[]
  conflicts: { id: string; codes: string[]; holder: Holder; sources: string[]; words: Words }[]
  overrides: { rule: string; loosens: boolean; source: string; reason: Words }[]
  codes: CodeOutcome[]
  assessments: Assessment[]
  causes: Cause[]
  waivers: WaiverState[]
  /** Present with `--baseline`. */
  baseline?: {
    run: string
    known: number
    new: number
    fixed: { fingerprint: string; code: string; messageId: string; unit: string }[]
  }
  /** Rules that crashed: our bug, exit 70. */
  crashes: { rule: string; check: string; error: string; unit?: string }[]
  /** sha256 of `findings.ndjson`. */
  findingsSha256: string
  /** Words of every message used, so that a report needs nothing but this file. */
  messages: Record<string, Record<string, Words>>
  /** Titles and remediation of the rules judged, words of codes and clauses cited. */
  words: {
    codes: Record<string, Words>
    rules: Record<string, { title: Words; remediation: Words; rationale: Words }>
    clauses: Record<string, { source: Words; number?: string; status: string; paraphrase: Words }>
  }
}

export interface Unreadable {
  kind: EvidenceKind
  reason: MissReason
  unit: string
  code: string
  place?: Place
  data: DataFields
}
