import { readdir } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { hasControl } from '../input/decoding.ts'

/** Ours: enough for a large repository, an end for a home folder given by mistake. */
const MOST_FILES = 20_000
const MOST_DEPTH = 16

/** Others' code, builds and caches. */
const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  'miniprogram_npm',
  'uni_modules',
  'vendor',
  'Pods',
  'target',
  'dist',
  'build',
  'out',
  'unpackage',
  'coverage',
  '__pycache__',
  'venv',
  'mocks',
  '__tests__',
  '__mocks__',
  'test',
  'tests',
  'fixtures',
])

/**
 * Files below a folder, nearest first, relative with forward slashes. Links are not followed; hidden folders, others' code and
 * tests are left out, and so are names no terminal or YAML file should hold.
 */
export async function filesBelow(folder: string): Promise<{ files: string[]; cut: boolean }> {
  const files: string[] = []
  let level = ['']
  for (let depth = 0; depth < MOST_DEPTH && level.length > 0; depth++) {
    const next: string[] = []
    for (const path of level) {
      const entries = await readdir(join(folder, path), { withFileTypes: true }).catch(() => [])
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (hasControl(entry.name)) continue
        const full = posix.join(path, entry.name)
        if (entry.isFile()) {
          if (files.length >= MOST_FILES) return { files, cut: true }
          files.push(full)
        } else if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith('.'))
          next.push(full)
      }
    }
    level = next
  }
  return { files, cut: level.length > 0 }
}
