import type { Box } from '../../model/page-shot.ts'

/** What of a picture is shown, dp. */
export interface Crop {
  x: number
  y: number
  width: number
  height: number
  /** The element goes on below. */
  cut: boolean
}

/** As wide as a phone, so that a person sees where on the page this is, and so that 1 dp may be shown as 1 px. */
const PHONE = 390
const MARGIN = 40
const LEAST_HEIGHT = 180
const MOST_HEIGHT = 640
/** Whole pages: what a phone shows before anybody scrolls. */
const SCREEN = 844

interface Size {
  width: number
  height: number
}

/** The surroundings of a box that lies on the picture; of one too tall its upper part. */
export function cropAround([left, top, width, height]: Box, picture: Size): Crop {
  const cropWidth = Math.min(picture.width, Math.max(PHONE, width + 2 * MARGIN))
  const wanted = Math.max(LEAST_HEIGHT, height + 2 * MARGIN)
  const cropHeight = Math.min(picture.height, wanted, MOST_HEIGHT)
  const y = height > cropHeight ? top - MARGIN / 2 : top + height / 2 - cropHeight / 2
  const x = left + width / 2 - cropWidth / 2
  const at = (value: number, most: number) => round(Math.min(Math.max(0, value), Math.max(0, most)))
  const crop = {
    x: at(x, picture.width - cropWidth),
    y: at(y, picture.height - cropHeight),
    width: round(cropWidth),
    height: round(cropHeight),
  }
  return { ...crop, cut: top + height > crop.y + crop.height + 1 }
}

/** The first screen of a page. */
export function screenOf(picture: Size): Crop {
  const height = Math.min(picture.height, SCREEN)
  return { x: 0, y: 0, width: picture.width, height, cut: picture.height > height }
}

const round = (value: number): number => Math.round(value * 10) / 10
