import type { AssistFacts, KeyboardFact } from './page-assist.ts'
import type { CodeWatch } from './page-codes.ts'
import type { FrameFact } from './page-frames.ts'
import type { ImageFact } from './page-images.ts'
import type { LayerFact } from './page-layers.ts'
import type { MediaFact } from './page-media.ts'
import type { PageBridge, PageMode } from './page-mode.ts'
import type { PagePrivacy } from './page-privacy.ts'
import type { PageSearch } from './page-search.ts'
import type { Words } from './words.ts'

/** How a page was looked at. `enlarged` = text at 2x, `reflow` = 320 px wide, `desktop` = no phone. */
export type PageState = 'standard' | 'elder' | 'enlarged' | 'reflow' | 'desktop'

/** One page in one state: what was there, never a judgement. Lengths are in dp unless they say otherwise. */
export interface PageCapture extends PagePrivacy {
  /** Role in the manifest's `pages` (`home`, `elderHome`, `privacy` …), `item`, or `found` by following links. */
  role: string
  /** The item this page was opened for. */
  taskCode?: string
  state: PageState
  /** Address asked for, and where it ended. */
  url: string
  finalUrl: string
  /** Structural hash: pages of one template share it. */
  template: string
  title: string
  lang: string | null
  /** Content of the viewport meta tag. */
  viewport: string | null
  /** dp per CSS px: 1, or the scale of pages that draw at 1/dpr. */
  scale: number
  size: { width: number; height: number; scrollWidth: number }
  texts: TextFact[]
  targets: TargetFact[]
  /** All text a person sees, at most 20,000 characters, spaces single. */
  words: string
  links: { element: ElementRef; href: string; text: string }[]
  fields: FieldFact[]
  headings: { element: ElementRef; level: number; text: string }[]
  /** What lies over the page, in document order. */
  layers: LayerFact[]
  images: ImageFact[]
  media: MediaFact[]
  frames: FrameFact[]
  assist: AssistFacts
  /** Absent where nothing listens to keys or focus. */
  keyboard?: KeyboardFact
  /** Frozen answers of axe-core: what it found wrong, what it could not decide, what it looked at. */
  axe: AxeFact[]
  axeExamined: string[]
  /** Requests by host and kind. */
  requests: { host: string; type: string; count: number; refused: boolean }[]
  consoleErrors: number
  dialogs: { type: string; text: string }[]
  storageKeys: string[]
  /** Lists that were cut at their bound. */
  cut: string[]
  /** What became of its codes within a minute of its own clock. */
  codeWatch?: CodeWatch
  /** How often it was looked at, where its first look seemed to fail. */
  looks?: number
  /** No two looks agreed: this is the one with the fewest failures. */
  unsteady?: true
  /** What its search answered, where it was asked. */
  search?: PageSearch
  /** How this state was reached, and what it changed. */
  mode?: PageMode
  /** Where the app lives inside a host. */
  bridge?: PageBridge
}

/** Names an element the same way on every load: an id of its own, else a path of tags. */
export interface ElementRef {
  /** Selector that finds it on this page. */
  selector: string
  /** Tag and classes of it and its parents, without positions: equal for the rows of one list. */
  component: string
}

export interface TextFact {
  element: ElementRef
  /** At most 60 characters. */
  text: string
  characters: number
  fontSize: number
  /** Line height by font size. */
  lineHeight: number
  /** Lines it takes, where more than one. */
  lines?: number
  /** Gap to the next paragraph of the same parent, by line gap; null where there is none. */
  paragraphGap: number | null
  weight: number
  /** In the main content, not in a bar, a button or a footer. */
  main: boolean
}

export interface TargetFact {
  element: ElementRef
  role: string
  name: string
  width: number
  height: number
  /** A link inside a line of text. */
  inline: boolean
  /** One of the page's main components: in the main content and not inline. */
  main: boolean
}

export interface FieldFact {
  element: ElementRef
  /** `text`, `password`, `checkbox` … `select`, `textarea`. */
  type: string
  name: string
  label: string
  /** Already filled in or ticked when the page came. */
  filled: boolean
  required: boolean
  /** Cannot be changed: read-only or disabled. */
  locked?: true
}

export interface AxeFact {
  id: string
  impact: string | null
  /** `violation` or `incomplete`. */
  kind: 'violation' | 'incomplete'
  tags: string[]
  /** axe-core's own words for what should hold. */
  help?: Words
  nodesTotal: number
  nodes: { element: ElementRef; html: string; data: Record<string, string | number> }[]
}
