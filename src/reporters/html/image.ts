/** Type and size of a picture as its own bytes say. */
export interface Image {
  type: 'image/jpeg' | 'image/png'
  /** Pixels. */
  width: number
  height: number
}

/** A picture of more pixels fills the memory of whoever opens the report. */
const MOST_PIXELS = 40_000_000
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]

/** What the bytes are, by their first bytes and their header; undefined for anything but a JPEG or PNG of sane size. */
export function imageOf(bytes: Uint8Array): Image | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const image = PNG.every((byte, at) => bytes[at] === byte) ? pngOf(view) : jpegOf(view)
  if (!image || image.width === 0 || image.height === 0) return undefined
  return image.width * image.height > MOST_PIXELS ? undefined : image
}

function pngOf(view: DataView): Image | undefined {
  if (view.byteLength < 24) return undefined
  return { type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** Segments up to the frame header, which holds the size. */
function jpegOf(view: DataView): Image | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined
  let at = 2
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined
    const marker = view.getUint8(at + 1)
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { type: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) }
    // Pixels before any frame header.
    if (marker === 0xda || marker === 0xd9) return undefined
    at += 2 + Math.max(2, view.getUint16(at + 2))
  }
  return undefined
}
