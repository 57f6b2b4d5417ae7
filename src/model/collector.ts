import type { EvidenceKind, EvidenceRecord, SourceText, Unit } from './evidence.ts'
import type { HostProfile } from './host-profile.ts'
import type { Manifest } from './manifest.ts'
import type { PageShot } from './page-shot.ts'
import type { Part } from './vocabulary.ts'

/** What a collector is told. */
export interface CollectContext {
  /** Absolute folder of the manifest; every path in the manifest is relative to it and may not leave it. */
  folder: string
  /** The manifest's path relative to `folder`. */
  manifestFile: string
  manifest: Manifest
  environment: string | null
  /** Parts wanted: pages, for one, are looked at only where they are in scope. */
  parts?: ReadonlySet<Part>
  /** Hosts allowed on the command line beside those of the environment. */
  allowedHosts?: readonly string[]
  /** Browser named on the command line. */
  browser?: string | undefined
  /** False: no pictures are taken of pages. */
  pictures?: boolean
  /** Draws samples; 1 without it. */
  seed?: number
  /** Most pages looked at in one state, those the manifest names among them. */
  maxPages?: number | undefined
  /** Pages looked at side by side. */
  concurrency?: number | undefined
  /** Page addresses that the collectors before this one came across; each adds its own. */
  found?: FoundAddress[]
  /** Official names of the items the manifest names under `pages`, by implementation code: the catalogue's collector adds them. */
  officialNames?: Map<string, string>
  /** Names what fails on a page, equal names for equal failures: what seems to fail is looked at again. */
  suspect?: ((unit: Unit) => Promise<ReadonlySet<string>>) | undefined
  /** Folder of the reference lists shipped with the kit. */
  listsFolder: string
  /** Hosts whose bridge can be stood in for. */
  hosts?: readonly HostProfile[]
}

/** A page address named elsewhere than under the manifest's `pages`. */
export interface FoundAddress {
  url: string
  taskCode?: string
}

/** Where a collector puts what it found. The engine counts, redacts, hashes and writes. */
export interface EvidenceSink {
  unit(kind: EvidenceKind, unit: Unit): Promise<void> | void
  /** `text` is undefined when it was too large to keep. Normalised: no BOM, LF. */
  source(source: Omit<SourceText, 'kept'>, text: string | undefined): Promise<void> | void
  record(kind: EvidenceKind, state: Pick<EvidenceRecord, 'status' | 'reason' | 'fields'>): void
  /** Absent where no pictures are kept: then none need be taken. */
  pictures?: {
    /** Keeps bytes under their sha256, which it returns, up to the bundle's cap. */
    blob(bytes: Uint8Array): Promise<string>
    /** Where the elements of a page stand on a picture given as a blob before. */
    shot(shot: PageShot): void
  }
}

/** Fetches the units of some kinds of evidence; one bad input becomes a missing unit, never an exception. */
export interface Collector {
  kinds: readonly EvidenceKind[]
  collect(context: CollectContext, sink: EvidenceSink): Promise<void>
}
