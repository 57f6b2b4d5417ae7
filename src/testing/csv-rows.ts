import Papa from 'papaparse'

/** CSV as a spreadsheet program opens it: byte order mark gone, quotes undone. Fails on a malformed row. */
export function csvRows(text: string): string[][] {
  const { data, errors } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), {
    delimiter: ',',
    newline: '\r\n',
    skipEmptyLines: true,
  })
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('; '))
  return data
}
