import type { ElementRef } from './page.ts'

/** What a page's search answered to queries typed into it, one after the other. */
export interface PageSearch {
  /** The field that was typed into; null where none was found. */
  field: ElementRef | null
  asked: { query: string; answers: SearchAnswer[] }[]
  /** Queries that could not be typed: there was no field, or none any more, or no time left. */
  unasked?: string[]
}

/** Something shown after a search that a person can tap. In the order of the page. */
export interface SearchAnswer {
  element: ElementRef
  /** At most 80 characters. */
  text: string
  /** Where it leads, for links. */
  href: string | null
  /** It was not there before the first query was sent. */
  fresh: boolean
}
