/** Left, top, width and height in dp from the top left of the page. */
export type Box = readonly [left: number, top: number, width: number, height: number]

/** One line of `shots.ndjson`: the picture of a page in a state, and where on it the elements stand that its facts name. */
export interface PageShot {
  /** Key of the unit in `units/pages.ndjson`. */
  unit: string
  /** sha256 of the JPEG in `blobs/`; the file may have been dropped at the cap. */
  blob: string
  /** What the picture shows from the top left of the page, dp. */
  width: number
  height: number
  /** False where the page goes on below the picture. */
  whole: boolean
  /** Places painted over before the picture was taken. */
  painted: number
  /** By selector, as in `ElementRef`. */
  boxes: Readonly<Record<string, Box>>
}

/** What the head of a bundle says of its pictures; beside the evidence hash, because two looks at one page differ in pixels. */
export interface ShotSummary {
  /** Of `shots.ndjson`. */
  sha256: string
  kept: number
  bytes: number
  /** Pictures left out because the cap in bytes was reached; their facts stay. */
  dropped: number
}
