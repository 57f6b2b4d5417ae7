import type { ElementRef } from './page.ts'

/** One audio or video element, shown or not: sound needs no place. */
export interface MediaFact {
  element: ElementRef
  kind: 'audio' | 'video'
  /** Path without host and query of what plays. */
  path: string
  autoplay: boolean
  muted: boolean
  loop: boolean
  /** Controls of the browser are shown. */
  controls: boolean
  /** Seconds; null where it did not load or never ends. */
  duration: number | null
  /** Seconds from where it starts to where it stops by itself (`#t=25,28` in its address); null like `duration`. */
  lasts: number | null
  /** Playing when it was looked at. */
  playing: boolean
  shown: boolean
  /** The file has sound; null where the browser does not say. */
  sound: boolean | null
  tracks: { kind: string; lang: string; cues: number | null }[]
  /** What describes it: `aria-describedby`, its figure's caption; at most 200 characters. */
  description: string
  /** Texts and addresses of links near it, at most 10. */
  links: { text: string; href: string }[]
  /** Controls of the page near it: buttons of the same figure or parent, at most 10 names. */
  buttons: string[]
}
