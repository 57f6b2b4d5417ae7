import type { PageShot } from './page-shot.ts'

/** Pictures of a bundle as a report takes them. Untrusted: a blob that is no picture is not shown. */
export interface ReportPictures {
  /** sha256 of the bundle's list of pictures; they stand beside its evidence hash. */
  sha256: string
  shots: readonly PageShot[]
  /** Bytes of the pictures the report shows, by sha256. */
  blobs: ReadonlyMap<string, Uint8Array>
  /** Those that would have made the report larger than `cap` bytes of pictures. */
  capped: ReadonlySet<string>
  cap: number
}
