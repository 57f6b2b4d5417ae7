import type { Box, PageShot } from '../model/page-shot.ts'
import type { ReportOptions } from '../model/reporter.ts'
import type { Finding, Scorecard } from '../model/scorecard.ts'
import { findingRows, findingsByCause, keyOf } from './rows.ts'
import { type CauseView, causesInOrder } from './view.ts'

/** What to show of one cause: an element on its page, a page where no element is named, or the same page in two modes. */
export type CausePicture =
  | { shot: PageShot; element: string; box: Box }
  | { shot: PageShot }
  | { standard: PageShot; elder: PageShot }

/** Where the elements of every page stand, by the key of its unit. */
export type ShotsByUnit = ReadonlyMap<string, PageShot>

export const byUnit = (shots: readonly PageShot[]): ShotsByUnit =>
  new Map(shots.map(shot => [shot.unit, shot]))

/** Places looked through for one whose element stands on a picture. */
const TRIED = 50

/** The picture of a cause: of the first place that has one, an element before a whole page. Undefined where no place has. */
export function pictureOf(findings: readonly Finding[], shots: ShotsByUnit): CausePicture | undefined {
  const tried = findings.slice(0, TRIED)
  for (const finding of tried) {
    const pair = pairOf(finding, shots)
    if (pair) return pair
    const shot = shots.get(finding.locus.unit)
    const element = finding.locus.pointer ?? finding.data.element
    const box = typeof element === 'string' && shot ? boxOf(shot, element) : undefined
    if (shot && box) return { shot, element: element as string, box }
  }
  const page = tried.find(({ locus }) => shots.has(locus.unit))
  const shot = page && shots.get(page.locus.unit)
  return shot && { shot }
}

/** Findings that hold one mode against the other name both in their data: `standard` and `elder`. */
function pairOf({ data }: Finding, shots: ShotsByUnit): CausePicture | undefined {
  const [standard, elder] = [data.standard, data.elder].map(said =>
    typeof said === 'string' ? shotCalled(said, shots) : undefined,
  )
  return standard && elder && standard !== elder ? { standard, elder } : undefined
}

/** By the key of its unit, or by an address: the longest route it ends in, as the page is without any mode. */
function shotCalled(said: string, shots: ShotsByUnit): PageShot | undefined {
  const exact = shots.get(said)
  if (exact) return exact
  const ends = [...shots.keys()].filter(unit => unit !== '' && said.endsWith(unit))
  const [longest] = ends.sort((a, b) => b.length - a.length)
  return longest === undefined ? undefined : shots.get(longest)
}

/** The part of an element's box that is on the picture; a saved bundle may say anything. */
function boxOf(shot: PageShot, element: string): Box | undefined {
  const box = Object.hasOwn(shot.boxes, element) ? shot.boxes[element] : undefined
  if (!box?.every(Number.isFinite)) return undefined
  const [left, top, width, height] = box
  const [x, y] = [Math.max(0, left), Math.max(0, top)]
  const [right, bottom] = [Math.min(shot.width, left + width), Math.min(shot.height, top + height)]
  return right < x || bottom < y ? undefined : [x, y, right - x, bottom - y]
}

const blobsOf = (picture: CausePicture): string[] =>
  'standard' in picture ? [picture.standard.blob, picture.elder.blob] : [picture.shot.blob]

/** Every cause with its places, as far as they are known. */
export function placesByCause(
  scorecard: Scorecard,
  options: Pick<ReportOptions, 'findings'>,
): (cause: CauseView) => readonly Finding[] {
  const places = findingsByCause(findingRows(scorecard, options))
  return cause => places.get(keyOf(cause)) ?? [cause.example]
}

/** sha256 of the pictures a report of all causes shows, the heaviest cause first, each once; a pair together. */
export function blobsWanted(
  scorecard: Scorecard,
  options: Pick<ReportOptions, 'findings'>,
  shots: readonly PageShot[],
): string[][] {
  const known = byUnit(shots)
  const places = placesByCause(scorecard, options)
  return causesInOrder(scorecard).flatMap(cause => {
    const picture = pictureOf(places(cause), known)
    return picture ? [blobsOf(picture)] : []
  })
}
