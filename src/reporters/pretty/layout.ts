import stringWidth from 'string-width'

/** Columns a text takes; ambiguous characters count as one. */
export const columns = (text: string): number => stringWidth(text)

const segmenter = new Intl.Segmenter()
/** May not begin a line / may not end one (避头尾). */
const CLOSERS = /^[,.;:!?%)\]},。、;:!?%)〕】」』》”’]/u
const OPENERS = /^[([{(〔【「『《“‘]/u
/** Longer text is not laid out whole. */
const LONGEST_TEXT = 4000

/** Pads with spaces to `width` columns; longer text is cut with `..`. */
export function pad(text: string, width: number, side: 'left' | 'right' | 'both' = 'right'): string {
  const fitted = cut(text, width)
  const spare = Math.max(0, width - columns(fitted))
  const before = side === 'left' ? spare : side === 'both' ? Math.floor(spare / 2) : 0
  return ' '.repeat(before) + fitted + ' '.repeat(spare - before)
}

/** Text of at most `width` columns, whole characters only. */
export function cut(text: string, width: number): string {
  if (columns(text) <= width) return text
  let out = ''
  let used = 0
  for (const { segment } of segmenter.segment(text)) {
    const wide = columns(segment)
    if (used + wide > width - 2) break
    out += segment
    used += wide
  }
  return width < 2 ? '.'.repeat(Math.max(0, width)) : `${out}..`
}

/**
 * Lines of at most `width` columns. Breaks at spaces and beside wide characters, never before closing or after opening
 * punctuation; a word longer than a line is broken anywhere.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(4, width)
  const lines: string[] = []
  let line = ''
  let used = 0
  const flush = () => {
    lines.push(line.trimEnd())
    line = ''
    used = 0
  }
  for (const piece of pieces(text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}..` : text)) {
    const wide = columns(piece)
    if (piece === ' ') {
      if (used > 0 && used < room) {
        line += ' '
        used++
      }
      continue
    }
    if (used > 0 && used + wide > room) flush()
    if (wide <= room) {
      line += piece
      used += wide
      continue
    }
    for (const { segment } of segmenter.segment(piece)) {
      const step = columns(segment)
      if (used > 0 && used + step > room) flush()
      line += segment
      used += step
    }
  }
  if (line !== '' || lines.length === 0) flush()
  return lines
}

/** Unbreakable pieces: a wide character or a run of narrow ones, with the punctuation that clings to it. */
function pieces(text: string): string[] {
  const out: string[] = []
  let narrow = false
  let opened = false
  for (const { segment } of segmenter.segment(text)) {
    const last = out.at(-1)
    const isNarrow = columns(segment) < 2
    if (/^\s/u.test(segment)) out.push(' ')
    else if (last !== undefined && last !== ' ' && (CLOSERS.test(segment) || opened || (narrow && isNarrow)))
      out[out.length - 1] = last + segment
    else out.push(segment)
    narrow = isNarrow
    opened = OPENERS.test(segment)
  }
  return out
}

/** Wrapped text behind a label; following lines stand under the text. `width` counts the whole line. */
export function labelled(
  label: string,
  text: string,
  width: number,
  paint: (label: string) => string,
): string[] {
  const indent = columns(label)
  return wrap(text, width - indent).map((line, at) => (at === 0 ? paint(label) : ' '.repeat(indent)) + line)
}

/** Two texts at both ends of a line; the right one goes below when they do not fit. */
export function ends(left: string, right: string, width: number): string[] {
  const spare = width - columns(left) - columns(right)
  if (right === '') return [left]
  return spare >= 1
    ? [left + ' '.repeat(spare) + right]
    : [...wrap(left, width), ' '.repeat(Math.max(0, width - columns(right))) + cut(right, width)]
}

/** Short facts side by side, broken only between them where they fit a line at all. */
export function facts(parts: readonly string[], width: number): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    const joined = last === undefined ? part : `${last} | ${part}`
    if (last !== undefined && columns(joined) <= width) lines[lines.length - 1] = joined
    else lines.push(part)
  }
  return lines.flatMap(line => wrap(line, width))
}
