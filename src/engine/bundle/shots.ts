import { createHash } from 'node:crypto'
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BundleHead } from '../../model/evidence.ts'
import { InputError } from '../../model/input-error.ts'
import type { PageShot, ShotSummary } from '../../model/page-shot.ts'
import type { Redactor } from '../../text/redact.ts'
import { shotShapeFault } from './shape.ts'

/** Pictures of one bundle together; what comes later is dropped, and said to be. */
export const MOST_BLOB_BYTES = 64 << 20
/** A saved bundle is untrusted: larger files are not read. */
const LARGEST_LIST = 128 << 20
const LARGEST_BLOB = 8 << 20

const sha256Of = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Pictures as they are taken: bytes under `blobs/<sha256>`, each once, and one line a picture in `shots.ndjson`. */
export class ShotWriter {
  readonly #folder: string
  readonly #redactor: Redactor
  readonly #most: number
  readonly #kept = new Set<string>()
  readonly #dropped = new Set<string>()
  readonly #lines: string[] = []
  #bytes = 0

  constructor(folder: string, redactor: Redactor, most = MOST_BLOB_BYTES) {
    this.#folder = folder
    this.#redactor = redactor
    this.#most = most
  }

  async blob(bytes: Uint8Array): Promise<string> {
    const name = sha256Of(bytes)
    if (this.#kept.has(name)) return name
    if (this.#bytes + bytes.length > this.#most) {
      this.#dropped.add(name)
      return name
    }
    // Counted before the write: several may come at once.
    this.#kept.add(name)
    this.#dropped.delete(name)
    this.#bytes += bytes.length
    await mkdir(join(this.#folder, 'blobs'), { recursive: true })
    await writeFile(join(this.#folder, 'blobs', name), bytes)
    return name
  }

  shot(shot: PageShot): void {
    this.#lines.push(`${JSON.stringify(this.#redactor.value(shot))}\n`)
  }

  /** Writes the list; undefined where no picture was taken. */
  async finish(): Promise<ShotSummary | undefined> {
    if (this.#lines.length === 0) return undefined
    const text = this.#lines.sort().join('')
    await writeFile(join(this.#folder, 'shots.ndjson'), text)
    return {
      sha256: sha256Of(text),
      kept: this.#kept.size,
      bytes: this.#bytes,
      dropped: this.#dropped.size,
    }
  }
}

/** The list of pictures, held against its hash. @throws InputError `bundle-altered`, `bundle-malformed`. */
export async function readShots(folder: string, { shots }: BundleHead): Promise<PageShot[]> {
  if (!shots) return []
  const file = join(folder, 'shots.ndjson')
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new InputError('bundle-altered', { file }, { part: 'shots.ndjson' })
  if (found.size > LARGEST_LIST)
    throw new InputError('bundle-malformed', { file }, { why: `${found.size} bytes` })
  const text = await readFile(file, 'utf8')
  if (sha256Of(text) !== shots.sha256)
    throw new InputError('bundle-altered', { file }, { part: 'shots.ndjson' })
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, at) => shotOf(line, { file, line: at + 1 }))
}

function shotOf(line: string, place: { file: string; line: number }): PageShot {
  let shot: unknown
  try {
    shot = JSON.parse(line)
  } catch {
    throw new InputError('bundle-malformed', place, { why: 'JSON' })
  }
  const fault = shotShapeFault(shot)
  if (fault)
    throw new InputError('bundle-malformed', { ...place, pointer: fault.pointer }, { why: fault.why })
  return shot as PageShot
}

/** Bytes of a blob; undefined where it was dropped. @throws InputError `bundle-altered` where they are not what their name says. */
export async function readBlob(folder: string, name: string): Promise<Uint8Array | undefined> {
  if (!/^[0-9a-f]{64}$/.test(name)) return undefined
  const file = join(folder, 'blobs', name)
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) return undefined
  const bytes = found.size > LARGEST_BLOB ? undefined : await readFile(file)
  if (!bytes || sha256Of(bytes) !== name)
    throw new InputError('bundle-altered', { file }, { part: `blobs/${name}` })
  return bytes
}
