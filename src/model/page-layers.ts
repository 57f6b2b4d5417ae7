import type { ElementRef } from './page.ts'

/**
 * One thing that lies over the page: a dialog, a bar that stays, a floating window, the mask behind it. Outermost only.
 * `dialog` = says so by element or role, or takes the middle of the screen; `mask` = covers the screen and says nothing;
 * `bar` = stays at an edge over the full width; `float` = anything else that stays in place or lies over content.
 */
export interface LayerFact {
  element: ElementRef
  kind: 'dialog' | 'mask' | 'bar' | 'float'
  /** Keeps everything else from being used: a modal dialog, or one with a mask. */
  modal: boolean
  /** Name of the layer: its label, else its first heading, else the start of its text; at most 60 characters. */
  name: string
  /** At most 300 characters. */
  text: string
  /** dp, within the viewport. */
  left: number
  top: number
  width: number
  height: number
  /** Share of the viewport it covers, 0..1. */
  share: number
  /** Pictures within, by path. */
  images: string[]
  /** Links that lead away, at most 10. */
  links: string[]
  /** What can be tapped within, at most 20. */
  controls: LayerControl[]
}

export interface LayerControl {
  element: ElementRef
  name: string
  /** Classes, id and picture of the control, for icons without a name; at most 120 characters. */
  hint: string
  /** Area a finger hits, dp: the box, or more where a tap beside it still reaches it. */
  width: number
  height: number
}
