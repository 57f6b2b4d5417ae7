import { open } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { fieldOfColumn } from '../../derive/item-fields.ts'
import { isObject } from '../../text/json-tree.ts'
import { catalogueCollector } from '../catalogue/collector.ts'
import { firstUnread } from './trial.ts'

export interface FoundCatalogue {
  source: string
  /** Columns that are fields of GB/T 39554.2, and all columns. */
  known: number
  columns: number
  unread?: { code: string; data: Record<string, string | number> }
}

const HEAD = 64 * 1024
const MOST_LOOKED_AT = 400
/** Ours: fewer known columns than this are chance (name, phone and address stand in many tables). */
const LEAST_KNOWN = 4
const TELLING = new Set(['task_code', 'task_name', 'catalog_code', 'task_type'])

/** The table that looks most like a list of service items, by its header or the keys of its first record. */
export async function findCatalogue(
  folder: string,
  files: readonly string[],
): Promise<FoundCatalogue | undefined> {
  const tables = files
    .filter(
      path =>
        /\.(csv|tsv|ndjson|jsonl|json|xlsx)$/i.test(path) &&
        !/(^|\/)(package(-lock)?|tsconfig[\w.-]*)\.json$/.test(path),
    )
    .slice(0, MOST_LOOKED_AT)
  let best: FoundCatalogue | undefined
  for (const source of tables) {
    const columns = /\.xlsx$/i.test(source) ? [] : columnsIn(await headOf(join(folder, source)), source)
    const fields = new Set(columns.flatMap(column => fieldOfColumn(column) ?? []))
    // A workbook's header is packed: only its name can speak here, the trial decides.
    const likely = /\.xlsx$/i.test(source)
      ? /事项|catalog(ue)?|service-?items?/i.test(posix.basename(source))
      : fields.size >= LEAST_KNOWN && [...fields].some(field => TELLING.has(field))
    if (!likely || fields.size < (best?.known ?? 0)) continue
    if (best && fields.size === best.known) continue
    best = { source, known: fields.size, columns: columns.length }
  }
  if (!best) return undefined
  const unit = await firstUnread(catalogueCollector, folder, { catalogue: { source: best.source } })
  return unit?.detail ? { ...best, unread: unit.detail } : best
}

async function headOf(path: string): Promise<string> {
  const handle = await open(path, 'r').catch(() => undefined)
  if (!handle) return ''
  try {
    const buffer = Buffer.alloc(HEAD)
    const { bytesRead } = await handle.read(buffer, 0, HEAD, 0)
    return buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\uFEFF/, '')
  } catch {
    return ''
  } finally {
    await handle.close()
  }
}

/** Header cells, or the keys of the first object that can be cut out of the head. */
function columnsIn(head: string, path: string): string[] {
  if (/\.(csv|tsv)$/i.test(path)) {
    const line = head.split(/\r?\n/, 1)[0] ?? ''
    return line.split(line.includes('\t') ? '\t' : ',').slice(0, 300)
  }
  const start = head.indexOf('{')
  const candidates = [head.slice(start), /\{[^{}]*\}/.exec(head)?.[0] ?? '']
  for (const text of candidates) {
    try {
      const value = JSON.parse(text) as unknown
      if (isObject(value)) return Object.keys(value).slice(0, 300)
    } catch {}
  }
  // A first record with members of its own does not fit the expression above: its keys still show.
  return [...head.slice(start, start + 8192).matchAll(/"([^"\\]{1,60})"\s*:/g)]
    .slice(0, 100)
    .map(([, key]) => key as string)
}
