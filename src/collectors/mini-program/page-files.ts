import { readdir, realpath } from 'node:fs/promises'
import { posix, resolve, sep } from 'node:path'
import type { MiniProgram } from '../../model/mini-program.ts'

/** What a page consists of, in any of the platforms and of their scripts. */
const PARTS: Record<MiniProgram['kind'], readonly string[]> = {
  wechat: ['.wxml', '.js', '.ts'],
  alipay: ['.axml', '.js', '.ts'],
  w3c: ['.html', '.js'],
}

/** Looks which pages have files below `root` (relative to `folder`); each folder is listed once. */
export async function lookForPages(program: MiniProgram, folder: string, root: string): Promise<void> {
  const home = await realpath(folder).catch(() => undefined)
  if (home === undefined) return
  const listed = new Map<string, Promise<ReadonlySet<string> | null>>()
  for (const page of program.pages) {
    const path = posix.normalize(posix.join(root, page.path))
    const names = await listing(posix.dirname(path))
    page.exists = names && PARTS[program.kind].some(ending => names.has(posix.basename(path) + ending))
  }

  function listing(path: string): Promise<ReadonlySet<string> | null> {
    const known = listed.get(path)
    if (known) return known
    const names = namesIn(home as string, path)
    listed.set(path, names)
    return names
  }
}

/** Names in a folder; empty when there is no such folder or it lies outside, null when it cannot be listed. */
async function namesIn(home: string, path: string): Promise<ReadonlySet<string> | null> {
  if (path.split('/')[0] === '..' || path.includes('\0')) return new Set()
  try {
    const full = await realpath(resolve(home, path))
    if (full !== home && !full.startsWith(home + sep)) return new Set()
    return new Set(await readdir(full))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' ? new Set() : null
  }
}
