import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeFolder } from './folder.ts'

it('makes every missing level, and says what stands in the way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'wutong-folder-'))
  await makeFolder(join(folder, 'a', 'b', 'c'))
  await makeFolder(join(folder, 'a', 'b', 'c'))
  expect(statSync(join(folder, 'a', 'b', 'c')).isDirectory()).toBe(true)
  writeFileSync(join(folder, 'file'), '')
  await expect(makeFolder(join(folder, 'file', 'x'))).rejects.toMatchObject({ data: { why: 'ENOTDIR' } })
  rmSync(folder, { recursive: true })
})

it.runIf(process.platform === 'linux')('returns where Node makes no folder and never says so', async () => {
  await expect(makeFolder('/proc/wutong/x/y')).rejects.toMatchObject({ code: 'usage-not-written' })
})
