import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join, normalize, sep } from 'node:path'
import type { BundleHead, EvidenceKind, Unit } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { PageShot } from '../../model/page-shot.ts'
import type { HandOver } from './hand-over.ts'
import { bundleShapeFault, unitShapeFault } from './shape.ts'
import { readBlob, readShots } from './shots.ts'
import { evidenceHash } from './writer.ts'

/** A saved bundle is untrusted: a line longer than this is refused instead of filling the memory. */
const LONGEST_LINE = 256 << 20
/** Read at once. Lines of items are far shorter; a document's line makes the buffer grow. */
const CHUNK = 1 << 16
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

/**
 * @param handOver what this process wrote to the bundle itself: not read again
 * @throws InputError `bundle-missing`, `bundle-malformed`, `bundle-altered`.
 */
export async function openBundle(folder: string, handOver?: HandOver): Promise<BundleReader> {
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
    units: kind =>
      given(handOver?.units(kind)) ?? readUnits(join(folder, 'units', `${kind}.ndjson`), kind, head),
    async sourceText(path) {
      const source = head.sources.find(known => known.path === path)
      if (!source?.kept) return undefined
      const text = handOver?.text(path)
      if (text !== undefined) return text
      const inside = normalize(join(folder, 'sources', path))
      if (!inside.startsWith(normalize(join(folder, 'sources')) + sep)) return undefined
      const found = await stat(inside).catch(() => undefined)
      return found?.isFile() && found.size <= LARGEST_SOURCE ? readFile(inside, 'utf8') : undefined
    },
  }
}

function given(units: readonly Unit[] | undefined): AsyncGenerator<Unit> | undefined {
  return units && walk(units)
}

async function* walk(units: readonly Unit[]): AsyncGenerator<Unit> {
  yield* units
}

async function* readUnits(file: string, kind: EvidenceKind, head: BundleHead): AsyncGenerator<Unit> {
  const expected = head.unitsSha256[kind]
  if (!expected) return
  const hash = createHash('sha256')
  let number = 0
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    // Lines are cut as bytes and decoded whole, out of one buffer: what is left of a line is moved to its front.
    let buffer: Buffer = Buffer.allocUnsafe(CHUNK)
    let held = 0
    for (;;) {
      const got = readSync(descriptor, buffer, held, buffer.length - held, null)
      if (got === 0) break
      const filled = held + got
      hash.update(buffer.subarray(held, filled))
      let from = 0
      // Only what is new is searched.
      for (let end = lineEnd(buffer, held, filled); end >= 0; end = lineEnd(buffer, from, filled)) {
        number++
        const line = buffer.toString('utf8', from, end)
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
      held = filled - from
      if (held > LONGEST_LINE)
        throw new InputError('bundle-malformed', { file, line: number + 1 }, { why: 'line' })
      const next = roomFor(buffer, held)
      buffer.copy(next, 0, from, filled)
      buffer = next
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(
      'bundle-malformed',
      { file },
      { why: (error as NodeJS.ErrnoException).code ?? 'read' },
    )
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
  if (hash.digest('hex') !== expected)
    throw new InputError('bundle-altered', { file }, { part: `units/${kind}.ndjson` })
}

/** Index of the next line feed before `to`; -1 where there is none. What stands after `to` is of an earlier read. */
function lineEnd(buffer: Buffer, from: number, to: number): number {
  const end = buffer.indexOf(10, from)
  return end < to ? end : -1
}

/** The buffer itself, or a larger one where a line has half filled it, or one of the usual size after a long line. */
function roomFor(buffer: Buffer, held: number): Buffer {
  if (held > buffer.length / 2) return Buffer.allocUnsafe(buffer.length * 2)
  return buffer.length > CHUNK && held < CHUNK / 2 ? Buffer.allocUnsafe(CHUNK) : buffer
}

function parse<T>(text: string, file: string, line = 1): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw new InputError('bundle-malformed', { file, line }, { why: 'JSON' })
  }
}
