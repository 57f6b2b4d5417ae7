import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { InputError } from '../model/input-error.ts'

/**
 * Makes a folder and what is missing above it, one level at a time: Node's own recursive `mkdir` never returns on some
 * file systems (seen under /proc). @throws InputError `usage-not-written`.
 */
export async function makeFolder(folder: string): Promise<void> {
  const missing: string[] = []
  for (let at = folder; ; at = dirname(at)) {
    const found = await stat(at).catch(() => undefined)
    if (found?.isDirectory()) break
    if (found) throw new InputError('usage-not-written', undefined, { file: at, why: 'ENOTDIR' })
    missing.unshift(at)
    if (dirname(at) === at) break
  }
  for (const level of missing) {
    try {
      await mkdir(level)
    } catch (error) {
      const why = (error as NodeJS.ErrnoException).code ?? ''
      if (why !== 'EEXIST') throw new InputError('usage-not-written', undefined, { file: folder, why })
    }
  }
}
