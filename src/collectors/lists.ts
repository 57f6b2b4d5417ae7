import { readdir } from 'node:fs/promises'
import type { CollectContext, Collector, EvidenceSink } from '../model/collector.ts'
import type { ReferenceList, Unit } from '../model/evidence.ts'
import { InputError } from '../model/input-error.ts'
import type { ListSource } from '../model/manifest.ts'
import { isObject } from '../text/json-tree.ts'
import { fault, missReasonOf } from './input/codes.ts'
import { readParsed } from './input/structured.ts'
import { withAliases } from './list-aliases.ts'
import { readListRows } from './list-rows.ts'

const BUNDLED = 'bundled'

/** Reads the reference lists the manifest names, bundled or the owner's own: one required unit a list, keyed by its id. */
export const listsCollector: Collector = {
  kinds: ['lists'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const { lists = [] } = context.manifest
    if (lists.length === 0) {
      sink.record('lists', { status: 'notProvided' })
      return
    }
    const keys = new Set<string>()
    let present = false
    let why = ''
    for (const [index, source] of lists.entries()) {
      const key = freeKey(source.id || `list:${index + 1}`, keys)
      const pointer = `/lists/${index}`
      try {
        await sink.unit('lists', {
          key,
          status: 'judged',
          required: true,
          ...(await readAliased(source, key, pointer, context, sink)),
        })
        present = true
      } catch (error) {
        if (!(error instanceof InputError)) throw error
        why ||= error.code
        await sink.unit('lists', missing(key, error, { file: context.manifestFile, pointer }))
      }
    }
    sink.record('lists', present ? { status: 'present' } : { status: 'missing', reason: why })
  },
}

type Read = Required<Pick<Unit<ReferenceList>, 'data' | 'at'>>

/** A list with the names its owner wrote down beside it; the pin covers the list alone. */
async function readAliased(
  source: ListSource,
  id: string,
  pointer: string,
  context: CollectContext,
  sink: EvidenceSink,
): Promise<Read> {
  const read = await readList(source, id, pointer, context, sink)
  if (!source.aliases) return read
  const rows = await withAliases(context.folder, source.aliases, read.data.rows, sink)
  return { ...read, data: { ...read.data, rows } }
}

async function readList(
  source: ListSource,
  id: string,
  pointer: string,
  context: CollectContext,
  sink: EvidenceSink,
): Promise<Read> {
  if (source.version === BUNDLED) return bundledList(source, id, pointer, context)
  const at = { file: context.manifestFile, pointer }
  if (!source.source) throw fault('list-no-source', at, { id })
  const { path, sheet, sha256, bytes, format, text, columns, rows } = await readListRows(
    context.folder,
    source.source,
    source.sheet,
  )
  await sink.source({ path, sha256, bytes, format, ...(columns ? { columns } : {}) }, text)
  const pinned = source.sha256?.replace(/^sha256:/i, '').toLowerCase()
  if (pinned !== undefined && pinned !== sha256) {
    throw fault('list-hash', { file: path }, { id, expected: pinned.slice(0, 80), found: sha256 })
  }
  const { by, document, date } = source.confirmed ?? {}
  return {
    at: { file: path, ...(sheet === undefined ? {} : { sheet }), line: 1, column: 1 },
    data: {
      id,
      version: source.version ?? '',
      ...(source.date ? { date: source.date } : {}),
      bundled: false,
      // Somebody answerable vouches for exactly this text, or nobody does.
      confirmed: Boolean(by && document && date && pinned),
      sha256,
      rows,
    },
  }
}

/** A list shipped with the kit: `<id>.csv` and its head `<id>.yaml`. */
async function bundledList(
  source: ListSource,
  id: string,
  pointer: string,
  { listsFolder, manifestFile }: CollectContext,
): Promise<Read> {
  const known = (await readdir(listsFolder).catch(() => [])).filter(name => name.endsWith('.csv'))
  const at = { file: manifestFile, pointer }
  if (!known.includes(`${source.id}.csv`)) {
    throw fault('list-not-bundled', at, { id, known: known.map(name => name.slice(0, -4)).join(' ') })
  }
  const { sha256, rows } = await readListRows(listsFolder, `${source.id}.csv`)
  const { value } = await readParsed(listsFolder, `${source.id}.yaml`)
  const head: Record<string, unknown> = isObject(value) ? value : {}
  return {
    at,
    data: {
      id,
      version: String(head.version ?? ''),
      ...(head.date === undefined ? {} : { date: String(head.date) }),
      bundled: true,
      confirmed: head.confirmed === true,
      sha256,
      rows,
    },
  }
}

function freeKey(wanted: string, taken: Set<string>): string {
  let key = wanted
  for (let n = 2; taken.has(key); n++) key = `${wanted}#${n}`
  taken.add(key)
  return key
}

function missing(key: string, error: InputError, at: { file: string; pointer: string }): Unit {
  return {
    key,
    status: 'missing',
    required: true,
    reason: missReasonOf(error.code),
    detail: { code: error.code, data: { ...error.data } },
    at: error.place ?? at,
  }
}
