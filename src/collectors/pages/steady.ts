import type { Unit } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'

const MOST_LOOKS = 3

/**
 * Looks again at a page that seems to fail, so that what a page did once only does not count: of the looks the one is kept
 * all of whose failures another look shows too. Where there is none after three looks, the one with the fewest is kept and
 * called unsteady.
 *
 * @param suspect names of what fails on a unit, equal names for equal failures
 */
export async function steadily(
  look: () => Promise<Unit>,
  suspect: ((unit: Unit) => Promise<ReadonlySet<string>>) | undefined,
): Promise<Unit> {
  const first = await look()
  if (!suspect || first.status !== 'judged') return first
  const looks = [{ unit: first, failing: await suspect(first) }]
  if (looks[0]?.failing.size === 0) return first
  while (looks.length < MOST_LOOKS) {
    const unit = await look()
    // A page that came once and then did not is kept as it came.
    if (unit.status !== 'judged') break
    looks.push({ unit, failing: await suspect(unit) })
    const borne = looks
      .toReversed()
      .find(({ unit, failing }) =>
        looks.some(other => other.unit !== unit && failing.isSubsetOf(other.failing)),
      )
    if (borne) return marked(borne.unit, { looks: looks.length })
  }
  const fewest = looks.reduce((least, one) => (one.failing.size < least.failing.size ? one : least))
  return marked(fewest.unit, { looks: looks.length, unsteady: true })
}

function marked(unit: Unit, more: Pick<PageCapture, 'looks' | 'unsteady'>): Unit {
  return { ...unit, data: { ...(unit.data as PageCapture), ...more } }
}
