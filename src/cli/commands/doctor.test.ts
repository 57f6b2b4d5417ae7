import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadLibrary, type RuleLibrary } from '../../rules/load.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { runCommand } from '../../testing/console.ts'
import * as doctor from './doctor.ts'

let library: RuleLibrary
beforeAll(async () => {
  library = await loadLibrary()
})

const run = (app: string[], change: Parameters<typeof runCommand>[3] = {}) =>
  runCommand(doctor.register, ['doctor', ...app], library, change)

describe('the exemplary app', () => {
  it('has no error, and no value of a credential is shown', async () => {
    vi.stubEnv('WT_CONTACT', 'never-print-this')
    vi.stubEnv('WT_SERVICE_CODE', undefined)
    const { out, status } = await run(['fixtures/apps/exemplary'])
    vi.unstubAllEnvs()
    expect(status).toBe(0)
    expect(out).toContain('正常 凭据  WT_CONTACT 已设置')
    expect(out).toContain('注意 凭据  WT_SERVICE_CODE 没有设置')
    expect(out).toContain('正常 参照清单  cross-province')
    for (const api of ['items', 'cases', 'reviews', 'messages'])
      expect(out).toContain(`正常 接口文档  ${api}`)
    expect(out).toContain('--online')
    expect(out).toMatch(/错误 0\n$/)
    expect(out).not.toContain('never-print-this')
  })
})

describe('each thing amiss is a line with its mend', () => {
  it.each([
    ['a manifest nobody can read', { 'wutong.yaml': 'wutong: 1\nap: {}\n' }, ['错误 清单', 'ap', 'app'], 2],
    [
      'an API document that is not there',
      { 'wutong.yaml': 'wutong: 1\napis: [{id: a, document: no.yaml}]\n' },
      ['错误 接口文档', 'no.yaml'],
      2,
    ],
    [
      'a list of another hash',
      {
        'wutong.yaml': `wutong: 1\nlists: [{id: l, source: l.csv, sha256: "${'0'.repeat(64)}"}]\n`,
        'l.csv': 'name\n甲\n',
      },
      ['错误 参照清单', 'sha256'],
      2,
    ],
    [
      'an item library that is not there',
      { 'wutong.yaml': 'wutong: 1\ncatalogue: {source: items.csv}\n' },
      ['错误 事项库', 'items.csv'],
      2,
    ],
    [
      'sources of a mini-program without a build',
      {
        'wutong.yaml': 'wutong: 1\nchannels: [{id: m, project: mp}]\n',
        'mp/project.config.json': '{"miniprogramRoot": "dist"}',
      },
      ['错误 小程序', 'mp/dist'],
      2,
    ],
    [
      'an authorisation out of date',
      { 'wutong.yaml': 'wutong: 1\nauthorization: [{environment: test, validTo: "2026-01-31"}]\n' },
      ['注意 授权', '2026-01-31'],
      0,
    ],
    [
      'a schema that was not written',
      { 'wutong.yaml': '# yaml-language-server: $schema=.wutong/manifest.schema.json\nwutong: 1\n' },
      ['注意 编辑器提示', 'wutong schema manifest > .wutong/manifest.schema.json'],
      0,
    ],
  ])('%s', async (_name, files, fragments, exit) => {
    const { out, status } = await run([appFolder(files as Record<string, string>)])
    for (const fragment of fragments as string[]) expect(out).toContain(fragment)
    expect(status).toBe(exit)
  })

  it('evidence that git would take, a clock before the ruleset, no browser', async () => {
    const folder = appFolder({ 'wutong.yaml': 'wutong: 1\n' })
    mkdirSync(join(folder, '.git'))
    vi.stubEnv('PATH', '')
    vi.stubEnv('CHROME_PATH', undefined)
    const { out, status } = await run([folder], { now: () => new Date('2001-01-01T00:00:00Z'), lang: 'en' })
    vi.unstubAllEnvs()
    expect(out).toContain('warning git-ignored  evidence in .wutong/ could be committed')
    expect(out).toMatch(/warning clock {2}2001-01-01T00:00:00.000Z lies before/)
    expect(out).toMatch(/browser {2}(none found|\/Applications)/)
    expect(status).toBe(0)
  })
})

it('without an app says how to get a manifest; an app that was named must be there', async () => {
  const folder = appFolder()
  const { out, status } = await run([], { cwd: folder })
  expect(out).toContain('wutong init')
  expect(status).toBe(0)
  expect((await run([folder])).status).toBe(2)
})

it('online asks only hosts of the environment', async () => {
  const hosts =
    'environments: {test: {default: true, hosts: [no-such-host.invalid]}, production: {hosts: [other.invalid]}}'
  const folder = appFolder({ 'wutong.yaml': `wutong: 1\n${hosts}\n` })
  const { out, status } = await run([folder, '--online'])
  expect(out).toContain('错误 域名  no-such-host.invalid')
  expect(out).not.toContain('other.invalid')
  expect(status).toBe(2)
  await expect(run([folder, '--online', '--env', 'prod'])).rejects.toMatchObject({
    code: 'usage-environment',
  })
})
