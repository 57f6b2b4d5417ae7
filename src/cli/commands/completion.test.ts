import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadLibrary, type RuleLibrary } from '../../rules/load.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { runCommand } from '../../testing/console.ts'
import { FORMATS } from '../output.ts'
import { COMMANDS } from '../program.ts'
import * as completion from './completion.ts'

const scripts: Record<string, string> = {}
let library: RuleLibrary
beforeAll(async () => {
  library = await loadLibrary()
  for (const shell of ['bash', 'zsh', 'fish', 'pwsh']) {
    scripts[shell] = (
      await runCommand(completion.register, ['completion', shell], library, { lang: 'en' })
    ).out
  }
}, 60_000)

const has = (program: string) => spawnSync(program, ['--version']).status === 0

/** What bash would offer after these words, asked through its own completion variables. */
function offered(...words: string[]): string[] {
  const folder = appFolder({ 'items.yaml': '', 'wutong.bash': scripts.bash as string })
  const list = ['wutong', ...words].map(word => `'${word}'`).join(' ')
  const ask = `source wutong.bash; COMP_WORDS=(${list}); COMP_CWORD=${words.length}; _wutong; printf '%s\\n' "\${COMPREPLY[@]}"`
  return execFileSync('bash', ['--norc', '-c', ask], { cwd: folder, encoding: 'utf8' })
    .split('\n')
    .filter(Boolean)
}

describe.skipIf(!has('bash'))('bash', () => {
  it.each([
    ['sub-commands', ['rules', 'co'], ['coverage']],
    ['formats', ['check', '--format', 'sa'], ['sarif']],
    ["one command's own formats", ['diff', '--format', ''], ['pretty', 'json']],
    ['codes after an option', ['check', '.', '--only', 'U5-19'], ['U5-19']],
    ['codes to explain', ['explain', 'U5-01'], ['U5-01']],
    ['options of a sub-command only', ['rules', 'lock', '--ch'], ['--check']],
    ['file names', ['check', 'ite'], ['items.yaml']],
    ['file names after an option that takes one', ['check', '--baseline', 'ite'], ['items.yaml']],
    ['nothing for what does not exist', ['check', '--no-such'], []],
    ['owners', ['check', '--owner', 'cat'], ['catalogue']],
  ])('offers %s', (_name, words, expected) => {
    expect(offered(...words)).toEqual(expected)
  })

  it('offers every command and every format', () => {
    expect(offered('')).toEqual(expect.arrayContaining(Object.keys(COMMANDS)))
    expect(offered('report', '--format', '')).toEqual([...FORMATS])
  })
})

it.each(['bash', 'zsh', 'fish'])('%s accepts the syntax of its script', shell => {
  expect(scripts[shell]).toContain('U5-01')
  if (!has(shell)) return
  const file = join(appFolder(), `wutong.${shell}`)
  writeFileSync(file, scripts[shell] as string)
  expect(spawnSync(shell, ['-n', file], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' })
})

it('gives PowerShell every command with its words', () => {
  for (const name of Object.keys(COMMANDS)) expect(scripts.pwsh).toContain(`'${name}' = @{ words = @(`)
  expect(scripts.pwsh).toContain(`'--format' = @(${FORMATS.map(name => `'${name}'`).join(', ')})`)
  for (const [open, close] of ['{}', '()'].map(pair => [...pair] as [string, string])) {
    expect(scripts.pwsh?.split(open).length).toBe(scripts.pwsh?.split(close).length)
  }
})

it('refuses a shell it does not know', async () => {
  await expect(runCommand(completion.register, ['completion', 'tcsh'], library)).rejects.toMatchObject({
    code: 'usage-choice',
  })
})
