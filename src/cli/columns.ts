import { pad, columns as widthOf } from '../reporters/pretty/layout.ts'

/** Rows as aligned columns; Chinese characters count two, empty columns vanish, the last column keeps its length. */
export function columns(rows: readonly (readonly string[])[]): string {
  const count = Math.max(0, ...rows.map(row => row.length))
  const widths = Array.from({ length: count }, (_, at) =>
    rows.reduce((widest, row) => Math.max(widest, widthOf(row[at] ?? '')), 0),
  )
  return rows
    .map(row => {
      const cells = row.map((cell, at) => {
        if (at === row.length - 1) return cell
        return widths[at] === 0 ? '' : `${pad(cell, widths[at] ?? 0)}  `
      })
      return `${cells.join('').trimEnd()}\n`
    })
    .join('')
}
