import type { CollectContext, Collector, EvidenceSink } from '../../model/collector.ts'
import type { ApiDocument, MissReason, Unit } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { ApiSource } from '../../model/manifest.ts'
import type { Spot } from '../../text/line-column.ts'
import { createLocator, type Locator } from '../../text/positions.ts'
import { missReasonOf } from '../input/codes.ts'
import { type LoadedDocument, loadDocument } from './load.ts'
import { unseenPaths } from './unseen-paths.ts'

/** Ours: larger texts are judged but not kept in the bundle. */
const MOST_KEPT_BYTES = 16 * 1024 * 1024

/** Reads the OpenAPI documents the manifest names: one required unit per API, keyed by its id. */
export const documentsCollector: Collector = {
  kinds: ['documents'],
  async collect(context: CollectContext, sink: EvidenceSink): Promise<void> {
    const { apis } = context.manifest
    if (apis !== undefined && !Array.isArray(apis)) {
      sink.record('documents', { status: 'declaredNone', reason: apis.none })
      return
    }
    if (apis === undefined || apis.length === 0) {
      sink.record('documents', { status: 'notProvided' })
      return
    }
    const sources = new Set<string>()
    const keys = new Set<string>()
    let present = false
    for (const [index, api] of apis.entries()) {
      const key = freeKey(api, index, keys)
      const loaded = await load(context, api)
      if (loaded instanceof InputError) {
        await sink.unit('documents', missing(key, loaded, context.manifestFile))
        continue
      }
      present = true
      await keepSources(loaded, sources, sink)
      const document = documentOf(key, api, loaded)
      await sink.unit('documents', {
        key,
        status: 'judged',
        required: true,
        at: { file: loaded.root },
        data: document,
      })
      // The document as written can still be judged; what its operations are cannot be known.
      if (loaded.unconverted !== undefined) {
        const error = new InputError(
          'openapi-conversion',
          { file: loaded.root },
          { message: loaded.unconverted },
        )
        await sink.unit('documents', missing(`${key} operations`, error, context.manifestFile))
      }
      for (const unit of unseenPaths(document, locatorOf(loaded))) await sink.unit('documents', unit)
    }
    sink.record('documents', present ? { status: 'present' } : { status: 'missing', reason: 'unreadable' })
  },
}

async function load(context: CollectContext, api: ApiSource): Promise<LoadedDocument | InputError> {
  if (!api.document) return new InputError('openapi-no-document', undefined, { api: api.id ?? '' })
  try {
    return await loadDocument(context.folder, api.document)
  } catch (error) {
    if (error instanceof InputError) return error
    throw error
  }
}

/** The API's id, else its file; a second use of one id takes a number, so that units stay told apart. */
function freeKey(api: ApiSource, index: number, taken: Set<string>): string {
  const wanted = api.id || api.document || `api:${index + 1}`
  let key = wanted
  for (let n = 2; taken.has(key); n++) key = `${wanted}#${n}`
  taken.add(key)
  return key
}

function documentOf(key: string, api: ApiSource, loaded: LoadedDocument): ApiDocument {
  return {
    api: key,
    version: loaded.version,
    ...(loaded.convertedFrom ? { convertedFrom: loaded.convertedFrom, original: loaded.original } : {}),
    root: loaded.root,
    // fromEntries defines own properties, also for a file called `__proto__`.
    files: Object.fromEntries(loaded.files.map(file => [file.path, file.value])),
    gateway: api.gateway ?? 'plain',
    ...(api.envelope ? { envelope: api.envelope } : {}),
    ...(api.roles ? { roles: api.roles } : {}),
    refFaults: loaded.refFaults,
  }
}

/** Places in the root's text; the text is scanned when first asked. */
function locatorOf({ files, root }: LoadedDocument): (pointer: string) => Spot | undefined {
  let locator: Locator | undefined
  return pointer => {
    const file = files.find(({ path }) => path === root)
    if (file) locator ??= createLocator(file.text, file.format)
    return locator?.locate(pointer)
  }
}

async function keepSources(loaded: LoadedDocument, done: Set<string>, sink: EvidenceSink): Promise<void> {
  for (const file of loaded.files) {
    if (done.has(file.path)) continue
    done.add(file.path)
    const { path, sha256, bytes, format, text } = file
    const converted =
      path === loaded.root && loaded.convertedFrom ? { convertedFrom: loaded.convertedFrom } : {}
    await sink.source(
      { path, sha256, bytes, format, ...converted },
      bytes <= MOST_KEPT_BYTES ? text : undefined,
    )
  }
}

const REASONS: Record<string, MissReason> = {
  'openapi-no-document': 'file-missing',
  'openapi-unsupported': 'unsupported-version',
  'openapi-too-many-files': 'too-large',
  'openapi-too-large': 'too-large',
}

function missing(key: string, error: InputError, manifestFile: string): Unit {
  return {
    key,
    status: 'missing',
    required: true,
    reason: REASONS[error.code] ?? missReasonOf(error.code),
    detail: { code: error.code, data: { ...error.data } },
    at: error.place ?? { file: manifestFile },
  }
}
