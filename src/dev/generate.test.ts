import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checks } from '../checks/index.generated.ts'
import { loadLibrary } from '../rules/load.ts'
import { checkIndex, libraryFile } from './generate.ts'
import { coveragePage, rulesPage } from './rule-pages.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wutong-generate-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('the index of checks', () => {
  it('lists every file with a default export and no other', () => {
    const folder = join(scratch, 'checks')
    mkdirSync(join(folder, 'items'), { recursive: true })
    writeFileSync(join(folder, 'items', 'code-shaped.ts'), 'export default defineCheck()({})\n')
    writeFileSync(join(folder, 'items', 'code-shaped.test.ts'), 'export default 1\n')
    writeFileSync(join(folder, 'items', 'near-miss.ts'), 'export const x = 1\n')
    const { text } = checkIndex(folder)
    expect([...text.matchAll(/^import (\w+) from '(.*)'$/gm)].map(match => match.slice(1))).toEqual([
      ['itemsCodeShaped', './items/code-shaped.ts'],
    ])
  })

  it('keeps each check under its name and version', () => {
    for (const [key, check] of checks) expect(key).toBe(`${check.name}@${check.version}`)
  })
})

describe('generated files', () => {
  it('are the same bytes each time', async () => {
    expect((await libraryFile()).text).toBe((await libraryFile()).text)
    const library = await loadLibrary()
    expect(rulesPage(library)).toBe(rulesPage(library))
  })

  it('refuse rule files that cannot be used', async () => {
    const folder = join(scratch, 'rules')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'scoring.yaml'), 'version: 1\n')
    await expect(libraryFile(folder)).rejects.toMatchObject({ name: 'InputErrorList' })
  })

  it('show every rule and every code', async () => {
    const library = await loadLibrary()
    const [rules, coverage] = [rulesPage(library), coveragePage(library)]
    for (const { id } of library.rules) expect(rules).toContain(`[${id}](${id}.yaml)`)
    for (const { code } of library.requirements) expect(coverage).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'))
  })
})
