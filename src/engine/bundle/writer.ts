import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { EvidenceSink } from '../../model/collector.ts'
import type { BundleHead, EvidenceKind, EvidenceRecord, SourceText, Unit } from '../../model/evidence.ts'
import { canonicalJson } from '../../text/canonical-json.ts'
import type { Redactor } from '../../text/redact.ts'
import { ShotWriter } from './shots.ts'

/** Bytes gathered before a write, so that 100,000 units do not become 100,000 system calls. */
const CHUNK = 1 << 19
const NEW_LINE = 10

interface KindFile {
  stream: WriteStream
  hash: Hash
  buffer: Buffer
  used: number
}

/** Writes evidence as it is collected: counted, redacted and hashed before it reaches the disk. */
export class BundleWriter implements EvidenceSink {
  readonly #folder: string
  readonly #redactor: Redactor
  readonly #files = new Map<EvidenceKind, KindFile>()
  readonly #records = new Map<EvidenceKind, EvidenceRecord>()
  readonly #sources: SourceText[] = []
  readonly pictures: ShotWriter

  constructor(folder: string, redactor: Redactor) {
    this.#folder = folder
    this.#redactor = redactor
    this.pictures = new ShotWriter(folder, redactor)
  }

  record(kind: EvidenceKind, state: Pick<EvidenceRecord, 'status' | 'reason' | 'fields'>): void {
    Object.assign(this.#recordOf(kind), state)
  }

  async unit(kind: EvidenceKind, unit: Unit): Promise<void> {
    const { units } = this.#recordOf(kind)
    units.planned++
    units[unit.status]++
    const line = this.#lineOf(kind, unit)
    const file = await this.#fileOf(kind)
    // A UTF-16 unit takes at most three bytes.
    const most = line.length * 3 + 1
    if (file.used + most > file.buffer.length) {
      await flush(file)
      if (most > file.buffer.length) file.buffer = Buffer.allocUnsafe(most)
    }
    file.used += file.buffer.write(line, file.used)
    file.buffer[file.used++] = NEW_LINE
  }

  #lineOf(kind: EvidenceKind, unit: Unit): string {
    // A whole document nearly always holds something that looks like a secret: written out once, after redaction.
    if (kind === 'documents') return JSON.stringify(this.#redactor.value(unit))
    const line = JSON.stringify(unit)
    if (!this.#redactor.line(line)) return line
    const shown = this.#redactor.value(unit)
    return shown === unit ? line : JSON.stringify(shown)
  }

  async source(source: Omit<SourceText, 'kept'>, text: string | undefined): Promise<void> {
    if (this.#sources.some(known => known.path === source.path)) return
    this.#sources.push({ ...source, kept: text !== undefined })
    if (text === undefined) return
    const path = join(this.#folder, 'sources', source.path)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, this.#redactor.text(text))
  }

  /** Closes the files and writes `bundle.json`. */
  async finish(
    head: Omit<BundleHead, 'schemaVersion' | 'id' | 'records' | 'sources' | 'unitsSha256' | 'sha256'>,
  ): Promise<BundleHead> {
    const unitsSha256: BundleHead['unitsSha256'] = {}
    for (const [kind, file] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      await flush(file)
      file.stream.end()
      await once(file.stream, 'close')
      unitsSha256[kind] = file.hash.digest('hex')
    }
    const records = [...this.#records.values()].sort((a, b) => (a.kind < b.kind ? -1 : 1))
    const sources = this.#sources.toSorted((a, b) => (a.path < b.path ? -1 : 1))
    const sha256 = evidenceHash({ target: head.target, records, unitsSha256, sources })
    const shots = await this.pictures.finish()
    const bundle: BundleHead = {
      schemaVersion: 1,
      id: `${head.asOf.replace(/[-:]|\.\d+/g, '')}-${sha256.slice(0, 8)}`,
      ...head,
      records,
      sources,
      unitsSha256,
      ...(shots ? { shots } : {}),
      sha256,
    }
    await writeFile(join(this.#folder, 'bundle.json'), `${JSON.stringify(bundle, null, 2)}\n`)
    return bundle
  }

  #recordOf(kind: EvidenceKind): EvidenceRecord {
    let record = this.#records.get(kind)
    if (!record) {
      record = { kind, status: 'present', units: { planned: 0, judged: 0, missing: 0, notSampled: 0 } }
      this.#records.set(kind, record)
    }
    return record
  }

  async #fileOf(kind: EvidenceKind): Promise<KindFile> {
    let file = this.#files.get(kind)
    if (!file) {
      await mkdir(join(this.#folder, 'units'), { recursive: true })
      const stream = createWriteStream(join(this.#folder, 'units', `${kind}.ndjson`))
      file = { stream, hash: createHash('sha256'), buffer: Buffer.allocUnsafe(CHUNK), used: 0 }
      this.#files.set(kind, file)
    }
    return file
  }
}

/** What was seen, independent of when, where and by which line ending. */
export function evidenceHash(
  seen: Pick<BundleHead, 'target' | 'records' | 'unitsSha256' | 'sources'>,
): string {
  const { target, records, unitsSha256, sources } = seen
  const texts = sources.map(({ path, sha256 }) => ({ path, sha256 }))
  return createHash('sha256')
    .update(canonicalJson({ target, records, unitsSha256, sources: texts }))
    .digest('hex')
}

async function flush(file: KindFile): Promise<void> {
  if (file.used === 0) return
  const chunk = file.buffer.subarray(0, file.used)
  // The stream keeps the chunk until it is written: the next one needs a buffer of its own.
  file.buffer = Buffer.allocUnsafe(CHUNK)
  file.used = 0
  file.hash.update(chunk)
  if (!file.stream.write(chunk)) await once(file.stream, 'drain')
}
