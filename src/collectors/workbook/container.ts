import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import { InputError } from '../../model/input-error.ts'
import { fault } from '../input/codes.ts'
import { locateFile } from '../input/locate-file.ts'

const MB = 1024 * 1024
/** Ours: bounds of a workbook, of one unpacked part, and of what a part may grow to for its packed size. */
const LARGEST_FILE = 256 * MB
const LARGEST_PART = 1024 * MB
const MOST_PARTS = 10_000
const BOMB = { ratio: 300, from: 32 * MB }

const ZIP = Buffer.from([0x50, 0x4b])
const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le')

/** An XLSX file: a ZIP of parts, read by name and never unpacked to disk. */
export interface Container {
  path: string
  /** Of the file's bytes. */
  sha256: string
  bytes: number
  has(part: string): boolean
  /**
   * Unpacked bytes of a part, as they come.
   * @throws InputError `workbook-broken`, `workbook-too-large`, `workbook-bomb`
   */
  read(part: string): AsyncGenerator<Buffer, void>
  close(): void
}

/**
 * Opens a workbook inside the app's folder. Old `.xls` files and password-protected ones are told apart by their bytes.
 *
 * @throws InputError those of `locateFile`, and `catalogue-workbook`, `workbook-encrypted`, `workbook-broken`, `workbook-too-large`
 */
export async function openContainer(folder: string, path: string): Promise<Container> {
  const found = await locateFile(folder, path, LARGEST_FILE)
  const file = found.path
  const { sha256, bytes, head, encrypted } = await fingerprinted(found.full, file)
  if (head.equals(OLE)) {
    throw encrypted
      ? fault('workbook-encrypted', { file }, { path: file })
      : fault('catalogue-workbook', { file }, { path: file })
  }
  if (bytes === 0 || !head.subarray(0, 2).equals(ZIP)) {
    const shown = [...head].map(byte => byte.toString(16).padStart(2, '0')).join(' ')
    throw fault('workbook-broken', { file }, { part: file, why: shown || 'EOF' })
  }
  const zip = await openZip(found.full, file)
  try {
    const parts = await entriesOf(zip, file)
    return {
      path: file,
      sha256,
      bytes,
      has: part => parts.has(part.toLowerCase()),
      read: part => unpacked(zip, parts.get(part.toLowerCase()), part, file),
      close: () => zip.close(),
    }
  } catch (error) {
    zip.close()
    throw error
  }
}

/** Hash and size of the bytes, their first four, and whether they name an encrypted package. */
async function fingerprinted(full: string, file: string) {
  const hash = createHash('sha256')
  let bytes = 0
  let head = Buffer.alloc(0)
  let tail: Buffer = Buffer.alloc(0)
  let encrypted = false
  try {
    for await (const chunk of createReadStream(full, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      if (head.length < 4) head = Buffer.concat([head, chunk.subarray(0, 4)]).subarray(0, 4)
      hash.update(chunk)
      bytes += chunk.length
      if (bytes > LARGEST_FILE) throw fault('file-changed', { file }, {})
      if (encrypted || head[0] !== OLE[0]) continue
      const seen = Buffer.concat([tail, chunk])
      encrypted = seen.includes(ENCRYPTED)
      tail = seen.subarray(-ENCRYPTED.length)
    }
  } catch (error) {
    if (error instanceof InputError) throw error
    throw fault('file-unreadable', { file }, { path: file, why: (error as NodeJS.ErrnoException).code ?? '' })
  }
  return { sha256: hash.digest('hex'), bytes, head, encrypted }
}

async function openZip(full: string, file: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    yauzl.open(full, { lazyEntries: true, autoClose: false }, (error, zip) => {
      if (zip && !error) resolve(zip)
      else reject(broken(file, file, error))
    })
  })
}

/** By name in lower case: some writers disagree with themselves about the letter case of part names. */
async function entriesOf(zip: ZipFile, file: string): Promise<Map<string, Entry>> {
  const parts = new Map<string, Entry>()
  if (zip.entryCount > MOST_PARTS) {
    throw fault('workbook-broken', { file }, { part: file, why: `${zip.entryCount} > ${MOST_PARTS}` })
  }
  await new Promise<void>((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      parts.set(entry.fileName.toLowerCase(), entry)
      zip.readEntry()
    })
    zip.once('end', resolve)
    zip.once('error', error => reject(broken(file, file, error)))
    zip.readEntry()
  })
  return parts
}

async function* unpacked(
  zip: ZipFile,
  entry: Entry | undefined,
  part: string,
  file: string,
): AsyncGenerator<Buffer, void> {
  if (!entry) throw fault('workbook-broken', { file }, { part, why: 'ENOENT' })
  const { uncompressedSize, compressedSize } = entry
  if (uncompressedSize > LARGEST_PART) {
    const data = { part, size: Math.ceil(uncompressedSize / MB), limit: LARGEST_PART / MB }
    throw fault('workbook-too-large', { file }, data)
  }
  const ratio = Math.floor(uncompressedSize / Math.max(1, compressedSize))
  if (uncompressedSize > BOMB.from && ratio > BOMB.ratio) {
    throw fault('workbook-bomb', { file }, { part, ratio, limit: BOMB.ratio })
  }
  if (entry.isEncrypted()) throw fault('workbook-encrypted', { file }, { path: file })
  let stream: Readable | undefined
  try {
    stream = await new Promise<Readable>((resolve, reject) => {
      zip.openReadStream(entry, (error, opened) => (opened && !error ? resolve(opened) : reject(error)))
    })
    // The library refuses a part that unpacks to more or less than it declares.
    for await (const chunk of stream as AsyncIterable<Buffer>) yield chunk
  } catch (error) {
    throw broken(file, part, error)
  } finally {
    stream?.destroy()
  }
}

function broken(file: string, part: string, error: unknown): InputError {
  if (error instanceof InputError) return error
  const why = error instanceof Error ? error.message.slice(0, 200) : ''
  return fault('workbook-broken', { file }, { part, why })
}
