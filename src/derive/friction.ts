import type { FieldFact, PageCapture } from '../model/page.ts'
import { codeInAddress } from './item-pages.ts'
import { plainAddress } from './page-graph.ts'

/** What a person does from home until a service is applied for. */
export interface Friction {
  /** From home to the page of the item, and over one more link to its form where that was looked at. */
  taps: number
  /** Pages seen on the way, home and the last one among them. */
  screens: number
  /** Undefined where the form was not looked at. */
  form: FormFriction | undefined
}
export interface FormFriction {
  /** Fields left to type or choose. */
  typed: number
  uploads: number
  /** Share of the fields to type or choose that come filled; 1 where there are none. */
  prefilled: number
}

const BOXES = new Set(['checkbox', 'radio', 'file', 'range', 'color', 'image', 'button'])

/** Ways over the links of pages that were looked at, from the home page on. */
export class ServiceWays {
  readonly #links = new Map<string, Set<string>>()
  readonly #forms = new Map<string, FormFriction>()
  readonly #homes = new Set<string>()
  #distances: Map<string, number> | undefined

  /** @param forms roles of pages that are application forms */
  add(page: PageCapture, forms: readonly string[]): void {
    const address = addressOf(page.finalUrl)
    const links = this.#links.get(address) ?? new Set()
    for (const { href } of page.links) links.add(addressOf(href))
    this.#links.set(address, links)
    if (page.role === 'home') this.#homes.add(address)
    if (forms.includes(page.role)) this.#forms.set(address, formFriction(page.fields))
  }

  get hasHome(): boolean {
    return this.#homes.size > 0
  }

  /** Undefined where no chain of links leads to the page. */
  to(page: PageCapture): Friction | undefined {
    this.#distances ??= this.#walk()
    const address = addressOf(page.finalUrl)
    const taps = this.#distances.get(address)
    if (taps === undefined) return undefined
    const form = [...(this.#links.get(address) ?? [])].find(link => this.#forms.has(link))
    const all = form === undefined ? taps : taps + 1
    return { taps, screens: all + 1, form: form === undefined ? undefined : this.#forms.get(form) }
  }

  #walk(): Map<string, number> {
    const distances = new Map<string, number>()
    let here = [...this.#homes]
    for (let taps = 0; here.length > 0; taps++) {
      const next = new Set<string>()
      for (const address of here) if (!distances.has(address)) distances.set(address, taps)
      for (const address of here)
        for (const link of this.#links.get(address) ?? []) if (!distances.has(link)) next.add(link)
      here = [...next]
    }
    return distances
  }
}

export function formFriction(fields: readonly FieldFact[]): FormFriction {
  const typed = fields.filter(({ type }) => !BOXES.has(type))
  const left = typed.filter(({ filled, locked }) => !filled && !locked)
  return {
    typed: left.length,
    uploads: fields.filter(({ type }) => type === 'file').length,
    prefilled: typed.length === 0 ? 1 : (typed.length - left.length) / typed.length,
  }
}

/** The middle one; the lower of two. Undefined for none. */
export function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]
}

/** Without what a query adds, except the code of an item: pages of two items are two pages. */
function addressOf(url: string): string {
  const code = codeInAddress(url)
  return code === undefined ? plainAddress(url) : `${plainAddress(url)} ${code}`
}
