import type { AttestationForm } from './attestation.ts'
import type { PageCapture } from './page.ts'
import type {
  AppKind,
  Audience,
  Basis,
  Confidence,
  Dimension,
  Holder,
  Level,
  Part,
  Proof,
  Tier,
} from './vocabulary.ts'
import type { Words } from './words.ts'

/** A document that is cited. `rules/sources.yaml`. */
export interface Source {
  id: string
  title: Words
  issuer: Words
  /** 文号 or standard number; absent where none is known. */
  number?: string
  issued?: string
  effective?: string
  status: 'in-force' | 'draft' | 'local' | 'practice' | 'kit'
  supersededBy?: string
  asOf: string
}

/** One demand of one source. `rules/clauses.yaml`. `number` only where the text itself was seen. */
export interface Clause {
  id: string
  source: string
  number?: string
  paraphrase: Words
  level: Level
  confidence: Confidence
}

/** One row of the requirements table, as amended. `rules/requirements.yaml`. */
export interface Requirement {
  code: string
  dimension: Dimension
  title: Words
  source: string
  /** Every clause it cites; a rule may cite these or more. */
  clauses?: string[]
  subject: string
  parts: (Part | 'kit')[]
  holders: Holder[]
  pass: Words
  level: Level
  basis: Basis
  confidence: Confidence
  local?: boolean
  note?: Words
  /** Never automated by this kit, with the reason; at most five. */
  excused?: Words
  /** Duties on the kit itself: the test file that proves them. */
  provenBy?: string
}

/** Closed conditions evaluated by the engine; all stated ones must hold. */
export interface AppliesTo {
  tier?: Tier[]
  audience?: Audience[]
  kind?: AppKind[]
  channels?: string[]
  /** items: judged only for these 事项类型 (two digits). */
  taskTypes?: string[]
  effectiveFrom?: string
  effectiveUntil?: string
}

/** A check bound to clauses, level and words. `rules/<folder>/<name>.yaml`. */
export interface Rule {
  /** `<folder>/<noun-phrase>`, equal to the file's path. */
  id: string
  code: string
  part: Part
  status: 'experimental' | 'stable' | 'deprecated'
  /** `name@version`. */
  check: string
  options: Record<string, unknown>
  clauses: string[]
  level: Level
  basis: Basis
  confidence: Confidence
  proof: Proof
  dimension: Dimension
  holder: Holder[]
  fixOwner: Holder
  /** Name of the duty in `host.provides`: a guest whose host provides it is `inapplicable: host`. */
  hostDuty?: string
  appliesTo?: AppliesTo
  /** Applies by reference (参照) to public-facing apps. */
  byReference?: Audience[]
  local?: boolean
  title: Words
  rationale: Words
  messages: Record<string, Words>
  remediation: Words & { effort: 'low' | 'medium' | 'high' }
  /** Part `attested` only: what a person is asked. */
  attestation?: AttestationForm
}

/** `rules/<folder>/<name>.examples.yaml`. */
export interface RuleExamples {
  rule: string
  examples: RuleExample[]
}
export interface RuleExample {
  name: string
  expect: 'passed' | 'failed' | 'cantTell' | 'inapplicable' | 'untested'
  target?: Record<string, unknown>
  asOf?: string
  options?: Record<string, unknown>
  evidence: {
    manifest?: Record<string, unknown>
    items?: Record<string, unknown>[]
    /** Items as each channel shows them, by channel id. */
    channelItems?: Record<string, Record<string, unknown>[]>
    /** Fields the source provides; default: all fields seen in `items` plus all fields of GB/T 39554.2. */
    fields?: string[]
    documents?: Record<string, unknown>[]
    lists?: Record<string, unknown>[]
    /** Mini-programs as read; members left out are empty. */
    packages?: Record<string, unknown>[]
    /** Statements; `state` of an evidence file is `same` unless stated. */
    attestations?: Record<string, unknown>[]
    /** Captures of pages; what is left unsaid is that of a blank page. */
    pages?: Partial<PageCapture>[]
  }
  /** Every failure, doubt and note; an unlisted one fails the example. */
  findings?: {
    kind?: 'failure' | 'doubt' | 'note'
    message: string
    unit?: string
    at?: string
    data?: Record<string, string | number>
  }[]
  measures?: Record<string, number>
  untestedBecause?: string
}

export interface RulesetFile {
  id: string
  version: string
  extends?: string
  title: Words
  /** Rule ids or globs over them; default all stable rules. */
  rules?: string[]
  /** Kinds of evidence an app is expected to provide. */
  expects?: { kind: string; tier?: Tier[]; audience?: Audience[]; appKind?: AppKind[]; channels?: string[] }[]
  overrides?: Override[]
  conflicts?: Conflict[]
  /** Interpretations somebody answerable adopted: they then decide the verdict like confirmed text. */
  adoptions?: { code: string; by: string; document: string; date: string }[]
  /** Newest known versions of reference lists, for U2-01. */
  lists?: { id: string; version: string; date: string; inForceSince: string; graceDays: number }[]
}

export interface Override {
  rule: string
  options?: Record<string, unknown>
  level?: Level
  /** True when the override asks less than the rule did; then reason and source are obligatory and printed. */
  loosens: boolean
  reason: Words
  source: string
}

/** Two sources that cannot both be met; reported once, as one cause, charged to `holder`. */
export interface Conflict {
  id: string
  codes: string[]
  sources: string[]
  holder: Holder
  words: Words
}

/** `rules/scoring.yaml`. All numbers ours. */
export interface Scoring {
  version: string
  weights: Record<Level, number>
  /** Credit of a failed code at best (nothing else doubtful): `failedShare * (1 - failing/examined)`. */
  failedShare: number
  /** Below this judged share of the weight there is no score. */
  leastJudgedShare: number
  vetoes: string[]
}

/** A ruleset with everything resolved: what `judge` works with and what the hash covers. */
export interface ResolvedRuleset {
  id: string
  version: string
  /** Over resolved data: options, levels, applicability, check versions, lists, scoring; not words, not YAML bytes. */
  sha256: string
  wordsSha256: string
  rules: Rule[]
  requirements: Requirement[]
  scoring: Scoring
  expects: NonNullable<RulesetFile['expects']>
  overrides: Override[]
  conflicts: Conflict[]
  adoptions: NonNullable<RulesetFile['adoptions']>
  lists: NonNullable<RulesetFile['lists']>
  clauses: Record<string, Clause>
  sources: Record<string, Source>
}
