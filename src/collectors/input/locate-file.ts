import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { posix, resolve, sep } from 'node:path'
import { nearest } from '../../text/nearest.ts'
import { fault } from './codes.ts'

export interface LocatedFile {
  /** Absolute, symlinks resolved. */
  full: string
  /** Relative to the app's folder, forward slashes, no `./`. */
  path: string
  bytes: number
}

const MB = 1024 * 1024

/**
 * Finds a regular file inside the app's folder. A path may not leave the folder, neither by `..` nor through a symlink.
 *
 * @param limit largest size in bytes
 * @throws InputError `path-remote`, `path-outside`, `file-missing`, `file-unreadable`, `not-a-file`, `too-large`.
 */
export async function locateFile(folder: string, path: string, limit: number): Promise<LocatedFile> {
  // Windows teams write backslashes; a name cannot hold one there anyway.
  const relative = posix.normalize(path.replaceAll('\\', '/'))
  const place = { file: relative }
  if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) throw fault('path-remote', undefined, { path })
  if (relative.startsWith('/') || /^[a-z]:/i.test(relative) || relative.split('/')[0] === '..') {
    throw fault('path-outside', place, { path })
  }
  const wanted = resolve(folder, relative)
  if (path.includes('\0'))
    throw fault('file-missing', undefined, { path: path.replaceAll('\0', ''), near: '' })
  let full: string
  try {
    // At once: a run asks for dozens of files, and a hand-over to another thread costs more than the answer.
    full = realpathSync.native(wanted)
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? ''
    if (why !== 'ENOENT' && why !== 'ENOTDIR') throw fault('file-unreadable', place, { path: relative, why })
    throw fault('file-missing', place, { path: relative, near: await nearestFile(folder, relative) })
  }
  const home = realpathSync.native(folder)
  if (full !== home && !full.startsWith(home.endsWith(sep) ? home : home + sep)) {
    throw fault('path-outside', place, { path })
  }
  const info = statSync(full)
  if (!info.isFile()) throw fault('not-a-file', place, { path: relative })
  if (info.size > limit) {
    throw fault('too-large', place, { size: Math.ceil(info.size / MB), limit: Math.floor(limit / MB) })
  }
  try {
    accessSync(full, constants.R_OK)
  } catch (error) {
    throw fault('file-unreadable', place, {
      path: relative,
      why: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
  return { full, path: relative, bytes: info.size }
}

/** A file of nearly that name in the same folder, for the message; '' when there is none. */
async function nearestFile(folder: string, path: string): Promise<string> {
  const parent = posix.dirname(path)
  try {
    const names = (await readdir(resolve(folder, parent))).slice(0, 1000)
    const near = nearest(posix.basename(path), names)
    return near === undefined ? '' : posix.join(parent, near)
  } catch {
    return ''
  }
}
