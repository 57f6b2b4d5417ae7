import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleChecks, sampleLibrary, sampleRule } from '../testing/sample-rules.ts'
import { checkLock, readLock, writeLock } from './lock.ts'
import { resolveRuleset } from './ruleset.ts'

const folder = mkdtempSync(join(tmpdir(), 'wutong-lock-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const lock = join(folder, 'wutong.lock')
const resolve = (change: Parameters<typeof sampleRule>[0] = {}) =>
  resolveRuleset(sampleLibrary({ rules: [sampleRule(change)] }), 'national', sampleChecks)

describe('wutong.lock', () => {
  it('holds for the ruleset it was written for, with the same bytes each time', async () => {
    await writeLock(lock, await resolve())
    const first = readFileSync(lock)
    await writeLock(lock, await resolve())
    expect(readFileSync(lock).equals(first)).toBe(true)
    expect(await checkLock(lock, await resolve(), 'wutong.lock')).toEqual({ wordsDiffer: false })
    expect(await readLock(lock, 'wutong.lock')).toMatchObject({ ruleset: 'national', version: '1.0.0' })
  })

  it('lets words change and nothing else', async () => {
    await writeLock(lock, await resolve())
    const worded = await resolve({ title: { zh: '另一标题', en: 'other' } })
    expect(await checkLock(lock, worded, 'wutong.lock')).toEqual({ wordsDiffer: true })
    const other = await resolve({ options: { field: 'x' } })
    await expect(checkLock(lock, other, 'wutong.lock')).rejects.toMatchObject({
      code: 'lock-differs',
      place: { file: 'wutong.lock' },
    })
  })

  it('is not for another ruleset of the same content', async () => {
    await writeLock(lock, { ...(await resolve()), id: 'other' })
    await expect(checkLock(lock, await resolve(), 'wutong.lock')).rejects.toMatchObject({
      code: 'lock-differs',
    })
  })

  it.each([
    ['', 'lock-malformed'],
    ['ruleset: national\n', 'lock-malformed'],
    ['ruleset: a\nversion: b\nsha256: c\nwordsSha256: d\nextra: e\n', 'lock-malformed'],
    ['ruleset: a\nversion: 1\nsha256: c\nwordsSha256: d\n', 'lock-malformed'],
    ['[\n', 'rules-yaml'],
  ])('is refused when it reads %j', async (text, code) => {
    writeFileSync(lock, text)
    await expect(readLock(lock, 'wutong.lock')).rejects.toMatchObject({ code })
  })

  it('is asked for when it is missing', async () => {
    await expect(readLock(join(folder, 'none.lock'), 'none.lock')).rejects.toMatchObject({
      code: 'lock-missing',
    })
  })
})
