import { describe, expect, it } from 'vitest'
import type { MiniProgram } from '../../model/mini-program.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { collected } from '../../testing/memory-sink.ts'
import { miniProgramCollector } from './collector.ts'

async function read(files: Record<string, string>, project = 'mp', type = 'wechat-miniprogram') {
  const channels = [{ id: 'mp', type, project }]
  const found = await collected(miniProgramCollector, appFolder(files), { channels })
  return { ...found, unit: found.units[0], program: found.units[0]?.data as MiniProgram }
}

const WECHAT = JSON.stringify({
  pages: ['pages/home/home', 'pages/gone/gone'],
  subPackages: [
    {
      root: 'case/',
      pages: ['list/list'],
      independent: true,
      plugins: { form: { version: '1.2.0', provider: 'wx0' } },
    },
  ],
  tabBar: { list: [{ pagePath: 'pages/home/home', text: '首页' }] },
  permission: { 'scope.userLocation': { desc: '用于查找附近的办事大厅' }, 'scope.camera': {} },
  requiredPrivateInfos: ['getLocation'],
  window: { navigationBarTitleText: '示例办事', pageOrientation: 'auto' },
  sitemapLocation: 'sitemap.json',
})

describe('WeChat', () => {
  it('is read through project.config.json, with what stands on disk', async () => {
    const { program, unit, sources, record } = await read({
      'mp/project.config.json': '{"appid": "wxfake0000000000", "miniprogramRoot": "miniprogram/"}',
      'mp/miniprogram/app.json': WECHAT,
      'mp/miniprogram/pages/home/home.wxml': '<view/>',
      'mp/miniprogram/case/list/list.ts': '',
      'mp/miniprogram/sitemap.json': '{}',
    })
    expect(program).toEqual({
      kind: 'wechat',
      channel: 'mp',
      file: 'mp/miniprogram/app.json',
      name: '示例办事',
      appid: true,
      pages: [
        { path: 'pages/home/home', pointer: '/pages/0', exists: true },
        { path: 'pages/gone/gone', pointer: '/pages/1', exists: false },
        { path: 'case/list/list', pointer: '/subPackages/0/pages/0', exists: true },
      ],
      subpackages: [{ root: 'case', pages: 1, independent: true }],
      tabs: [{ page: 'pages/home/home', pointer: '/tabBar/list/0/pagePath' }],
      permissions: [
        {
          name: 'scope.userLocation',
          purpose: '用于查找附近的办事大厅',
          pointer: '/permission/scope.userLocation',
        },
        { name: 'scope.camera', purpose: '', pointer: '/permission/scope.camera' },
      ],
      privateInfos: ['getLocation'],
      plugins: [{ name: 'form', provider: 'wx0', version: '1.2.0' }],
      widgets: [],
      window: { orientation: 'auto', fullscreen: false, background: '#ffffff' },
      sitemap: { file: 'mp/miniprogram/sitemap.json', exists: true },
      odd: [],
    })
    expect(unit).toMatchObject({ key: 'mp', required: true, at: { file: 'mp/miniprogram/app.json' } })
    expect(sources).toMatchObject([{ path: 'mp/miniprogram/app.json', format: 'json' }])
    expect(record).toEqual({ status: 'present' })
    expect(JSON.stringify(unit)).not.toContain('wxfake')
  })

  it('keeps pages outside the project from being looked at', async () => {
    const { program } = await read({ 'mp/app.json': '{"pages": ["../../secret"]}', 'secret.js': '' })
    expect(program.pages).toEqual([{ path: '../../secret', pointer: '/pages/0', exists: false }])
  })

  it('survives members of any type and says where they are', async () => {
    const text =
      '{"pages": [1, {}, null, "a/b"], "subpackages": [3, {"pages": []}], "tabBar": [], "permission": 7, "plugins": {"p": 1}, "window": "x", "__proto__": {"pages": 1}}'
    const { program } = await read({ 'mp/app.json': text })
    expect(program.pages.map(page => page.path)).toEqual(['1', 'a/b'])
    expect(program.odd.sort()).toEqual(
      [
        '/pages/1',
        '/permission',
        '/plugins/p',
        '/subpackages/0',
        '/subpackages/1',
        '/tabBar',
        '/window',
      ].sort(),
    )
  })

  it('keeps at most 5000 pages and says so', async () => {
    const pages = Array.from({ length: 6000 }, (_, index) => `p/${index}`)
    const { program } = await read({ 'mp/app.json': JSON.stringify({ pages }) })
    expect(program.pages).toHaveLength(5000)
    expect(program.odd).toEqual(['/pages/5000'])
  })
})

it('reads Alipay by its own names', async () => {
  const { program } = await read(
    {
      'mp/mini.project.json': '{"miniprogramRoot": "", "appId": "2021fake"}',
      'mp/app.json':
        '{"pages": ["pages/a/a"], "window": {"defaultTitle": "办事"}, "tabBar": {"items": [{"pagePath": "pages/b/b", "name": "我的"}]}}',
      'mp/pages/a/a.axml': '',
    },
    'mp',
    'alipay-miniprogram',
  )
  expect(program).toMatchObject({
    kind: 'alipay',
    name: '办事',
    appid: true,
    pages: [{ exists: true }],
    tabs: [{ page: 'pages/b/b', pointer: '/tabBar/items/0/pagePath' }],
  })
})

describe('uni-app', () => {
  const sources = {
    'mp/src/manifest.json':
      '{\n  // 名称\n  "name": "示例通", "versionName": "2.1.0", "versionCode": "210", "mp-weixin": {"appid": ""},\n}',
    'mp/src/pages.json': '{"pages": [\n// #ifdef MP-WEIXIN\n{"path": "pages/a"},\n// #endif\n]}',
  }

  it('without a build is a missing unit that says where the build would be', async () => {
    const { unit, record } = await read(sources)
    expect(unit).toMatchObject({
      status: 'missing',
      reason: 'file-missing',
      detail: { code: 'project-not-built', data: { framework: 'uni-app', build: 'mp/dist/build/mp-weixin' } },
    })
    expect(record).toEqual({ status: 'missing', reason: 'project-not-built' })
  })

  it('with a build is read there, named and versioned by its sources', async () => {
    const build = {
      'mp/dist/build/mp-weixin/app.json': '{"pages": ["pages/a"]}',
      'mp/dist/build/mp-weixin/pages/a.js': '',
    }
    const { program } = await read({ ...sources, ...build })
    expect(program).toMatchObject({
      kind: 'wechat',
      framework: 'uni-app',
      name: '示例通',
      version: { name: '2.1.0', code: 210 },
      pages: [{ path: 'pages/a', exists: true }],
    })
  })
})

it('reads a W3C MiniApp with the defaults of the specification', async () => {
  const manifest = {
    app_id: 'org.example.x',
    name: '示例',
    pages: ['pages/home/home'],
    version: { name: '1.0.0', code: 3 },
    widgets: [{ name: 'card', path: 'widgets/card' }],
    req_permissions: [{ name: 'system.permission.CAMERA', reason: '扫码' }],
    window: { fullscreen: true },
  }
  const { program } = await read({
    'mp/manifest.json': JSON.stringify(manifest),
    'mp/pages/home/home.html': '',
  })
  expect(program).toMatchObject({
    kind: 'w3c',
    version: { name: '1.0.0', code: 3 },
    appid: true,
    pages: [{ exists: true }],
    widgets: [{ name: 'card', path: 'widgets/card' }],
    permissions: [{ name: 'system.permission.CAMERA', purpose: '扫码', pointer: '/req_permissions/0' }],
    window: { orientation: 'portrait', fullscreen: true, background: '#ffffff' },
  })
})

it.each([
  ['no folder', {}, 'project-missing', undefined],
  ['nothing known in it', { 'mp/readme.md': '' }, 'project-unknown', undefined],
  [
    'a web app manifest only',
    { 'mp/manifest.json': '{"name": "x", "icons": []}' },
    'project-unknown',
    undefined,
  ],
  [
    'sources of another framework',
    { 'mp/project.config.json': '{"miniprogramRoot": "dist/"}' },
    'project-not-built',
    undefined,
  ],
  ['broken JSON', { 'mp/app.json': '{"pages": [\n  "a" "b"]}' }, 'json-syntax', { line: 2, column: 7 }],
  ['JSON5', { 'mp/app.json': "{\n  // pages\n  pages: ['a']}" }, 'json-json5', { line: 3, column: 3 }],
  ['a list', { 'mp/app.json': '[]' }, 'not-a-map', { line: 1 }],
  ['an empty file', { 'mp/app.json': ' \n' }, 'empty-file', undefined],
  ['nesting without end', { 'mp/app.json': '['.repeat(1e6) + ']'.repeat(1e6) }, 'too-deep', undefined],
])('%s is a missing unit', async (_name, files, code, at) => {
  const { unit } = await read(files as Record<string, string>)
  expect(unit).toMatchObject({ key: 'mp', status: 'missing', required: true, detail: { code } })
  if (at) expect(unit?.at).toMatchObject(at)
})

it('refuses a folder outside the app', async () => {
  expect((await read({}, '../elsewhere')).unit).toMatchObject({ detail: { code: 'path-outside' } })
})

it('says that no project was named', async () => {
  expect((await collected(miniProgramCollector, appFolder(), { channels: [{ id: 'h5' }] })).record).toEqual({
    status: 'notProvided',
  })
})
