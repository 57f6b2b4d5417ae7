import type { ApiDocument } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import { fragmentAt, isObject } from '../../text/json-tree.ts'
import { parseReference } from '../../text/reference.ts'
import { type ParsedFile, readParsed } from '../input/structured.ts'
import { convertSwagger } from './convert.ts'
import { refsIn } from './ref-scan.ts'
import { dialectOf } from './version.ts'

/** Ours: bounds of one API document with all the files it refers to. */
const MOST_FILES = 200
const MOST_BYTES = 64 * 1024 * 1024

export interface LoadedDocument {
  version: string
  convertedFrom?: string
  /** The root before conversion. */
  original?: unknown
  /** Why the conversion failed; then the root is empty. */
  unconverted?: string
  root: string
  files: ParsedFile[]
  refFaults: ApiDocument['refFaults']
}

/**
 * Reads an OpenAPI document and every file of the app's folder its `$ref`s reach, breadth first in document order.
 * A file that is there but cannot be read or parsed makes the whole document unreadable (InputError); one that is not
 * there, lies outside or on another host becomes a `refFault`. Nothing is ever fetched. Swagger 2.0 is converted.
 *
 * @throws InputError those of reading, and `openapi-not-openapi`, `openapi-unsupported`, `openapi-too-many-files`, `-too-large`.
 */
export async function loadDocument(folder: string, path: string): Promise<LoadedDocument> {
  const root = await readParsed(folder, path)
  const dialect = dialectOf(root.value)
  if (dialect.kind === 'none') throw new InputError('openapi-not-openapi', { file: root.path })
  if (dialect.kind === 'unsupported') {
    throw new InputError('openapi-unsupported', { file: root.path }, { version: dialect.version })
  }
  const original = root.value
  const converted =
    dialect.kind === 'swagger-2.0' && isObject(original) ? await convertSwagger(original) : undefined
  if (converted) root.value = converted.root
  const version = dialect.kind === 'openapi' ? dialect.version : (converted?.version ?? '')
  const files = new Map([[root.path, root]])
  const refs = new Map<string, ReadonlySet<string>>()
  const absent = new Map<string, 'missing' | 'outside'>()
  let bytes = root.bytes
  // A Map may grow while it is walked: files found on the way are walked in their turn.
  for (const file of files.values()) {
    const own = new Set<string>()
    for (const { ref } of refsIn(file.value)) own.add(ref)
    refs.set(file.path, own)
    for (const next of filesWanted(file.path, own)) {
      if (files.has(next) || absent.has(next)) continue
      if (files.size >= MOST_FILES) {
        throw new InputError('openapi-too-many-files', { file: root.path }, { limit: MOST_FILES })
      }
      const read = await readOrAbsent(folder, next)
      if (typeof read === 'string') {
        absent.set(next, read)
        continue
      }
      bytes += read.bytes
      if (bytes > MOST_BYTES) {
        throw new InputError('openapi-too-large', { file: root.path }, { limit: MOST_BYTES / 1024 / 1024 })
      }
      files.set(next, read)
    }
  }
  return {
    version,
    ...(converted ? { convertedFrom: 'swagger-2.0', original } : {}),
    ...(converted?.failure === undefined ? {} : { unconverted: converted.failure }),
    root: root.path,
    files: [...files.values()],
    refFaults: refFaults(files, refs, absent, !version.startsWith('3.0')),
  }
}

function filesWanted(from: string, refs: ReadonlySet<string>): Set<string> {
  const wanted = new Set<string>()
  for (const ref of refs) {
    const parsed = ref.startsWith('#') ? undefined : parseReference(ref, from)
    if (parsed?.kind === 'file') wanted.add(parsed.file)
  }
  return wanted
}

async function readOrAbsent(folder: string, path: string): Promise<ParsedFile | 'missing' | 'outside'> {
  try {
    return await readParsed(folder, path)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    if (error.code === 'file-missing' || error.code === 'not-a-file') return 'missing'
    if (error.code === 'path-outside') return 'outside'
    throw error
  }
}

/** Every place whose reference leads nowhere, in file and document order; `refs` are the different ones by file. */
function refFaults(
  files: ReadonlyMap<string, ParsedFile>,
  refs: ReadonlyMap<string, ReadonlySet<string>>,
  absent: ReadonlyMap<string, 'missing' | 'outside'>,
  anchors: boolean,
): ApiDocument['refFaults'] {
  const faults: ApiDocument['refFaults'] = []
  for (const [path, own] of refs) {
    const reasons = new Map<string, ApiDocument['refFaults'][number]['reason']>()
    for (const ref of own) {
      const reason = reasonOf(ref, path, files, absent, anchors)
      if (reason) reasons.set(ref, reason)
    }
    // A second walk for their places only where there is something to place.
    for (const found of reasons.size > 0 ? refsIn(files.get(path)?.value) : []) {
      const reason = reasons.get(found.ref)
      if (reason) faults.push({ file: path, pointer: found.pointer(), ref: found.ref, reason })
    }
  }
  return faults
}

function reasonOf(
  ref: string,
  from: string,
  files: ReadonlyMap<string, ParsedFile>,
  absent: ReadonlyMap<string, 'missing' | 'outside'>,
  anchors: boolean,
): ApiDocument['refFaults'][number]['reason'] | undefined {
  const parsed = parseReference(ref, from)
  if (parsed.kind === 'malformed') return 'missing'
  if (parsed.kind !== 'file') return parsed.kind
  const target = files.get(parsed.file)
  if (!target) return absent.get(parsed.file) ?? 'missing'
  return fragmentAt(target.value, parsed.fragment, anchors) ? undefined : 'missing'
}
