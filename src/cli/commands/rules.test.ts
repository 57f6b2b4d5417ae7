import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { loadLibrary, shippedRules } from '../../rules/load.ts'
import { runCommand } from '../../testing/console.ts'
import type { CliIo } from '../io.ts'
import { register } from './rules.ts'

const library = await loadLibrary()
const scratch = mkdtempSync(join(tmpdir(), 'wutong-rules-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))
const rules = (argv: string[], change: Partial<CliIo> = {}) =>
  runCommand(register, ['rules', ...argv], library, change)

/** A province's pack of one rule, a copy of a shipped one under its own id, with a change made to the files. */
function pack(name: string, change: (text: string) => string = text => text): string {
  const folder = join(scratch, name)
  mkdirSync(join(folder, 'zj'), { recursive: true })
  for (const suffix of ['.yaml', '.examples.yaml']) {
    const text = readFileSync(join(shippedRules, `standards/basic-code${suffix}`), 'utf8')
    writeFileSync(
      join(folder, `zj/own-code${suffix}`),
      change(text.replaceAll('standards/basic-code', 'zj/own-code')),
    )
  }
  return folder
}

describe('rules list', () => {
  it('shows every rule and ruleset, whole, and as data', async () => {
    const { out } = await rules(['list'])
    for (const { id, title } of library.rules)
      expect(out).toMatch(new RegExp(`${id} .*${title.zh.slice(0, 4)}`))
    expect(out).toContain('provinces/zj')
    const listed = JSON.parse((await rules(['list', '--format', 'json'])).out) as { id: string }[]
    expect(listed.map(({ id }) => id).sort()).toEqual(library.rules.map(({ id }) => id).sort())
    await expect(rules(['list', '--format', 'xml'])).rejects.toMatchObject({ code: 'usage-format' })
  })
})

describe('rules lint', () => {
  it('is content with a sound pack and names file, line and fault of another', async () => {
    expect(await rules(['lint', '--rules', pack('sound')])).toMatchObject({ status: 0 })
    const folder = pack('unsound', text => text.replace(/^level: .*$/m, 'level: recommended'))
    const { out, status } = await rules(['lint', '--rules', folder], { cwd: scratch, lang: 'en' })
    expect(status).toBe(1)
    expect(out).toMatch(/^unsound\/zj\/own-code\.yaml:\d+:8 level is recommended, .* mandatory \[differs\]$/m)
  })

  it('reports YAML that cannot be read, and a folder that is not there', async () => {
    const { out, status } = await rules(['lint', '--rules', pack('broken', text => `${text}\n]`)])
    expect([status, out]).toEqual([1, expect.stringMatching(/own-code\.yaml:\d+:\d+ .*YAML.*\[rules-yaml\]/)])
    await expect(rules(['lint', '--rules', join(scratch, 'none')])).rejects.toMatchObject({
      code: 'rules-folder-missing',
    })
  })
})

describe('rules test', () => {
  it('runs the rules named by id, code or glob', async () => {
    for (const name of ['standards/basic-code', 'U1-07', 'standards/basic-*']) {
      expect((await rules(['test', name], { lang: 'en' })).out).toMatch(/^all \d+ examples of 1 rules answer/)
    }
    await expect(rules(['test', 'standards/basik-code'])).rejects.toMatchObject({
      code: 'usage-rule',
      data: { nearest: 'standards/basic-code' },
    })
  })

  it('says which example answers otherwise, and how', async () => {
    const folder = pack('wrong', text => text.replace('expect: passed', 'expect: failed'))
    const { out, status } = await rules(['test', '--rules', folder], { lang: 'en' })
    expect(status).toBe(1)
    expect(out).toContain('the outcome should be failed, it is passed')
  })

  it('counts a rule without examples as wrong', async () => {
    const folder = pack('bare')
    rmSync(join(folder, 'zj/own-code.examples.yaml'))
    expect((await rules(['test', '--rules', folder])).status).toBe(1)
  })
})

describe('rules coverage', () => {
  it('gives every code a status, and its totals add up', async () => {
    const { out } = await rules(['coverage', '--format', 'json'])
    const table = JSON.parse(out) as {
      codes: { code: string; status: string }[]
      totals: Record<string, number>
    }
    expect(table.codes.map(({ code }) => code)).toEqual(library.requirements.map(({ code }) => code))
    expect(Object.values(table.totals).reduce((a, b) => a + b)).toBe(library.requirements.length)
    expect(table.totals.none).toBe(0)
    expect(table.totals.excused).toBeLessThanOrEqual(5)
  })

  it('exits 1 and says why when a duty has nothing behind it', async () => {
    const folder = join(scratch, 'gap')
    cpSync(shippedRules, folder, { recursive: true })
    const file = join(folder, 'requirements.yaml')
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace(/^ {2}provenBy: .*$/m, '  provenBy: src/gone.test.ts'),
    )
    const { out, status } = await rules(['coverage', '--rules', folder], { lang: 'en' })
    expect(status).toBe(1)
    expect(out).toMatch(/^! X-GOV-0\d .*src\/gone\.test\.ts/m)
  })
})

describe('rules lock', () => {
  it('pins an app, holds, and notices another ruleset', async () => {
    const app = join(scratch, 'app')
    mkdirSync(app)
    writeFileSync(join(app, 'wutong.yaml'), 'wutong: 1\nruleset: { name: national, lock: pinned.lock }\n')
    expect(await rules(['lock', app])).toMatchObject({ status: 0, err: '' })
    expect(readFileSync(join(app, 'pinned.lock'), 'utf8')).toContain('ruleset: "national"')
    expect((await rules(['lock', '--check', app], { lang: 'en' })).out).toMatch(/^pinned\.lock agrees/)
    await expect(rules(['lock', '--check', '--ruleset', 'provinces/zj', app])).rejects.toMatchObject({
      code: 'lock-differs',
    })
  })

  it('writes nothing outside the app', async () => {
    const app = join(scratch, 'outside')
    mkdirSync(app)
    writeFileSync(join(app, 'wutong.yaml'), 'wutong: 1\nruleset: { lock: ../wutong.lock }\n')
    await expect(rules(['lock', app])).rejects.toMatchObject({ code: 'lock-outside' })
  })
})
