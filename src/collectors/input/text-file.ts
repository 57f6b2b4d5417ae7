import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { InputError } from '../../model/input-error.ts'
import { fault } from './codes.ts'
import { controlFault, encodingFault, headFault } from './decoding.ts'
import { locateFile } from './locate-file.ts'

export interface TextFile {
  /** Relative to the app's folder, forward slashes. */
  path: string
  /** Normalised: UTF-8, no byte order mark, LF. */
  text: string
  /** Of the normalised text. */
  sha256: string
  /** Of the normalised text. */
  bytes: number
}

/**
 * Reads a whole text file inside the app's folder.
 *
 * @param limit largest size in bytes
 * @throws InputError those of `locateFile`, and `binary-file`, `encoding-*`, `control-character`, `file-changed`.
 */
export async function readText(folder: string, path: string, limit: number): Promise<TextFile> {
  const found = await locateFile(folder, path, limit)
  return { path: found.path, ...normalised(readBytes(found.full, found.path, limit), found.path) }
}

/** Bytes to normalised text. @throws InputError `binary-file`, `encoding-*`, `control-character`. */
function normalised(raw: Uint8Array, file: string): Omit<TextFile, 'path'> {
  const headed = headFault(raw.subarray(0, 64), file)
  if (headed) throw headed
  const bytes = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? raw.subarray(3) : raw
  if (!isUtf8(bytes)) throw encodingFault(bytes, file)
  const decoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8')
  const plain = !bytes.includes(13)
  const text = plain ? decoded : decoded.replace(/\r\n?/g, '\n')
  const control = controlFault(text, file)
  if (control) throw control
  // Where nothing was normalised the bytes read are the text's own.
  const own = plain ? bytes : Buffer.from(text)
  return { text, sha256: createHash('sha256').update(own).digest('hex'), bytes: own.length }
}

/** At most `limit` bytes: a file that grows after it was measured is not followed. */
function readBytes(full: string, file: string, limit: number): Uint8Array {
  const descriptor = openSync(full, 'r')
  try {
    const { size } = fstatSync(descriptor)
    const bytes = Buffer.allocUnsafe(Math.min(size, limit) + 1)
    let filled = 0
    while (filled < bytes.length) {
      const got = readSync(descriptor, bytes, filled, bytes.length - filled, null)
      if (got === 0) break
      filled += got
    }
    if (filled === bytes.length) throw fault('file-changed', { file }, {})
    return bytes.subarray(0, filled)
  } catch (error) {
    if (error instanceof InputError) throw error
    throw fault('file-unreadable', { file }, { path: file, why: (error as NodeJS.ErrnoException).code ?? '' })
  } finally {
    closeSync(descriptor)
  }
}
