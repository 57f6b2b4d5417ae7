import type { BundleReader } from '../engine/bundle/reader.ts'
import type { ReportPictures } from '../model/report-pictures.ts'
import type { ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { blobsWanted } from '../reporters/cause-pictures.ts'
import type { FormatPlan } from './output.ts'

/** Pictures of one report together, bytes before base64. Ours: it must still go through a mail gateway. */
export const MOST_PICTURE_BYTES = 8 << 20

/**
 * The pictures a report shows, out of the bundle it was judged from; undefined where no format shows any. Those of the
 * heaviest causes come first until the cap is reached.
 * @throws InputError `bundle-altered`, `bundle-malformed`
 */
export async function picturesFor(
  reader: BundleReader,
  scorecard: Scorecard,
  plans: readonly FormatPlan[],
  options: Pick<ReportOptions, 'findings'>,
  cap = MOST_PICTURE_BYTES,
): Promise<ReportPictures | undefined> {
  if (!plans.some(({ name }) => name === 'html')) return undefined
  const shots = await reader.shots()
  const blobs = new Map<string, Uint8Array>()
  const capped = new Set<string>()
  let left = cap
  for (const wanted of blobsWanted(scorecard, options, shots)) {
    const fresh: [string, Uint8Array][] = []
    for (const name of new Set(wanted)) {
      const bytes = blobs.has(name) ? undefined : await reader.blob(name)
      if (bytes) fresh.push([name, bytes])
    }
    const size = fresh.reduce((sum, [, { length }]) => sum + length, 0)
    for (const [name, bytes] of fresh) {
      if (size > left) capped.add(name)
      else blobs.set(name, bytes)
    }
    if (size <= left) left -= size
  }
  // Left out with a larger pair, shown by a later cause.
  for (const name of blobs.keys()) capped.delete(name)
  return { sha256: reader.head.shots?.sha256 ?? '', shots, blobs, capped, cap }
}
