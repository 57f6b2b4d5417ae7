/** Lines and columns count from 1, columns in UTF-16 units, as editors do. */
export interface Spot {
  line: number
  column: number
}

/** Line and column of one offset; for many offsets of one text use `lineIndex`. */
export function spotAt(text: string, offset: number): Spot {
  let line = 1
  let start = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    start = at + 1
  }
  return { line, column: Math.min(offset, text.length) - start + 1 }
}

export interface LineIndex {
  spot(offset: number): Spot
  /** Offset of a line's first character; the text's length beyond the last line. */
  start(line: number): number
}

/** Every so many lines a start is remembered: of a text of ten megabytes all of them cost more than the look-ups. */
const STRIDE = 64
const LINE_FEED = 10

/** Remembers where the lines of a text start. */
export function lineIndex(text: string): LineIndex {
  const starts = [0]
  for (let at = 0, line = 0; at < text.length; at++) {
    if (text.charCodeAt(at) === LINE_FEED && ++line % STRIDE === 0) starts.push(at + 1)
  }
  return {
    spot(offset) {
      let low = 0
      let high = starts.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((starts[middle] as number) <= offset) low = middle
        else high = middle - 1
      }
      let start = starts[low] as number
      let line = low * STRIDE + 1
      for (let at = text.indexOf('\n', start); at >= 0 && at < offset; at = text.indexOf('\n', start)) {
        start = at + 1
        line++
      }
      return { line, column: offset - start + 1 }
    },
    start(line) {
      const before = line - 1
      let start = starts[Math.floor(before / STRIDE)] ?? text.length
      for (let left = before % STRIDE; left > 0; left--) {
        const at = text.indexOf('\n', start)
        if (at < 0) return text.length
        start = at + 1
      }
      return start
    },
  }
}
