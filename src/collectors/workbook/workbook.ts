import { posix } from 'node:path'
import { nearest } from '../../text/nearest.ts'
import { fault } from '../input/codes.ts'
import { type Container, openContainer } from './container.ts'
import { type NumberStyle, numberStyle } from './number-text.ts'
import { readSharedStrings, StringTable } from './strings.ts'
import { readXml } from './xml.ts'

export interface Sheet {
  name: string
  part: string
  hidden: boolean
}

export interface Workbook {
  container: Container
  /** Worksheets in their order; chart sheets and links to other files are left out. */
  sheets: readonly Sheet[]
  date1904: boolean
  /** By style number of a cell. */
  styles: readonly NumberStyle[]
  strings: StringTable
}

/** Ours. */
const MOST_STYLES = 100_000

/**
 * Opens an XLSX file: sheets, number formats and shared texts. Close its container when done.
 *
 * @throws InputError those of `openContainer`, `readXml` and `readSharedStrings`
 */
export async function openWorkbook(folder: string, path: string): Promise<Workbook> {
  const container = await openContainer(folder, path)
  try {
    const root = (await relations(container, '')).find(one => one.kind === 'officeDocument')
    const part = root?.part ?? 'xl/workbook.xml'
    const links = await relations(container, part)
    const of = (kind: string) => {
      const found = links.find(one => one.kind === kind)?.part
      return found !== undefined && container.has(found) ? found : undefined
    }
    const sheets: Sheet[] = []
    let date1904 = false
    await readXml(container, part, {
      open(name, attributes) {
        if (name === 'workbookPr') date1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '')
        if (name !== 'sheet') return
        const id = Object.entries(attributes).find(
          ([key]) => /(?:^|:)id$/.test(key) && key !== 'sheetId',
        )?.[1]
        const link = links.find(one => one.id === id && one.kind === 'worksheet')
        if (!link) return
        const state = attributes.state ?? 'visible'
        sheets.push({ name: attributes.name ?? '', part: link.part, hidden: state !== 'visible' })
      },
    })
    const styles = of('styles')
    const strings = of('sharedStrings')
    return {
      container,
      sheets,
      date1904,
      styles: styles === undefined ? [] : await readStyles(container, styles),
      strings: strings === undefined ? new StringTable() : await readSharedStrings(container, strings),
    }
  } catch (error) {
    container.close()
    throw error
  }
}

/**
 * The sheet of that name, hidden or not.
 * @throws InputError `workbook-sheet-missing`
 */
export function sheetNamed({ sheets, container }: Workbook, name: string): Sheet {
  const found =
    sheets.find(sheet => sheet.name === name) ?? sheets.find(sheet => sheet.name.trim() === name.trim())
  if (found) return found
  const known = sheets.map(sheet => sheet.name)
  const near = nearest(name, known) ?? ''
  const data = { sheet: name.slice(0, 60), known: known.slice(0, 20).join('、').slice(0, 300), nearest: near }
  throw fault('workbook-sheet-missing', { file: container.path }, data)
}

interface Relation {
  id: string
  /** Last word of its type: `worksheet`, `styles` … */
  kind: string
  part: string
}

async function relations(container: Container, part: string): Promise<Relation[]> {
  const folder = posix.dirname(part)
  const own = posix.join(folder, '_rels', `${posix.basename(part)}.rels`)
  const found: Relation[] = []
  if (!container.has(own)) return found
  await readXml(container, own, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || Target === undefined || TargetMode === 'External') return
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
      found.push({ id: Id ?? '', kind: (Type ?? '').replace(/^.*\//s, ''), part: posix.normalize(target) })
    },
  })
  return found
}

async function readStyles(container: Container, part: string): Promise<NumberStyle[]> {
  const codes = new Map<number, string>()
  const styles: NumberStyle[] = []
  let inCells = false
  await readXml(container, part, {
    open(name, attributes) {
      if (name === 'numFmt') codes.set(Number(attributes.numFmtId), attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells && styles.length < MOST_STYLES) {
        const id = Number(attributes.numFmtId ?? 0)
        styles.push(numberStyle(id, codes.get(id)))
      }
    },
    close: name => {
      if (name === 'cellXfs') inCells = false
    },
  })
  return styles
}
