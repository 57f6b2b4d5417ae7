/** Where a cell of a CSV record stands. */
export interface Cell {
  offset: number
  /** Column of the table from 0. */
  index: number
}

/**
 * The cell at `index` of the record that starts at `start` (RFC 4180 quoting); the record's start when it has fewer.
 * `separator` is one character.
 */
export function cellAt(text: string, start: number, index: number, separator: string): Cell {
  let i = start
  for (let cell = 0; cell < index; cell++) {
    i = cellEnd(text, i, separator)
    if (text[i] !== separator) return { offset: start, index: 0 }
    i++
  }
  return { offset: i, index }
}

function cellEnd(text: string, at: number, separator: string): number {
  let i = at
  if (text[i] === '"') {
    for (i++; i < text.length; i++) {
      if (text[i] !== '"') continue
      if (text[i + 1] !== '"') break
      i++
    }
    i++
  }
  while (i < text.length && text[i] !== separator && text[i] !== '\n') i++
  return i
}

/** `,`, tab or `;`: whichever the header line has most of outside quotes. */
export function separatorOf(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '')
  const counted = [',', '\t', ';'].map(mark => ({ mark, times: bare.split(mark).length }))
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).mark
}

/** Spreadsheet name of a cell: column index from 0, row from 1 → `B12`. */
export function cellName(index: number, row: number): string {
  let name = ''
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name
  return `${name}${row}`
}
