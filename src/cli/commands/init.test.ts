import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { readManifest } from '../../collectors/manifest.ts'
import { loadLibrary, type RuleLibrary } from '../../rules/load.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { runCommand } from '../../testing/console.ts'
import * as check from './check.ts'
import * as init from './init.ts'

let library: RuleLibrary
beforeAll(async () => {
  library = await loadLibrary()
})

const OPENAPI = `openapi: 3.0.3
info: {title: 示例, version: "1"}
paths:
  /health: {get: {responses: {"200": {description: ok}}}}
  /items/{code}: {get: {responses: {"200": {description: ok}}}}
`
const ITEMS = 'task_code,task_name,task_type,catalog_code,dept_name\n1,甲,01,2,公安厅\n'

async function proposed(files: Record<string, string>, lang: 'zh' | 'en' = 'zh') {
  const folder = appFolder(files)
  const said = await runCommand(init.register, ['init', folder, '--yes'], library, { lang })
  const text = readFileSync(join(folder, 'wutong.yaml'), 'utf8')
  const checked = await runCommand(
    check.register,
    ['check', folder, '--static', '--now', '2026-11-24'],
    library,
  )
  return { folder, text, manifest: parse(text) as Record<string, never>, said, checked }
}

describe('what it finds', () => {
  it('is named so that check reads it: API documents by content, the item library by its header, an H5 app', async () => {
    const { manifest, text, said, checked } = await proposed({
      'package.json': '{"name": "@example/shi-li", "version": "3.2.1", "dependencies": {"vue": "3"}}',
      'index.html': '<div id=app></div>',
      'src/router/index.ts':
        "createWebHashHistory(); routes = [{ path: '/privacy' }, { path: '/complaints/new' }]",
      'docs/interface.yml': OPENAPI,
      'node_modules/x/openapi.yaml': OPENAPI,
      'export/2026.csv': ITEMS,
      'export/people.csv': 'name,phone\n',
    })
    expect(manifest).toMatchObject({
      wutong: 1,
      app: { id: 'example-shi-li', name: '@example/shi-li', kind: 'standalone', audience: 'public' },
      channels: [{ id: 'h5', type: 'h5', version: '3.2.1' }],
      catalogue: { source: 'export/2026.csv' },
      apis: [
        {
          id: 'interface',
          document: 'docs/interface.yml',
          gateway: 'plain',
          roles: { health: 'GET /health' },
        },
      ],
      pages: { privacy: '/privacy', complaint: '/complaints/new' },
    })
    expect(manifest.apis).toHaveLength(1)
    expect(text).toContain('item.detail: "GET /items/{code}"')
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=.wutong/manifest.schema.json')
    expect(said.out).toContain('还有 2 项待填')
    expect([0, 1, 3]).toContain(checked.status)
  })

  it('of a mini-program is its project; sources without a build stay in a comment that says what to build', async () => {
    const wechat = await proposed({
      'project.config.json': '{"appid": "wx0", "projectname": "示例办事"}',
      'app.json': '{"pages": ["pages/privacy/privacy"]}',
    })
    expect(wechat.manifest).toMatchObject({
      app: { name: '示例办事' },
      channels: [{ type: 'wechat-miniprogram', project: '.' }],
      pages: { privacy: 'pages/privacy/privacy' },
    })
    const uni = await proposed({
      'manifest.json': '{ /* 名称 */ "name": "示例通", "versionName": "2.0.0", "mp-weixin": {}, "h5": {} }',
      'pages.json': '{"pages": [{"path": "pages/about/about"}]}',
    })
    expect(uni.manifest).toMatchObject({
      app: { name: '示例通' },
      channels: [{ id: 'wechat', version: '2.0.0' }, { id: 'h5' }],
    })
    expect(uni.text).toContain('# project: "dist/build/mp-weixin"')
    for (const { checked } of [wechat, uni]) expect(checked.status).toBe(3)
  })

  it('says how to export a document where only its generator is configured', async () => {
    const { text, said } = await proposed({
      'pom.xml':
        '<project><artifactId>shili</artifactId><version>1.0</version><dependency>springdoc-openapi</dependency></project>',
    })
    expect(said.out).toContain('localhost:8080/v3/api-docs')
    expect(text).toContain('localhost:8080/v3/api-docs')
  })

  it('of documents nobody can read is a comment with the reason', async () => {
    const { manifest, text, checked } = await proposed({
      'a.yaml': `${OPENAPI}  /broken: {$ref: "gone.yaml"}\n`,
      'b.json': '{"swagger": "2.0", "paths": {"/x": {"get": {"parameters": 7}}}}',
    })
    expect(checked.status).not.toBe(2)
    expect(text).toContain('gone.yaml')
    expect(
      (manifest.apis as { document: string }[] | undefined)?.map(api => api.document) ?? [],
    ).not.toContain('a.yaml')
  })

  it('may be nothing at all, and the manifest is still read', async () => {
    const { checked, said } = await proposed({ 'readme.md': '' }, 'en')
    expect(checked.status).toBe(3)
    expect(said.out).toContain('nothing known here')
  })

  it.each(['"\n}: x', "it's: # a { name", '\u2028line', 'null'])(
    'cannot break the YAML with a name like %j',
    async name => {
      const { manifest } = await proposed({ 'package.json': JSON.stringify({ name }) })
      expect(manifest).toMatchObject({ app: { name } })
      expect(Object.keys(manifest)).toEqual(['wutong', 'app', 'lists'])
    },
  )
})

describe('questions', () => {
  it('are asked again until the region and the credit code can be right', async () => {
    const folder = appFolder({ 'package.json': '{"name": "x"}' })
    const given = [
      '',
      '999999',
      '330100',
      '',
      'everyone',
      'staff',
      'guest',
      '示例市数据局',
      '123',
      '11330100MB0FAKE099',
    ]
    const asked: string[] = []
    const valid = '11330000MB0FAKE02L'
    const { out } = await runCommand(init.register, ['init', folder], library, {
      ask: async prompt => {
        asked.push(prompt)
        return given.shift() ?? valid
      },
    })
    const { manifest } = await readManifest(folder)
    expect(manifest.app).toEqual({
      id: 'x',
      name: 'x',
      kind: 'guest',
      tier: 'city',
      region: '330100',
      audience: 'staff',
      owner: { name: '示例市数据局', uscc: valid },
    })
    expect(asked.filter(prompt => prompt.startsWith('行政区划'))).toHaveLength(2)
    expect(asked.find(prompt => prompt.startsWith('层级'))).toContain('[city]')
    expect(out).toContain('杭州')
    for (const words of ['不是 18 位统一社会信用代码', '校验位不符']) expect(out).toContain(words)
    expect(out).not.toContain('待填')
  })

  it('take a code whose check digit does not hold when it is said twice', async () => {
    const folder = appFolder()
    const uscc = '11330100MB0FAKE099'
    const { out } = await runCommand(init.register, ['init', folder], library, {
      ask: async prompt => (prompt.includes('信用代码') ? uscc : ''),
    })
    expect(out.match(/校验位不符/g)).toHaveLength(1)
    expect((await readManifest(folder)).manifest.app?.owner).toEqual({ uscc })
  })

  it('left open become TODO', async () => {
    const folder = appFolder()
    const { out } = await runCommand(init.register, ['init', folder], library, { ask: async () => '' })
    expect(out).toContain('还有 2 项待填')
    expect((await readManifest(folder)).manifest.app).not.toHaveProperty('region')
  })
})

describe('what is there', () => {
  it('is never overwritten without --force', async () => {
    const folder = appFolder({ 'wutong.yml': 'wutong: 1\n' })
    await expect(runCommand(init.register, ['init', folder, '--yes'], library)).rejects.toMatchObject({
      code: 'init-exists',
    })
    await runCommand(init.register, ['init', folder, '--yes', '--force'], library)
    expect(readFileSync(join(folder, 'wutong.yml'), 'utf8')).toBe('wutong: 1\n')
  })

  it('in .gitignore stays, .wutong/ is added once, and only in a repository', async () => {
    const folder = appFolder({ '.gitignore': 'dist' })
    mkdirSync(join(folder, '.git'))
    for (let run = 0; run < 2; run++)
      await runCommand(init.register, ['init', folder, '--yes', '--force'], library)
    expect(readFileSync(join(folder, '.gitignore'), 'utf8')).toBe('dist\n.wutong/\n')
    const plain = appFolder()
    await runCommand(init.register, ['init', plain, '--yes'], library)
    expect(() => readFileSync(join(plain, '.gitignore'))).toThrow('ENOENT')
  })

  it('must be a folder', async () => {
    await expect(runCommand(init.register, ['init', 'no/such', '--yes'], library)).rejects.toMatchObject({
      code: 'init-no-folder',
    })
  })
})
