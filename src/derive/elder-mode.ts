import type { PageCapture } from '../model/page.ts'
import type { Glance, PageMode } from '../model/page-mode.ts'

/** Half a dp is lost to rounding. */
const ROUNDING = 0.5

/**
 * What a change of mode did to a page: its text or components grew (`larger`), only its make-up changed (`made-otherwise`), or
 * nothing a person would see (`none`).
 */
export function differenceBetween(before: Glance, after: Glance): 'larger' | 'made-otherwise' | 'none' {
  const grew = (from: number, to: number) => to - from > ROUNDING
  if (
    grew(before.textSize, after.textSize) ||
    grew(before.smallest, after.smallest) ||
    grew(before.targetSize, after.targetSize)
  )
    return 'larger'
  return before.shape === after.shape ? 'none' : 'made-otherwise'
}

/** The figures before and at the end of a change of mode; undefined where either was not seen. */
export function endsOf({ glances }: PageMode): { before: Glance; after: Glance } | undefined {
  const [before] = glances
  const after = glances.at(-1)
  return before?.moment === 'before' && after !== undefined && after !== before
    ? { before, after }
    : undefined
}

/** The strongest difference any moment shows. */
export function differenceIn(mode: PageMode): ReturnType<typeof differenceBetween> {
  const [before, ...later] = mode.glances
  if (before?.moment !== 'before') return 'made-otherwise'
  const found = later.map(glance => differenceBetween(before, glance))
  return found.includes('larger') ? 'larger' : found.includes('made-otherwise') ? 'made-otherwise' : 'none'
}

/**
 * An elder version that is there to be measured: the state was reached and changed something. Where it changed nothing,
 * that is the fault, and what an elder version must be is not asked of a page that has none.
 */
export function hasElderVersion({ state, mode }: PageCapture): boolean {
  return state === 'elder' && (mode === undefined || differenceIn(mode) !== 'none')
}
