import { createHash, type Hash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { EvidenceSink } from '../../model/collector.ts'
import type { BundleHead, EvidenceKind, EvidenceRecord, SourceText, Unit } from '../../model/evidence.ts'
import { canonicalJson } from '../../text/canonical-json.ts'
import type { Redactor } from '../../text/redact.ts'
import type { HandOver } from './hand-over.ts'
import { ShotWriter } from './shots.ts'

/** Bytes gathered before a write, so that 100,000 units do not become 100,000 system calls. */
const CHUNK = 1 << 19
const NEW_LINE = 10

interface KindFile {
  descriptor: number
  hash: Hash
  buffer: Buffer
  used: number
}

/** Writes evidence as it is collected: counted, redacted and hashed before it reaches the disk. */
export class BundleWriter implements EvidenceSink {
  readonly #folder: string
  readonly #redactor: Redactor
  readonly #handOver: HandOver | undefined
  readonly #files = new Map<EvidenceKind, KindFile>()
  readonly #records = new Map<EvidenceKind, EvidenceRecord>()
  readonly #sources: SourceText[] = []
  readonly pictures: ShotWriter

  constructor(folder: string, redactor: Redactor, handOver?: HandOver) {
    this.#folder = folder
    this.#handOver = handOver
    this.#redactor = redactor
    this.pictures = new ShotWriter(folder, redactor)
  }

  record(kind: EvidenceKind, state: Pick<EvidenceRecord, 'status' | 'reason' | 'fields'>): void {
    Object.assign(this.#recordOf(kind), state)
  }

  unit(kind: EvidenceKind, unit: Unit): void {
    const { units } = this.#recordOf(kind)
    units.planned++
    units[unit.status]++
    const line = this.#lineOf(kind, unit)
    const file = this.#fileOf(kind)
    // A UTF-16 unit takes at most three bytes.
    const most = line.length * 3 + 1
    if (file.used + most > file.buffer.length) {
      flush(file)
      if (most > file.buffer.length) file.buffer = Buffer.allocUnsafe(most)
    }
    file.used += file.buffer.write(line, file.used)
    file.buffer[file.used++] = NEW_LINE
  }

  #lineOf(kind: EvidenceKind, unit: Unit): string {
    // A whole document nearly always holds something that looks like a secret: written out once, after redaction.
    if (kind === 'documents') {
      const { value: kept, json } = this.#redactor.tree(unit)
      const written = JSON.stringify(kept)
      this.#handOver?.addUnit(kept, written, json)
      return written
    }
    const line = JSON.stringify(unit)
    if (!this.#redactor.line(line)) return line
    const shown = this.#redactor.value(unit)
    return shown === unit ? line : JSON.stringify(shown)
  }

  source(source: Omit<SourceText, 'kept'>, text: string | undefined): void {
    if (this.#sources.some(known => known.path === source.path)) return
    this.#sources.push({ ...source, kept: text !== undefined })
    if (text === undefined) return
    const path = join(this.#folder, 'sources', source.path)
    mkdirSync(dirname(path), { recursive: true })
    const kept = this.#redactor.text(text)
    writeFileSync(path, kept)
    this.#handOver?.addText(source.path, kept)
  }

  /** Closes the files and writes `bundle.json`. */
  async finish(
    head: Omit<BundleHead, 'schemaVersion' | 'id' | 'records' | 'sources' | 'unitsSha256' | 'sha256'>,
  ): Promise<BundleHead> {
    const unitsSha256: BundleHead['unitsSha256'] = {}
    for (const [kind, file] of [...this.#files].sort(([a], [b]) => (a < b ? -1 : 1))) {
      flush(file)
      closeSync(file.descriptor)
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
    writeFileSync(join(this.#folder, 'bundle.json'), `${JSON.stringify(bundle, null, 2)}\n`)
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

  #fileOf(kind: EvidenceKind): KindFile {
    let file = this.#files.get(kind)
    if (!file) {
      mkdirSync(join(this.#folder, 'units'), { recursive: true })
      const descriptor = openSync(join(this.#folder, 'units', `${kind}.ndjson`), 'w')
      file = { descriptor, hash: createHash('sha256'), buffer: Buffer.allocUnsafe(CHUNK), used: 0 }
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

/** Writes what was gathered. At once, so that one buffer serves for a whole kind: fresh memory costs more than the write. */
function flush(file: KindFile): void {
  const chunk = file.buffer.subarray(0, file.used)
  file.hash.update(chunk)
  for (let from = 0; from < chunk.length; ) from += writeSync(file.descriptor, chunk, from)
  file.used = 0
  // A document's line needs a large buffer once.
  if (file.buffer.length > CHUNK) file.buffer = Buffer.allocUnsafe(CHUNK)
}
