import type { ElementRef } from './page.ts'

/** What became of the codes (QR, bar) of a page while its time was moved on. Never the code itself. */
export interface CodeWatch {
  /** How far the page's clock was moved. */
  seconds: number
  /** What looked like a code when the page came. */
  codes: {
    element: ElementRef
    /** Its name, class, address or label says that it is a code. */
    named: boolean
    /** False where its picture could not be compared. */
    readable: boolean
    /** Seconds until it was another picture or gone; null = it stayed the same. */
    changedAfter: number | null
  }[]
  /** Seconds until the page first said that the code ran out; null = it never did. */
  expiredAfter: number | null
}
