import Papa from 'papaparse'

/** RFC 4180 text to rows of cells. */
export function parseCsv(text: string): string[][] {
  return Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: 'greedy' }).data
}

/** Rows of cells to RFC 4180 text with LF line ends. */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse(rows as string[][], { newline: '\n' })}\n`
}

/** Rows as records by the names in the first row. */
export function records(rows: readonly (readonly string[])[]): Record<string, string>[] {
  const [head = [], ...rest] = rows
  return rest.map(row => Object.fromEntries(head.map((name, at) => [name, row[at] ?? ''])))
}
