import type { ElementRef } from './page.ts'

/** A part of the page that somebody else fills: a frame, an object, or the place an advertising script leaves. */
export interface FrameFact {
  element: ElementRef
  kind: 'iframe' | 'object' | 'embed' | 'ins'
  /** Host it loads from, with its port; empty for the page's own or none. */
  host: string
  /** dp as shown. */
  width: number
  height: number
}
