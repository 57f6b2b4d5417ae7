import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { BundleHead, EvidenceKind, Unit } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { PageShot } from '../../model/page-shot.ts'
import { bundleShapeFault, unitShapeFault } from './shape.ts'
import { readBlob, readShots } from './shots.ts'
import { evidenceHash } from './writer.ts'

/** A saved bundle is untrusted: a line longer than this is refused instead of filling the memory. */
const LONGEST_LINE = 256 << 20
const LARGEST_HEAD = 16 << 20
const LARGEST_SOURCE = 64 << 20

/** Reads a bundle folder; every stream is checked against the hash in its head. */
export interface BundleReader {
  head: BundleHead
  units(kind: EvidenceKind): AsyncGenerator<Unit>
  /** The kept (redacted) text of a source; undefined when it was not kept. */
  sourceText(path: string): Promise<string | undefined>
  /** Where the elements of each page stand on its picture; none where no pictures were taken. */
  shots(): Promise<PageShot[]>
  /** A picture by its sha256; undefined where it was dropped. */
  blob(sha256: string): Promise<Uint8Array | undefined>
}

/** @throws InputError `bundle-missing`, `bundle-malformed`, `bundle-altered`. */
export async function openBundle(folder: string): Promise<BundleReader> {
  const file = join(folder, 'bundle.json')
  const size = await stat(file).then(
    found => found.size,
    () => undefined,
  )
  if (size === undefined) throw new InputError('bundle-missing', { file: folder })
  if (size > LARGEST_HEAD) throw new InputError('bundle-malformed', { file }, { why: `${size} bytes` })
  const head = parse<BundleHead>(await readFile(file, 'utf8'), file)
  const fault = bundleShapeFault(head)
  if (fault) throw new InputError('bundle-malformed', { file, pointer: fault.pointer }, { why: fault.why })
  if (evidenceHash(head) !== head.sha256)
    throw new InputError('bundle-altered', { file }, { part: 'bundle.json' })

  return {
    head,
    shots: () => readShots(folder, head),
    blob: name => readBlob(folder, name),
    units: kind => readUnits(join(folder, 'units', `${kind}.ndjson`), kind, head),
    async sourceText(path) {
      const source = head.sources.find(known => known.path === path)
      if (!source?.kept) return undefined
      const inside = normalize(join(folder, 'sources', path))
      if (!inside.startsWith(normalize(join(folder, 'sources')) + sep)) return undefined
      const found = await stat(inside).catch(() => undefined)
      return found?.isFile() && found.size <= LARGEST_SOURCE ? readFile(inside, 'utf8') : undefined
    },
  }
}

async function* readUnits(file: string, kind: EvidenceKind, head: BundleHead): AsyncGenerator<Unit> {
  const expected = head.unitsSha256[kind]
  if (!expected) return
  const hash = createHash('sha256')
  // Lines are cut as bytes and decoded whole; only the newest chunk is searched, so that a 13 MB line is copied once.
  let pieces: Buffer[] = []
  let held = 0
  let number = 0
  const stream = createReadStream(file, { highWaterMark: 1 << 18 })
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      let from = 0
      for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
        number++
        pieces.push(chunk.subarray(from, end))
        const line =
          pieces.length === 1 ? chunk.toString('utf8', from, end) : Buffer.concat(pieces).toString('utf8')
        pieces = []
        held = 0
        from = end + 1
        const unit = parse<Unit>(line, file, number)
        const fault = unitShapeFault(unit)
        if (fault)
          throw new InputError(
            'bundle-malformed',
            { file, line: number, pointer: fault.pointer },
            { why: fault.why },
          )
        yield unit
      }
      if (from < chunk.length) {
        pieces.push(chunk.subarray(from))
        held += chunk.length - from
      }
      if (held > LONGEST_LINE)
        throw new InputError('bundle-malformed', { file, line: number + 1 }, { why: 'line' })
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(
      'bundle-malformed',
      { file },
      { why: (error as NodeJS.ErrnoException).code ?? 'read' },
    )
  }
  if (hash.digest('hex') !== expected)
    throw new InputError('bundle-altered', { file }, { part: `units/${kind}.ndjson` })
}

function parse<T>(text: string, file: string, line = 1): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new InputError('bundle-malformed', { file, line }, { why: 'JSON' })
  }
}
