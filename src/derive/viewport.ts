import type { PageCapture } from '../model/page.ts'
import { differenceIn, endsOf } from './elder-mode.ts'

/** How far a page's viewport lets it be enlarged: 0 = not at all, Infinity = no bound stated. */
export function zoomOf(viewport: string | null): number {
  const stated = new Map(
    (viewport ?? '')
      .toLowerCase()
      .split(/[,;]/)
      .map(part => {
        const [name = '', value = ''] = part.split('=').map(side => side.trim())
        return [name, value] as const
      }),
  )
  const scalable = stated.get('user-scalable')
  if (scalable === 'no' || scalable === '0') return 0
  const maximum = Number.parseFloat(stated.get('maximum-scale') ?? '')
  // Browsers drop a negative scale.
  return maximum >= 0 ? maximum : Number.POSITIVE_INFINITY
}

/** The app's own setting makes text so much larger that nobody needs to spread two fingers. */
export function resizesText({ mode }: PageCapture, factor: number, size: number): boolean {
  const ends = mode?.reached === 'setting' ? endsOf(mode) : undefined
  if (!mode || !ends || differenceIn(mode) !== 'larger') return false
  return ends.after.textSize >= ends.before.textSize * factor || ends.after.textSize >= size
}
