import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Override {
  includes: string[]
  linter: {
    rules: {
      style: { noRestrictedImports: { options: { patterns: { group: string[]; message: string }[] } } }
    }
  }
}
const { overrides } = JSON.parse(readFileSync('biome.json', 'utf8')) as { overrides: Override[] }
const zones = overrides.map(override => ({
  zone: /^src\/([a-z]+)\/\*\*$/.exec(override.includes[0] ?? '')?.[1] ?? '',
  patterns: override.linter.rules.style.noRestrictedImports.options.patterns,
}))

/** Files planted in a scratch tree, each with the message its import must draw, or none. */
const planted: { file: string; text: string; message: string | undefined }[] = []
for (const { zone, patterns } of zones) {
  const [direction, packages] = patterns
  const plant = (name: string, text: string, message: string | undefined) =>
    planted.push({ file: `src/${zone}/${name}.ts`, text, message })
  for (const forbidden of direction?.group ?? []) {
    const folder = forbidden.replaceAll(/\*\*\/?|\//g, '')
    plant(`to-${folder}`, `export { planted } from '../${folder}/planted.ts'\n`, direction?.message)
    plant(`deep/to-${folder}`, `export { planted } from '../../${folder}/planted.ts'\n`, direction?.message)
  }
  plant('package', "export { planted } from 'left-pad'\n", packages?.message)
  const pure = packages?.message.includes('is pure')
  plant('io', "export { readFileSync } from 'node:fs'\n", pure ? packages?.message : undefined)
  plant('own', "export { near } from './near.ts'\n", undefined)
  if (zone !== 'model') plant('model', "export type { Rule } from '../model/rule.ts'\n", undefined)
}

const drawn = new Map<string, string[]>()
let scratch: string

beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), 'wutong-imports-'))
  copyFileSync('biome.json', join(scratch, 'biome.json'))
  for (const { file, text } of planted) {
    mkdirSync(dirname(join(scratch, file)), { recursive: true })
    writeFileSync(join(scratch, file), text)
  }
  const biome = join(process.cwd(), 'node_modules/@biomejs/biome/bin/biome')
  const { stdout } = spawnSync(
    process.execPath,
    [biome, 'lint', '--only=style/noRestrictedImports', '--reporter=json', '--max-diagnostics=none', 'src'],
    { cwd: scratch, encoding: 'utf8', maxBuffer: 64 << 20 },
  )
  const report = JSON.parse(stdout) as { diagnostics: { location: { path: string }; message: string }[] }
  for (const { location, message } of report.diagnostics) {
    drawn.set(location.path, [...(drawn.get(location.path) ?? []), message])
  }
})
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

describe('import rules', () => {
  it('stand for every zone of the house, and every zone has files', () => {
    const folders = readdirSync('src').filter(name => name !== 'dev' && name !== 'testing')
    expect(zones.map(({ zone }) => zone).sort()).toEqual(folders.sort())
    for (const { zone } of zones) expect(readdirSync(`src/${zone}`).length).toBeGreaterThan(0)
  })

  it.each(planted.filter(({ message }) => message))('$file draws its message', ({ file, message }) => {
    expect(drawn.get(file)).toEqual([message])
  })

  it.each(planted.filter(({ message }) => !message))('$file is allowed', ({ file }) => {
    expect(drawn.get(file)).toBeUndefined()
  })
})
