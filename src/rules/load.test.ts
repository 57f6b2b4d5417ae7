import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { libraryFile } from '../dev/generate.ts'
import { GENERATED_LIBRARY, loadLibrary, loadPack, ownRules, shippedRules } from './load.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wutong-load-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

/** A copy of the shipped rules with a generated library that is right for it. */
async function copy(name: string): Promise<string> {
  const folder = join(scratch, name)
  cpSync(shippedRules, folder, { recursive: true })
  writeFileSync(join(folder, GENERATED_LIBRARY), (await libraryFile(folder)).text)
  return folder
}

function edit(folder: string, path: string, change: (text: string) => string): void {
  const file = join(folder, path)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
}

describe('loadLibrary', () => {
  it('takes everything from the generated library when it is right, and the same either way', async () => {
    const folder = await copy('fresh')
    const fresh = await loadLibrary(folder)
    expect(fresh.parsed).toEqual([])
    expect(fresh.faults).toEqual([])
    rmSync(join(folder, GENERATED_LIBRARY))
    const parsed = await loadLibrary(folder)
    expect(parsed.parsed).toContain('requirements.yaml')
    const { examples: _a, parsed: _b, ...one } = fresh
    const { examples: _c, parsed: _d, ...other } = parsed
    expect(one).toEqual(other)
  })

  it('never uses an old rule: what changed, came or went counts as it stands', async () => {
    const folder = await copy('stale')
    const [rule] = (await loadLibrary(folder)).rules
    const path = `${rule?.id}.yaml`
    const other = rule?.level === 'recommended' ? 'mandatory' : 'recommended'
    edit(folder, path, text => text.replace(/^level: .*$/m, `level: ${other}`))
    const changed = await loadLibrary(folder)
    expect(changed.parsed).toEqual([path])
    expect(changed.rules.find(({ id }) => id === rule?.id)?.level).toBe(other)
    rmSync(join(folder, path))
    expect((await loadLibrary(folder)).rules.some(({ id }) => id === rule?.id)).toBe(false)
  })

  it('does not believe what a pack says its own rules say', async () => {
    const folder = await copy('lying')
    const told = join(folder, GENERATED_LIBRARY)
    writeFileSync(told, readFileSync(told, 'utf8').replaceAll('"level":"mandatory"', '"level":"recommended"'))
    const base = await loadLibrary()
    const pack = await loadPack(folder, base)
    expect(pack.rules.map(({ id, level }) => [id, level])).toEqual(
      base.rules.map(({ id, level }) => [id, level]),
    )
  })

  it('does not mind CRLF or a BOM', async () => {
    const folder = await copy('crlf')
    edit(folder, 'scoring.yaml', text => `\uFEFF${text.replaceAll('\n', '\r\n')}`)
    expect((await loadLibrary(folder)).parsed).toEqual([])
  })

  it('falls back to the YAML when the generated library is no JSON', async () => {
    const folder = await copy('merged')
    writeFileSync(join(folder, GENERATED_LIBRARY), '<<<<<<< ours\n')
    expect((await loadLibrary(folder)).faults).toEqual([])
  })

  it('keeps going past broken files and says which, with their place', async () => {
    const folder = await copy('broken')
    edit(folder, 'scoring.yaml', text => text.replace('failedShare', 'failedShair'))
    edit(folder, 'words/cli.yaml', text => `${text}\n  }: [\n`)
    const { faults, requirements } = await loadLibrary(folder)
    expect(requirements.length).toBeGreaterThan(150)
    expect(faults.map(({ code, place }) => [code, place?.file])).toEqual([
      ['rules-shape', 'scoring.yaml'],
      ['rules-shape', 'scoring.yaml'],
      ['rules-yaml', 'words/cli.yaml'],
    ])
    expect(faults.every(({ place }) => (place?.line ?? 0) > 0)).toBe(true)
  })

  it('reads examples when asked for', async () => {
    const library = await loadLibrary()
    const [rule] = library.rules
    expect((await library.examples(rule?.id ?? ''))?.rule).toBe(rule?.id)
    expect(await library.examples('standards/none')).toBeUndefined()
  })

  it('refuses a folder that is not there', async () => {
    await expect(loadLibrary(join(scratch, 'nowhere'))).rejects.toMatchObject({
      code: 'rules-folder-missing',
    })
  })
})

describe('loadPack', () => {
  it('stands on the shipped tables and keeps its own rules apart', async () => {
    const base = await loadLibrary()
    const [first] = base.rules
    const folder = join(scratch, 'pack')
    mkdirSync(join(folder, 'zj'), { recursive: true })
    const text = readFileSync(join(shippedRules, `${first?.id}.yaml`), 'utf8')
    writeFileSync(join(folder, 'zj', 'own.yaml'), text.replace(/^id: .*$/m, 'id: zj/own'))
    const pack = await loadPack(folder, base)
    expect(ownRules(pack).map(({ id }) => id)).toEqual(['zj/own'])
    expect(pack.rules.length).toBe(base.rules.length + 1)
    expect(pack.requirements).toEqual(base.requirements)
    expect(pack.scoring).toBe(base.scoring)
  })
})
