import type { ElementRef, PageCapture } from './page.ts'

export type PersonalKind = 'mobile' | 'citizen-id' | 'bank-card'

/** What a page shows and lets slip of a person, and how it guards itself. Kinds and names only, never a value. */
export interface PagePrivacy {
  shown: ShownFact[]
  traces: TraceFact[]
  /** Permissions asked for while the page was looked at. */
  asked: AskedFact[]
  passwords: PasswordFact[]
  /** Content security policies, of headers and of meta tags, at most 2,000 characters each. */
  csp: string[]
  /** Home page only: what a newcomer meets. */
  firstRun?: FirstRun
  /** Search page only, where probing is allowed: what became of markup typed in. */
  probe?: MarkupProbe
}

/** Personal data in words or fields of the page. */
export interface ShownFact {
  element: ElementRef
  kind: PersonalKind | 'name'
  /** Characters that can be read, of how many. */
  visible: number
  length: number
  /** A published specimen: nobody's. */
  specimen: boolean
  /** Words beside it, at most 60 characters. */
  label: string
  /** In a form field. */
  field: boolean
}

/** Personal data, or something like a ticket, in a place that others can read. */
export interface TraceFact {
  /** `address` of the page as it was left; `request`: address of a request; `body`: what it carries. */
  place: 'address' | 'request' | 'referer' | 'storage' | 'console' | 'body'
  /** Host the data goes to; the page's own for address, storage and console. */
  host: string
  /** Parameter, storage key or console level. */
  name: string
  /** `web-token`: a JWT. `opaque`: 16 or more characters that look drawn. */
  kind: PersonalKind | 'web-token' | 'opaque'
  specimen: boolean
}

export interface AskedFact {
  /** `geolocation`, `camera-microphone`, `notifications`, `clipboard`, `motion`. */
  permission: string
  /** After a person's tap on this page. */
  tapped: boolean
}

export interface PasswordFact {
  element: ElementRef
  label: string
  autocomplete: string
  minLength: number | null
  maxLength: number | null
  pattern: string | null
  /** Words beside the field that say what a password must be, at most 200 characters. */
  hint: string
}

/** A layer that asks for consent or gives notice. */
export interface ConsentLayer {
  element: ElementRef
  /** At most 500 characters. */
  words: string
  /** It links or names the privacy policy. */
  policy: boolean
  /** Words of the buttons; null where there is none. */
  agree: string | null
  refuse: string | null
  boxes: { label: string; ticked: boolean }[]
}

export interface FirstRun {
  layer: ConsentLayer | null
  /** Before anything was tapped. */
  asked: AskedFact[]
  traces: TraceFact[]
  requests: PageCapture['requests']
  /** Pages opened after refusing; null where there was nothing to refuse. */
  refused: RefusedPage[] | null
}

export interface RefusedPage {
  role: string
  /** False: it did not come. */
  loaded: boolean
  /** The layer stands there again. */
  layer: boolean
  /** Characters of text it shows. */
  characters: number
}

export interface MarkupProbe {
  /** A script in it ran. */
  ran: boolean
  /** It became an element of the page. */
  element: boolean
}
