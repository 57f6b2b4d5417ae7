import { strToU8, type Zippable, zipSync } from 'fflate'

export interface SheetParts {
  name: string
  /** Content of `sheetData`. */
  rows: string
  /** What stands after `sheetData`. */
  after?: string
  state?: string
}

interface WorkbookParts {
  sheets: readonly SheetParts[]
  /** Content of `sst`. */
  strings?: string
  /** Content of `styleSheet`. */
  styles?: string
  date1904?: boolean
  /** Parts added or replaced, by name. */
  parts?: Record<string, string>
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DOC = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'

/** An XLSX file made by hand, so that a test can make it as odd as it likes. */
export function workbookFile(given: WorkbookParts): Uint8Array {
  const { sheets, strings, styles, date1904, parts = {} } = given
  const kinds = [
    ...sheets.map((_sheet, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
    ...(strings === undefined ? [] : [['sharedStrings', 'sharedStrings.xml'] as const]),
    ...(styles === undefined ? [] : [['styles', 'styles.xml'] as const]),
  ]
  const texts: Record<string, string> = {
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/_rels/workbook.xml.rels': relations(kinds),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${DOC}"><workbookPr${date1904 ? ' date1904="1"' : ''}/><sheets>${sheets
      .map(
        ({ name, state }, index) =>
          `<sheet name="${name}" sheetId="${index + 1}"${state ? ` state="${state}"` : ''} r:id="rId${index + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    ...Object.fromEntries(
      sheets.map(({ rows, after = '' }, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`,
      ]),
    ),
    ...(strings === undefined ? {} : { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings}</sst>` }),
    ...(styles === undefined
      ? {}
      : { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...parts,
  }
  const files: Zippable = {}
  for (const [name, text] of Object.entries(texts)) files[name] = strToU8(text)
  return zipSync(files)
}

/** Rows of inline texts; what starts with `<c` is taken as the cell's own XML. */
export function textRows(rows: readonly (readonly string[])[], first = 1): string {
  return rows
    .map((cells, index) => {
      const row = first + index
      const inside = cells.map((cell, column) => {
        if (cell === '') return ''
        const name = `${String.fromCharCode(65 + column)}${row}`
        if (cell.startsWith('<c')) return cell.replace('<c', `<c r="${name}"`)
        return `<c r="${name}" t="inlineStr"><is><t>${cell}</t></is></c>`
      })
      return `<row r="${row}">${inside.join('')}</row>`
    })
    .join('')
}

function relations(kinds: readonly (readonly [string, string])[]): string {
  const links = kinds.map(
    ([kind, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${DOC}/${kind}" Target="${target}"/>`,
  )
  return `<Relationships xmlns="${PACKAGE}">${links.join('')}</Relationships>`
}
