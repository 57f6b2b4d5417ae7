import { closeSync, openSync, writeSync } from 'node:fs'
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { cellName } from '../text/csv-positions.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships'
const PARTS = {
  '_rels/.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="实施清单" sheetId="1" r:id="r1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}"><Relationship Id="r1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
}
const CHUNK = 1 << 20

/** Writes rows of text as XLSX the way spreadsheet programs do: shared texts, one part after the other. */
export class WorkbookWriter {
  readonly #out: number
  readonly #zip: Zip
  readonly #sheet: ZipDeflate
  readonly #texts = new Map<string, number>()
  #row = 0
  #held = ''

  constructor(file: string) {
    this.#out = openSync(file, 'w')
    this.#zip = new Zip((error, data) => {
      if (error) throw error
      writeSync(this.#out, data)
    })
    for (const [name, text] of Object.entries(PARTS)) this.#part(name).push(strToU8(text), true)
    this.#sheet = this.#part('xl/worksheets/sheet1.xml')
    this.#held = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${MAIN}"><sheetData>`
  }

  row(cells: readonly string[]): void {
    const row = ++this.#row
    const inside = cells.map((cell, column) =>
      cell === '' ? '' : `<c r="${cellName(column, row)}" t="s"><v>${this.#number(cell)}</v></c>`,
    )
    this.#held += `<row r="${row}" spans="1:${cells.length}">${inside.join('')}</row>`
    if (this.#held.length > CHUNK) this.#flush(false)
  }

  end(): void {
    this.#held += '</sheetData></worksheet>'
    this.#flush(true)
    const strings = this.#part('xl/sharedStrings.xml')
    this.#held = `<sst xmlns="${MAIN}">`
    for (const text of this.#texts.keys()) {
      this.#held += `<si><t xml:space="preserve">${text.replace(/[&<>]/g, mark => `&#${mark.charCodeAt(0)};`)}</t></si>`
      if (this.#held.length > CHUNK) this.#flush(false, strings)
    }
    this.#held += '</sst>'
    this.#flush(true, strings)
    this.#zip.end()
    closeSync(this.#out)
  }

  #number(text: string): number {
    const known = this.#texts.get(text)
    if (known !== undefined) return known
    this.#texts.set(text, this.#texts.size)
    return this.#texts.size - 1
  }

  #part(name: string): ZipDeflate {
    const part = new ZipDeflate(name, { level: 1 })
    this.#zip.add(part)
    return part
  }

  #flush(last: boolean, part = this.#sheet): void {
    part.push(strToU8(this.#held), last)
    this.#held = ''
  }
}
