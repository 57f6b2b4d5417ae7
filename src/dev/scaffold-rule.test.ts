import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { runExample } from '../engine/examples.ts'
import type { AnyCheck } from '../model/check.ts'
import { lintLibrary } from '../rules/lint.ts'
import { loadLibrary, loadPack, ownRules } from '../rules/load.ts'
import { scaffoldFiles } from './scaffold-rule.ts'
import documentTemplate from './templates/document/check.ts'
import itemTemplate from './templates/item/check.ts'
import manifestTemplate from './templates/manifest/check.ts'
import operationTemplate from './templates/operation/check.ts'
import statementTemplate from './templates/statement/check.ts'

const TEMPLATES: Record<string, AnyCheck> = {
  item: itemTemplate,
  manifest: manifestTemplate,
  document: documentTemplate,
  operation: operationTemplate,
  statement: statementTemplate,
}
const library = await loadLibrary()
const scratch = mkdtempSync(join(tmpdir(), 'wutong-scaffold-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const FOLDERS: Record<string, string> = {
  U1: 'standards',
  U2: 'catalog',
  U3: 'identity',
  U4: 'data',
  U5: 'apps',
}

describe('a scaffolded rule', () => {
  it.each(Object.entries(TEMPLATES))(
    'of a %s lints and answers as its examples say at once',
    async (unit, template) => {
      const [id, code] =
        unit === 'statement' ? ['security/fresh-rule', 'x-sec-13'] : ['standards/fresh-rule', 'u1-11']
      const files = scaffoldFiles(library, { id, code, unit })
      const pack = join(scratch, unit)
      for (const { path, text } of files.filter(file => file.path.startsWith('rules/'))) {
        const target = join(pack, path.slice('rules/'.length))
        mkdirSync(dirname(target), { recursive: true })
        writeFileSync(target, text)
      }
      const name = files[2]?.path.replace(/^src\/checks\/(.*)\.ts$/, '$1') ?? ''
      const checks = new Map([[`${name}@1`, { ...template, name } as AnyCheck]])
      const loaded = await loadPack(pack, library)
      expect(loaded.faults).toEqual([])
      expect(await lintLibrary(loaded, checks)).toEqual([])
      const [rule] = ownRules(loaded)
      expect(rule).toMatchObject({
        id,
        code: code.toUpperCase(),
        status: 'experimental',
        check: `${name}@1`,
      })
      const { examples = [] } = (await loaded.examples(id)) ?? {}
      expect(examples.length).toBeGreaterThan(1)
      for (const example of examples)
        expect((await runExample(rule as never, example, checks)).mismatches).toEqual([])
    },
  )

  it('lints for every duty that no rule judges yet', async () => {
    const pack = join(scratch, 'all')
    const checks = new Map<string, AnyCheck>()
    const open = library.requirements.filter(({ parts }) => !parts.includes('kit'))
    for (const { code, dimension, parts } of open) {
      const unit = parts.every(part => part === 'attested') ? 'statement' : 'manifest'
      const folder = FOLDERS[dimension] ?? dimension
      const id = `${folder}/fresh-${code.toLowerCase()}`
      const files = scaffoldFiles(library, { id, code, unit })
      for (const { path, text } of files.slice(0, 2)) {
        mkdirSync(join(pack, folder), { recursive: true })
        writeFileSync(join(pack, path.slice('rules/'.length)), text)
      }
      const [home, template] =
        unit === 'statement' ? ['attestations', statementTemplate] : ['manifest', manifestTemplate]
      const name = `${home}/fresh-${code.toLowerCase()}`
      checks.set(`${name}@1`, { ...template, name } as AnyCheck)
    }
    const faults = await lintLibrary(await loadPack(pack, library), checks)
    expect(faults.map(({ file, id, data }) => `${file} ${id} ${JSON.stringify(data)}`)).toEqual([])
  })

  it('has its check moved to its place, imports and all', () => {
    const [, , check] = scaffoldFiles(library, {
      id: 'standards/fresh-rule',
      code: 'U1-11',
      unit: 'operation',
    })
    expect(check?.path).toBe('src/checks/openapi/fresh-rule.ts')
    expect(check?.text).toContain("name: 'openapi/fresh-rule'")
    expect(check?.text).toContain("from '../../derive/operations.ts'")
    expect(check?.text).not.toContain('../../../')
  })

  it.each([
    [{ id: 'Standards/x', code: 'U1-11', unit: 'item' }, 'rules-new-name'],
    [{ id: '../x/y', code: 'U1-11', unit: 'item' }, 'rules-new-name'],
    [{ id: 'catalog/x', code: 'U1-11', unit: 'item' }, 'rules-new-name'],
    [{ id: 'standards/x', code: 'U1-99', unit: 'item' }, 'usage-code'],
    [{ id: 'standards/x', code: 'U1-11', unit: 'page' }, 'usage-choice'],
    [{ id: 'standards/x', code: 'U1-11', unit: 'constructor' }, 'usage-choice'],
    [{ id: 'standards/x', code: 'U1-11', unit: 'item', part: 'cohort' }, 'usage-choice'],
    [{ id: 'standards/x', code: 'U1-11', unit: 'item', clause: 'guide@tier' }, 'usage-choice'],
  ])('is refused for %j', (request, code) => {
    expect(() => scaffoldFiles(library, request)).toThrow(expect.objectContaining({ code }))
  })
})
