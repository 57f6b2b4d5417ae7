import type { Container } from './container.ts'
import { columnOf, MOST_COLUMNS } from './sheet-rows.ts'

/** Rows from 1, columns from 0, both ends included. */
export interface MergedRange {
  top: number
  bottom: number
  left: number
  right: number
}

const TAG = Buffer.from('mergeCells')
/** Ours: ranges looked at, and bytes of the list of them. */
const MOST_RANGES = 200_000
const LARGEST_LIST = 32 * 1024 * 1024

/**
 * Merged ranges of a sheet, by their first row. The format lists them after all rows, so the part is unpacked once for
 * them alone; that costs a fraction of reading it.
 *
 * @throws InputError those of `Container.read`
 */
export async function mergedRanges(container: Container, part: string): Promise<MergedRange[]> {
  const kept: Buffer[] = []
  let size = 0
  let tail: Buffer = Buffer.alloc(0)
  for await (const chunk of container.read(part)) {
    if (size > 0) {
      kept.push(chunk)
      size += chunk.length
      if (size > LARGEST_LIST) break
      continue
    }
    const seen = tail.length > 0 ? Buffer.concat([tail, chunk]) : chunk
    const at = seen.indexOf(TAG)
    if (at >= 0) {
      kept.push(seen.subarray(at))
      size = seen.length - at
    } else tail = seen.subarray(-TAG.length)
  }
  const ranges: MergedRange[] = []
  const text = Buffer.concat(kept).toString('latin1')
  const tags = text.matchAll(/mergeCell\s[^>]{0,200}?\bref=["']([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})["']/g)
  for (const [, from = '', to = ''] of tags) {
    if (ranges.length >= MOST_RANGES) break
    const range = { top: rowOf(from), bottom: rowOf(to), left: columnOf(from), right: columnOf(to) }
    if (range.left < MOST_COLUMNS && range.bottom >= range.top && range.right >= range.left)
      ranges.push(range)
  }
  return ranges.sort((a, b) => a.top - b.top || a.left - b.left)
}

const rowOf = (cell: string): number => Number(cell.replace(/\D+/, ''))

/** Fills what a merged cell shows into the rows it spans, and tells rows that merge several columns. */
export class Merging {
  readonly #ranges: readonly MergedRange[]
  readonly #open = new Map<number, MergedRange & { text: string }>()
  #next = 0

  constructor(ranges: readonly MergedRange[]) {
    this.#ranges = ranges
  }

  /** @returns ranges of this row that span several columns */
  row(row: number, cells: string[]): MergedRange[] {
    const across: MergedRange[] = []
    for (
      let range = this.#ranges[this.#next];
      range && range.top <= row;
      range = this.#ranges[++this.#next]
    ) {
      if (range.bottom < row) continue
      const text = range.top === row ? (cells[range.left] ?? '') : ''
      this.#open.set(range.left, { ...range, text })
    }
    for (const [left, range] of this.#open) {
      if (range.bottom < row) {
        this.#open.delete(left)
        continue
      }
      if (range.right > range.left) across.push(range)
      else if (range.top < row && range.text !== '') {
        while (cells.length <= left) cells.push('')
        cells[left] ||= range.text
      }
    }
    return across
  }
}
