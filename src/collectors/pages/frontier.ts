import { createHash } from 'node:crypto'
import type { MissReason } from '../../model/evidence.ts'
import { routeShape } from './address.ts'

/** A page that was come across, not named by the manifest. */
export interface Candidate {
  /** `pageAddress` of it. */
  address: string
  from: 'catalogue' | 'sitemap' | 'link'
  /** The item it is for, where the catalogue said so. */
  taskCode?: string
}

/** Looks a route shape gets while all of it looks alike, and for each further template seen there. Ours. */
const LOOKS_A_TEMPLATE = 3
const MOST_LOOKS_A_SHAPE = 12
/** Addresses kept; what comes beyond is counted. */
const MOST_KEPT = 50_000

interface Shape {
  name: string
  waiting: (Candidate & { draw: string })[]
  sorted: boolean
  drawn: number
  templates: Set<string>
}

/**
 * Pages still to be looked at, drawn by seed within each route shape, the least seen shape first. What is drawn depends on
 * what was added and on the templates seen, never on time.
 */
export class Frontier {
  /** Addresses beyond the bound. */
  beyond = 0
  readonly #seed: number
  readonly #known = new Set<string>()
  readonly #shapes = new Map<string, Shape>()
  readonly #barred: { candidate: Candidate; reason: MissReason }[] = []

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Pages looked at anyway. */
  know(address: string): void {
    this.#known.add(address)
  }

  /** A page known by address is added once. With a reason it is only listed. */
  add(candidate: Candidate, barred?: MissReason): void {
    if (this.#known.has(candidate.address)) return
    if (this.#known.size >= MOST_KEPT) {
      this.beyond++
      return
    }
    this.#known.add(candidate.address)
    if (barred !== undefined) {
      this.#barred.push({ candidate, reason: barred })
      return
    }
    const name = routeShape(candidate.address)
    let shape = this.#shapes.get(name)
    if (!shape) {
      shape = { name, waiting: [], sorted: false, drawn: 0, templates: new Set() }
      this.#shapes.set(name, shape)
    }
    const draw = createHash('sha256').update(`${this.#seed} ${candidate.address}`).digest('hex')
    shape.waiting.push({ ...candidate, draw })
    shape.sorted = false
  }

  /** At most `count` pages to look at next. */
  draw(count: number): Candidate[] {
    const drawn: Candidate[] = []
    while (drawn.length < count) {
      let next: Shape | undefined
      for (const shape of this.#shapes.values()) {
        if (shape.waiting.length === 0 || shape.drawn >= wanted(shape)) continue
        if (!next || shape.drawn < next.drawn || (shape.drawn === next.drawn && shape.name < next.name))
          next = shape
      }
      if (!next) break
      if (!next.sorted) {
        next.waiting.sort((a, b) => (a.draw < b.draw ? 1 : -1))
        next.sorted = true
      }
      const { draw: _, ...candidate } = next.waiting.pop() as Candidate & { draw: string }
      next.drawn++
      drawn.push(candidate)
    }
    return drawn
  }

  /** The template a drawn page turned out to have. */
  looked(address: string, template: string): void {
    this.#shapes.get(routeShape(address))?.templates.add(template)
  }

  /** What was not looked at, by address, each with why. @param full whether the limit of pages was reached */
  left(full: boolean): { candidate: Candidate; reason: MissReason }[] {
    const rest = [...this.#shapes.values()].flatMap(shape =>
      shape.waiting.map(({ draw: _, ...candidate }) => ({
        candidate,
        reason: full && shape.drawn < wanted(shape) ? ('page-limit' as const) : ('not-drawn' as const),
      })),
    )
    return [...this.#barred, ...rest].sort((a, b) => (a.candidate.address < b.candidate.address ? -1 : 1))
  }
}

function wanted({ templates }: Shape): number {
  return Math.min(MOST_LOOKS_A_SHAPE, LOOKS_A_TEMPLATE * Math.max(1, templates.size))
}
