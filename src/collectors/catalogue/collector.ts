import { posix } from 'node:path'
import { fieldText } from '../../derive/item-text.ts'
import { namedItems } from '../../derive/named-items.ts'
import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import type { Item, SourceText } from '../../model/evidence.ts'
import { InputError, InputErrorList } from '../../model/input-error.ts'
import type { CatalogueSource } from '../../model/manifest.ts'
import { fault } from '../input/codes.ts'
import { LARGEST } from '../input/structured.ts'
import { readText } from '../input/text-file.ts'
import { openText } from '../input/text-stream.ts'
import { csvRecords } from './csv.ts'
import { itemOf } from './item.ts'
import { jsonRecords } from './json-array.ts'
import { type Mapping, readMapping } from './mapping.ts'
import { ndjsonRecords } from './ndjson.ts'
import type { RawRecord } from './record.ts'
import { planTable } from './table-source.ts'
import { planTree } from './tree-source.ts'
import { unfitCell } from './unfit-cell.ts'
import { UnitWriter } from './unit-writer.ts'

const MB = 1024 * 1024
/** Ours: streamed formats may be this large; a text beyond `KEPT` is judged but not kept in the bundle. */
const LARGEST_STREAM = 1024 * MB
const KEPT = 16 * MB
/** Addresses of pages kept for looking at. */
const MOST_ADDRESSES = 50_000

const FORMATS: Record<string, SourceText['format']> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.txt': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.xlsx': 'xlsx',
  '.xlsm': 'xlsx',
}
/** Spreadsheets that are first to be saved as XLSX. */
const WORKBOOKS = new Set(['.xls', '.xlsb', '.et', '.ods'])

/**
 * Reads the service items the manifest names: one unit an item, `{key: task_code, else row_guid, else row:N}`.
 * What cannot be read is a missing unit with words; an empty catalogue is a missing one, never a passed one.
 */
export const catalogueCollector: Collector = {
  kinds: ['items'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const { catalogue } = context.manifest
    const none = catalogue && 'none' in catalogue ? String(catalogue.none).trim() : ''
    if (none !== '') {
      sink.record('items', { status: 'declaredNone', reason: none })
      return
    }
    if (catalogue === undefined || Object.keys(catalogue).length === 0 || 'none' in catalogue) {
      sink.record('items', { status: 'notProvided' })
      return
    }
    const writer = new UnitWriter(
      context.parts?.has('pages') ? notingPages(sink, context) : sink,
      catalogue.only,
    )
    let fields: string[] = []
    try {
      fields = await readCatalogue(catalogue, context, sink, writer)
    } catch (error) {
      const errors =
        error instanceof InputErrorList ? error.errors : error instanceof InputError ? [error] : undefined
      if (!errors) throw error
      for (const one of errors) await writer.unreadable(one, context.manifestFile)
    }
    await writer.finish(context.manifestFile)
    sink.record(
      'items',
      writer.judged > 0
        ? { status: 'present', fields }
        : { status: 'missing', reason: writer.why ?? 'empty', fields },
    )
  },
}

/**
 * Hands on everything, and keeps the mobile addresses the items state, which the pages collector may look at, and the official
 * names of the few items the manifest names pages of, which it may search for.
 */
function notingPages(
  sink: EvidenceSink,
  { found = [], officialNames = new Map(), manifest }: CollectContext,
): EvidenceSink {
  const named = new Set(namedItems(manifest).map(({ code }) => code))
  return {
    unit: (kind, unit) => {
      const item = (unit.data ?? {}) as Item
      const { mobile_terminal_url: url, task_code: taskCode } = item
      const code = named.size > 0 ? fieldText(item, 'task_code') : ''
      if (named.has(code) && !officialNames.has(code)) {
        const name = fieldText(item, 'task_name')
        if (name !== '') officialNames.set(code, name)
      }
      if (typeof url === 'string' && url !== '' && found.length < MOST_ADDRESSES)
        found.push({ url, ...(typeof taskCode === 'string' ? { taskCode } : {}) })
      return sink.unit(kind, unit)
    },
    source: (source, text) => sink.source(source, text),
    record: (kind, state) => sink.record(kind, state),
  }
}

/**
 * Reads the items of one source into `writer`.
 *
 * @returns the canonical fields provided
 * @throws InputError or InputErrorList when the source or its mapping cannot be read
 */
export async function readCatalogue(
  catalogue: Pick<CatalogueSource, 'source' | 'mapping'>,
  context: CollectContext,
  sink: EvidenceSink,
  writer: UnitWriter,
): Promise<string[]> {
  const { source } = catalogue
  if (!source) throw fault('catalogue-no-source', { file: context.manifestFile, pointer: writer.pointer }, {})
  const ending = posix.extname(source.replaceAll('\\', '/')).toLowerCase()
  const format = FORMATS[ending]
  if (!format) {
    throw fault(
      WORKBOOKS.has(ending) ? 'catalogue-workbook' : 'catalogue-format',
      { file: source },
      { path: source },
    )
  }
  const mapping =
    catalogue.mapping === undefined ? undefined : await readMapping(context.folder, catalogue.mapping)
  if (format === 'xlsx') return readWorkbook(catalogue, context.folder, mapping, sink, writer)
  if (format === 'yaml') return readYaml(source, context.folder, mapping, sink, writer)
  const stream = await openText(context.folder, source, LARGEST_STREAM, KEPT)
  writer.file = stream.path
  const read =
    format === 'csv'
      ? await fromTable(csvRecords(stream), mapping, writer)
      : await fromTrees(
          format === 'json' ? jsonRecords(stream, mapping?.items) : ndjsonRecords(stream),
          mapping,
          writer,
        )
  const { sha256, bytes, text } = stream.summary()
  await sink.source({ path: stream.path, sha256, bytes, format, columns: read.columns }, text)
  return read.fields
}

async function readYaml(
  source: string,
  folder: string,
  mapping: Mapping | undefined,
  sink: EvidenceSink,
  writer: UnitWriter,
): Promise<string[]> {
  const file = await readText(folder, source, LARGEST.yaml)
  writer.file = file.path
  // Only a catalogue in YAML pays for loading its reader.
  const { yamlRecords } = await import('./yaml-array.ts')
  const read = await fromTrees([yamlRecords(file, mapping?.items)], mapping, writer)
  const { path, sha256, bytes, text } = file
  await sink.source(
    { path, sha256, bytes, format: 'yaml', columns: read.columns },
    bytes <= KEPT ? text : undefined,
  )
  return read.fields
}

async function readWorkbook(
  { source = '', sheet: wanted }: CatalogueSource,
  folder: string,
  mapping: Mapping | undefined,
  sink: EvidenceSink,
  writer: UnitWriter,
): Promise<string[]> {
  // Only a catalogue in a workbook pays for loading its reader.
  const { openWorkbook } = await import('../workbook/workbook.ts')
  const { namesField, workbookTable } = await import('./workbook-table.ts')
  const workbook = await openWorkbook(folder, source)
  const { path, sha256, bytes } = workbook.container
  writer.file = path
  try {
    const from = mapping && new Set(mapping.fields.map(field => field.from))
    const table = await workbookTable(workbook, wanted, from ? name => from.has(name) : namesField)
    writer.sheet = table.sheet.name
    const read = await fromTable(table.records, mapping, writer)
    // The bytes are not text: units and findings carry the cell.
    await sink.source({ path, sha256, bytes, format: 'xlsx', columns: read.columns }, undefined)
    return read.fields
  } finally {
    workbook.container.close()
  }
}

interface Read {
  fields: string[]
  columns: string[]
}

async function fromTable(
  batches: AsyncIterable<RawRecord<readonly string[]>[]>,
  mapping: Mapping | undefined,
  writer: UnitWriter,
): Promise<Read> {
  const { file, sheet } = writer
  const at = (line: number, column = 1) => ({ file, ...(sheet === undefined ? {} : { sheet }), line, column })
  let plan: ReturnType<typeof planTable> | undefined
  for await (const batch of batches) {
    for (const record of batch) {
      if (!plan && record.value) {
        plan = planTable(record.value, mapping, at(sheet === undefined ? 1 : record.line))
        for (const one of plan.faults) await writer.unreadable(one, file)
        if (plan.fields.length === 0) return { fields: [], columns: plan.columns }
        continue
      }
      if (record.fault) await writer.bad(record, record.fault)
      else if (plan) {
        const row = record.value
        // Spreadsheets pad rows with empty cells; those say nothing.
        const ragged =
          row.length !== plan.width &&
          (row.length < plan.width || row.slice(plan.width).some(cell => cell.trim() !== ''))
        const unfit = record.doubtful && unfitCell(record.doubtful, plan.columns, record.line)
        if (ragged) {
          const data = { line: record.line, expected: plan.width, found: row.length }
          await writer.bad(record, fault('row-ragged', at(record.line), data))
        } else if (unfit) {
          const { code, column, data } = unfit
          await writer.bad(
            { line: record.line, column: column + 1 },
            fault(code, at(record.line, column + 1), data),
          )
        } else await writer.item(record, itemOf(row, plan.readers))
      }
    }
  }
  return { fields: plan?.fields ?? [], columns: plan?.columns ?? [] }
}

async function fromTrees(
  batches:
    | AsyncIterable<RawRecord<Record<string, unknown>>[]>
    | Iterable<RawRecord<Record<string, unknown>>[]>,
  mapping: Mapping | undefined,
  writer: UnitWriter,
): Promise<Read> {
  const plan = planTree(mapping)
  for await (const batch of batches) {
    for (const record of batch) {
      if (record.fault) await writer.bad(record, record.fault)
      else await writer.item(record, plan.item(record.value))
    }
  }
  if (writer.judged > 0) for (const one of plan.faults()) await writer.unreadable(one, one.place?.file ?? '')
  return { fields: plan.fields(), columns: plan.columns() }
}
