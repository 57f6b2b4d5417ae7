import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import { InputError } from '../model/input-error.ts'
import type { ResolvedRuleset } from '../model/rule.ts'
import { isObject } from '../text/json-tree.ts'

/** `wutong.lock`: the ruleset an app is pinned to. */
export interface Lock {
  ruleset: string
  version: string
  sha256: string
  wordsSha256: string
}

const KEYS = ['ruleset', 'version', 'sha256', 'wordsSha256'] as const

/** Where an app's lock stands. @throws InputError `lock-outside` for a path that leaves the app's folder. */
export function lockPath(folder: string, file: string): string {
  const path = resolve(folder, file)
  if (relative(folder, path).split(sep)[0] === '..') throw new InputError('lock-outside', { file })
  return path
}

/** @throws InputError `lock-missing`, `lock-malformed`, and what reading YAML throws. */
export async function readLock(path: string, shown: string): Promise<Lock> {
  if (!existsSync(path)) throw new InputError('lock-missing', { file: shown })
  const { readYaml } = await import('./yaml-file.ts')
  const file = readYaml(path, shown)
  const { value } = file
  const whole = isObject(value) && KEYS.every(key => typeof value[key] === 'string')
  const strange = isObject(value)
    ? Object.keys(value).find(key => !(KEYS as readonly string[]).includes(key))
    : undefined
  if (!whole || strange !== undefined) {
    throw new InputError(
      'lock-malformed',
      { file: shown, ...file.locate(strange === undefined ? [] : [strange]) },
      { keys: KEYS.join(' ') },
    )
  }
  return value as unknown as Lock
}

/**
 * Holds a resolved ruleset against a lock. Words may change under a lock: they decide nothing.
 * @throws InputError `lock-differs` and what `readLock` throws.
 */
export async function checkLock(
  path: string,
  ruleset: ResolvedRuleset,
  shown: string,
): Promise<{ wordsDiffer: boolean }> {
  const lock = await readLock(path, shown)
  if (lock.ruleset !== ruleset.id || lock.sha256 !== ruleset.sha256) {
    throw new InputError(
      'lock-differs',
      { file: shown },
      {
        locked: `${lock.ruleset} ${lock.version} ${lock.sha256.slice(0, 12)}`,
        found: `${ruleset.id} ${ruleset.version} ${ruleset.sha256.slice(0, 12)}`,
      },
    )
  }
  return { wordsDiffer: lock.wordsSha256 !== ruleset.wordsSha256 }
}

/** Text of the lock for a ruleset; the same bytes for the same ruleset. */
export function lockText({ id, version, sha256, wordsSha256 }: ResolvedRuleset): string {
  return [
    '# Pins the ruleset this app is checked by. Written by `wutong rules lock`; do not edit by hand.',
    `ruleset: ${JSON.stringify(id)}`,
    `version: ${JSON.stringify(version)}`,
    `sha256: ${JSON.stringify(sha256)}`,
    `wordsSha256: ${JSON.stringify(wordsSha256)}`,
    '',
  ].join('\n')
}

/** @throws InputError `usage-not-written`. */
export async function writeLock(path: string, ruleset: ResolvedRuleset): Promise<void> {
  try {
    await writeFile(path, lockText(ruleset))
  } catch (error) {
    throw new InputError('usage-not-written', undefined, {
      file: path,
      why: (error as NodeJS.ErrnoException).code ?? '',
    })
  }
}
