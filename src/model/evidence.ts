import type { Place } from './input-error.ts'
import type { Envelope } from './manifest.ts'
import type { ShotSummary } from './page-shot.ts'
import type { Target } from './target.ts'

/** What is stored under `units/<kind>.ndjson`. Pages, exchanges and the rest are seams filled by later collectors. */
export type EvidenceKind =
  | 'manifest'
  | 'items'
  | 'channel-items'
  | 'documents'
  | 'lists'
  | 'pages'
  | 'exchanges'
  | 'transcripts'
  | 'transport'
  | 'packages'
  | 'attestations'

/**
 * What a check judges one of. `operation` units are derived from `documents`; a `statement` is one of the rule's own code
 * that the engine found signed, in force and complete.
 */
export type UnitKind =
  | 'manifest'
  | 'item'
  | 'channel-item'
  | 'document'
  | 'operation'
  | 'list'
  | 'page'
  | 'exchange'
  | 'package'
  | 'statement'

export const EVIDENCE_OF_UNIT: Record<UnitKind, EvidenceKind> = {
  manifest: 'manifest',
  item: 'items',
  'channel-item': 'channel-items',
  document: 'documents',
  operation: 'documents',
  list: 'lists',
  page: 'pages',
  exchange: 'exchanges',
  package: 'packages',
  statement: 'attestations',
}

/** Closed table of why a unit could not be collected. */
export type MissReason =
  | 'file-missing'
  | 'file-unreadable'
  | 'not-a-file'
  | 'too-large'
  | 'encoding'
  | 'syntax'
  | 'depth'
  | 'ref-missing'
  | 'ref-outside'
  | 'ref-remote'
  | 'hash-mismatch'
  | 'unsupported-version'
  | 'ragged-row'
  | 'bad-row'
  | 'not-found'
  | 'page-status'
  | 'page-unreachable'
  | 'page-timeout'
  | 'page-redirects'
  | 'page-crashed'
  | 'page-download'
  | 'host-refused'
  | 'tls'
  | 'browser-missing'
  | 'browser-start'
  | 'not-drawn'
  | 'page-limit'
  | 'robots-disallowed'
  | 'unsafe-link'
  | 'outside-window'

/** A row, a page, or a code asked for, that is not there to be judged: the app's fault in an input that was read, not an unreadable input. */
export const LOST_PARTS: ReadonlySet<MissReason> = new Set<MissReason>([
  'ragged-row',
  'bad-row',
  'not-found',
  'page-status',
  'page-unreachable',
  'page-timeout',
  'page-redirects',
  'page-crashed',
  'page-download',
  'host-refused',
  'tls',
  'outside-window',
])

/** One line of `units/<kind>.ndjson`. */
export interface Unit<T = unknown> {
  /** Stable key: item = task_code, else row id; channel-item = channel and item (`h5:CODE`); document = api id; page = route template. Never a line number. */
  key: string
  status: 'judged' | 'missing' | 'notSampled'
  /** Named in the manifest or needed by a mandatory code. A missing required unit makes its rules `untested: incomplete`. */
  required: boolean
  reason?: MissReason
  /** What was expected and how to mend it, for missing units: an input word code and its data. */
  detail?: { code: string; data: Record<string, string | number> }
  /** Where the unit starts: `file` is the path of a source; line from 1. */
  at?: Place
  /** channel-items only: id of the channel that shows the item; `data` is the `Item` as that channel shows it. */
  channel?: string
  data?: T
}

/** State of one kind of evidence. */
export interface EvidenceRecord {
  kind: EvidenceKind
  status: 'present' | 'missing' | 'notProvided' | 'declaredNone'
  reason?: string
  units: { planned: number; judged: number; missing: number; notSampled: number }
  /** items only: which fields of GB/T 39554.2 the source or its mapping provides. */
  fields?: string[]
}

/** One text the evidence came from. Stored normalised: UTF-8, no BOM, LF. */
export interface SourceText {
  /** Relative to the manifest's folder, forward slashes. */
  path: string
  /** Of the normalised text before redaction; of the file's bytes for a workbook. */
  sha256: string
  bytes: number
  /** `jsonc`: JSON with comments or trailing commas. */
  format: 'yaml' | 'json' | 'jsonc' | 'ndjson' | 'csv' | 'xlsx'
  /** False when the text was too large to keep; then only lines recorded in units are known. */
  kept: boolean
  /** E.g. `swagger-2.0`: pointers refer to the converted document. */
  convertedFrom?: string
  /**
   * Catalogues. CSV and XLSX: field of each source column in order ('' = not mapped; several parted by a space).
   * Trees: `field=source key` (or JSON pointer) for the fields whose source uses another name.
   */
  columns?: string[]
}

export interface BundleHead {
  schemaVersion: 1
  id: string
  tool: { name: string; version: string }
  asOf: string
  startedAt: string
  finishedAt: string
  seed: number
  target: Target
  manifestPath: string
  plan: { kinds: EvidenceKind[] }
  records: EvidenceRecord[]
  sources: SourceText[]
  /** sha256 of each `units/<kind>.ndjson`. */
  unitsSha256: Partial<Record<EvidenceKind, string>>
  /** Where pictures were taken. */
  shots?: ShotSummary
  /** sha256 over target, records, `unitsSha256` and the sources' hashes, as canonical JSON: what was seen, not when. */
  sha256: string
}

/** A service item: field names of GB/T 39554.2 (dossier 3.3), all text; what that list lacks stands under `ext`. */
export interface Item {
  [field: string]: string | ItemExt | undefined
  ext?: ItemExt
}
/** Ours, not GB/T 39554.2. */
export interface ItemExt {
  materials?: Material[]
  stages?: { name?: string; days?: string }[]
  faqs?: { question?: string; answer?: string }[]
  samples?: { name?: string; file?: string }[]
  topics?: string[]
  [key: string]: unknown
}
export interface Material {
  name?: string
  /** `upload` 申请人上传 | `shared` 数据共享或电子证照 | `form` 在线填写 | `issued` 部门核发. */
  source?: string
  required?: string
  /** `e-licence` 可由电子证照取得 | `data` 可由数据共享取得 | `none`. */
  shareable?: string
  licenceType?: string
  [key: string]: unknown
}

/** An OpenAPI document with the files its `$ref`s reach. */
export interface ApiDocument {
  api: string
  /** As declared: `3.0.3`, `3.1.0`; after conversion `3.0.x` with `convertedFrom: 'swagger-2.0'`. */
  version: string
  convertedFrom?: string
  /** The root file as its owner wrote it, where it was converted: what the official schema judges. */
  original?: unknown
  /** Path of the root file, a key of `files`. */
  root: string
  /** Parsed files by path relative to the manifest. */
  files: Record<string, unknown>
  gateway: string
  envelope?: Envelope
  roles?: Record<string, string>
  /** References that could not be followed, judged by their own code. */
  refFaults: {
    file: string
    pointer: string
    ref: string
    reason: 'missing' | 'outside' | 'remote' | 'cyclic-alias'
  }[]
}

/** A reference list the app or the kit provides (cross-province items, life-event bundles). */
export interface ReferenceList {
  id: string
  version: string
  date?: string
  bundled: boolean
  confirmed: boolean
  sha256: string
  rows: ListRow[]
}
export interface ListRow {
  no?: string
  name: string
  department?: string
  /** 12-digit 基本编码; absent in the bundled list, which has none. */
  code?: string
  /** Names and codes under which the province runs the item, from the owner's alias file. */
  aliases?: { name?: string; code?: string }[]
  group?: string
  /** Certainty of the row, dossier 2.3: A, B or C. */
  confidence?: string
}
