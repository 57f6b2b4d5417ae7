import { closeSync, mkdirSync, openSync, readdirSync, readSync, statSync, writeSync } from 'node:fs'
import { dirname, join, normalize, relative, sep } from 'node:path'
import { Unzip, UnzipInflate, UnzipPassThrough, Zip, ZipDeflate } from 'fflate'
import { InputError } from '../../model/input-error.ts'
import { makeFolder } from '../folder.ts'

const CHUNK = 1 << 18
/** A saved bundle is untrusted: unpacked it may not exceed this, in all and in number of files. */
const LARGEST_UNPACKED = 2 * 2 ** 30
const MOST_ENTRIES = 20_000
/** One fixed time for every entry, so that equal bundles give equal archives. */
const ENTRY_TIME = '2000-01-01T00:00:00Z'

/** Packs a bundle folder into one `.zip`; entries sorted, bytes reproducible. */
export async function packBundle(folder: string, file: string): Promise<void> {
  await makeFolder(dirname(file))
  const descriptor = openSync(file, 'w')
  try {
    let failure: Error | undefined
    const zip = new Zip((error, data) => {
      if (error) failure = error
      else writeAll(descriptor, data)
    })
    for (const path of filesUnder(folder).sort()) {
      const entry = new ZipDeflate(relative(folder, path).split(sep).join('/'), { level: 6 })
      entry.mtime = ENTRY_TIME
      zip.add(entry)
      eachChunk(path, (chunk, last) => entry.push(chunk, last))
    }
    zip.end()
    if (failure) throw failure
  } finally {
    closeSync(descriptor)
  }
}

/** Unpacks a bundle archive into `folder`. @throws InputError `bundle-missing`, `bundle-malformed`, `bundle-too-large`. */
export async function unpackBundle(file: string, folder: string): Promise<void> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new InputError('bundle-missing', { file })
  let total = 0
  let entries = 0
  let failure: InputError | undefined
  const open = new Set<number>()
  const unzip = new Unzip(entry => {
    if (failure || entry.name.endsWith('/')) return
    const target = normalize(join(folder, entry.name))
    if (!target.startsWith(normalize(folder) + sep)) {
      failure ??= new InputError('bundle-malformed', { file }, { why: 'path' })
      return
    }
    if (++entries > MOST_ENTRIES)
      failure ??= new InputError('bundle-too-large', { file }, { limit: LARGEST_UNPACKED })
    mkdirSync(dirname(target), { recursive: true })
    const descriptor = openSync(target, 'w')
    open.add(descriptor)
    entry.ondata = (error, data, last) => {
      total += data?.length ?? 0
      if (error) failure ??= new InputError('bundle-malformed', { file }, { why: 'zip' })
      else if (total > LARGEST_UNPACKED)
        failure ??= new InputError('bundle-too-large', { file }, { limit: LARGEST_UNPACKED })
      else if (!failure) writeAll(descriptor, data)
      if (last || failure) {
        if (open.delete(descriptor)) closeSync(descriptor)
      }
    }
    entry.start()
  })
  unzip.register(UnzipInflate)
  unzip.register(UnzipPassThrough)
  try {
    eachChunk(file, (chunk, last) => {
      if (!failure) unzip.push(chunk, last)
    })
  } catch {
    failure ??= new InputError('bundle-malformed', { file }, { why: 'zip' })
  } finally {
    for (const descriptor of open) closeSync(descriptor)
  }
  if (failure) throw failure
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}

function eachChunk(path: string, take: (chunk: Uint8Array, last: boolean) => void): void {
  const descriptor = openSync(path, 'r')
  try {
    const { size } = statSync(path)
    if (size === 0) take(new Uint8Array(), true)
    for (let at = 0; at < size; ) {
      const chunk = new Uint8Array(Math.min(CHUNK, size - at))
      const read = readSync(descriptor, chunk, 0, chunk.length, at)
      at = read === 0 ? size : at + read
      take(chunk.subarray(0, read), at >= size)
    }
  } finally {
    closeSync(descriptor)
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let from = 0; from < bytes.length; ) from += writeSync(descriptor, bytes, from)
}
