import type { ElementRef } from './page.ts'

/** A picture a person sees: an image element, a drawing, or the picture behind an element without text. */
export interface ImageFact {
  element: ElementRef
  kind: 'img' | 'svg' | 'canvas' | 'object' | 'input' | 'background'
  /** Path without host and query; `data:` for an inline one; empty for a drawing. */
  path: string
  /** What the markup says instead of the picture; null = says nothing at all. */
  alt: string | null
  /** Name that aids read: label, alternative, title; at most 120 characters. */
  name: string
  /** Marked as decoration, or kept from aids. */
  decorative: boolean
  /** dp as shown. */
  width: number
  height: number
  /** Size of the file in px; 0 where it did not load. */
  naturalWidth: number
  naturalHeight: number
  /** Within something that can be tapped. */
  tapped: boolean
  /** Classes and id, at most 80 characters. */
  hint: string
  /** Text near it: of its figure, label, row or form line; at most 80 characters. */
  near: string
}
