import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { InputError, InputErrorList } from '../model/input-error.ts'
import { appFolder } from '../testing/app-folder.ts'
import { collected } from '../testing/memory-sink.ts'
import { manifestCollector, readManifest, targetOf } from './manifest.ts'

async function faultsOf(text: string | Uint8Array, name = 'wutong.yaml') {
  try {
    await readManifest(appFolder({ [name]: text }))
  } catch (error) {
    const errors = error instanceof InputErrorList ? error.errors : [error]
    return errors.map(one => {
      if (!(one instanceof InputError)) throw one
      return [one.code, one.place?.line, one.place?.column, one.data] as const
    })
  }
  return []
}

describe('reading', () => {
  it('takes a folder or a file, and reads the exemplary manifest', async () => {
    const folder = join(import.meta.dirname, '../../fixtures/apps/exemplary')
    const read = await readManifest('wutong.yaml', folder)
    expect(read).toMatchObject({
      folder,
      file: 'wutong.yaml',
      source: { path: 'wutong.yaml', format: 'yaml' },
    })
    const line = read.text.split('\n').findIndex(one => one.includes('region:'))
    expect(read.locate('/app/region')?.line).toBe(line + 1)
    expect((await readManifest(folder)).manifest).toEqual(read.manifest)
  })

  it('accepts the least manifest, and JSON', async () => {
    expect(await faultsOf('wutong: 1\n')).toEqual([])
    expect(await faultsOf('{"wutong": 1}', 'wutong.json')).toEqual([])
  })

  it('takes keys without a value as not stated', async () => {
    const folder = appFolder({
      'wutong.yaml':
        'wutong: 1\napp:\n  owner:\n  name: x\nhost:\nfilings: {governmentApp: {number: null, status: in-review}}\n',
    })
    expect((await readManifest(folder)).manifest).toEqual({
      wutong: 1,
      app: { name: 'x' },
      filings: { governmentApp: { status: 'in-review' } },
    })
  })

  it('gives the same for CRLF and BOM', async () => {
    const text = 'wutong: 1\napp: {id: a}\n'
    const plain = await readManifest(appFolder({ 'wutong.yaml': text }))
    const other = await readManifest(appFolder({ 'wutong.yaml': `\uFEFF${text.replaceAll('\n', '\r\n')}` }))
    expect(other.manifest).toEqual(plain.manifest)
    expect(other.source).toEqual(plain.source)
  })
})

describe('faults of shape', () => {
  it('are reported together, in text order, with place and nearest key', async () => {
    const text =
      'wutong: 1\napp:\n  regoin: "330100"\n  region: 330100\n  owner: [x]\nfictional: "yes"\nchannels:\n  - {id: a, verion: "1"}\nauthorization:\n  - {allow: [write]}\n'
    const faults = await faultsOf(text)
    expect(faults.map(([code, line, column]) => [code, line, column])).toEqual([
      ['unknown-key', 3, 3],
      ['bare-number', 4, 11],
      ['expected-map', 5, 3],
      ['expected-flag', 6, 12],
      ['unknown-key', 8, 13],
      ['unknown-key', 10, 6],
    ])
    expect(faults[0]?.[3]).toMatchObject({ key: 'regoin', nearest: 'region' })
    expect(faults[1]?.[3]).toEqual({ key: 'region', value: '330100' })
    expect(faults[4]?.[3]).toMatchObject({ nearest: 'version' })
    expect(faults[5]?.[3]).toMatchObject({ nearest: 'allows' })
  })

  it('quotes a bare number as it was written', async () => {
    const [fault] = await faultsOf('wutong: 1\ncatalogue:\n  only: [1133000000000000000000000000031]\n')
    expect(fault?.[0]).toBe('bare-number')
    expect(fault?.[3].value).toBe('1133000000000000000000000000031')
  })

  it.each([
    ['', 'empty-file'],
    ['- wutong: 1\n', 'not-a-map'],
    ['wutong：1\n', 'yaml-fullwidth-colon'],
    ['app: {id: x}\n', 'missing-key'],
    ['wutong: 2\n', 'shape'],
    ['wutong: 1\nwutong: 1\n', 'duplicate-key'],
    ['wutong: 1\napis: {non: x}\n', 'missing-key'],
    ['wutong: 1\napis: x\n', 'expected-list'],
    ['wutong: 1\nenvironments: {test: {pages: bundel}}\n', 'expected-one-of'],
    ['wutong: 1\nfilings: {mlps: {level: "3"}}\n', 'expected-number'],
    ['wutong: 1\napp: {name: [x]}\n', 'expected-text'],
    ['wutong: 1\npages: {items: [{alsoCalled: 社保卡}]}\n', 'expected-list'],
    ['wutong: 1\npages: {items: [{alsoCalled: [12345]}]}\n', 'bare-number'],
    ['wutong: 1\npages: {items: [{alsoCalled: [""]}]}\n', 'shape'],
    [`wutong: 1\npages: {items: [{alsoCalled: [${'长'.repeat(41)}]}]}\n`, 'shape'],
    ['wutong: 1\npages: {items: [{alsoCalled: [a, b, c, d, e, f, g]}]}\n', 'shape'],
    ['wutong: 1\n__proto__: {a: 1}\n', 'unknown-key'],
    [`wutong: 1\nx-a: ${'['.repeat(20_000)}`, 'too-deep'],
    [`wutong: 1\n${'#'.repeat(3_000_000)}\n`, 'too-large'],
    [Buffer.from([0x77, 0x3a, 0x20, 0xd1, 0xf8, 0xc0, 0xcf, 0x0a]), 'encoding-gbk'],
  ])('%j is %s', async (text, code) => {
    expect((await faultsOf(text)).map(([found]) => found)).toContain(code)
  })

  it('leaves own keys starting with x- alone', async () => {
    expect(await faultsOf('wutong: 1\nx-team: {a: 1}\napp: {x-note: 2}\n')).toEqual([])
  })

  it('says what is not there', async () => {
    await expect(readManifest('nowhere', appFolder())).rejects.toMatchObject({ code: 'app-missing' })
    await expect(readManifest(appFolder())).rejects.toMatchObject({ code: 'manifest-missing' })
    const folder = appFolder({ 'wutong.yaml/x': '' })
    await expect(readManifest(folder)).rejects.toMatchObject({ code: 'not-a-file' })
  })
})

it('makes values outside the vocabulary null in the target only', () => {
  const target = targetOf(
    {
      wutong: 1,
      app: { tier: 'town', kind: 'guest', audience: 'all', region: '33' },
      host: { provides: ['search', 'login', 'login'] },
      channels: [{ type: 'h5', container: 'own' }, { type: 'h5' }],
    },
    'test',
  )
  expect(target).toEqual({
    id: null,
    name: null,
    kind: 'guest',
    tier: null,
    region: null,
    audience: null,
    channels: ['h5', 'own'],
    hostProvides: ['login', 'search'],
    hostPack: null,
    environment: 'test',
    fictional: false,
  })
})

it('collects the manifest as one unit with its text', async () => {
  const folder = appFolder({ 'wutong.yaml': 'wutong: 1\nfictional: true\n' })
  const { manifest } = await readManifest(folder)
  const found = await collected(manifestCollector, folder, manifest)
  expect(found.record).toEqual({ status: 'present' })
  expect(found.units).toEqual([
    {
      key: 'manifest',
      status: 'judged',
      required: true,
      at: { file: 'wutong.yaml' },
      data: { wutong: 1, fictional: true },
    },
  ])
  expect(found.sources).toMatchObject([
    { path: 'wutong.yaml', format: 'yaml', text: readFileSync(join(folder, 'wutong.yaml'), 'utf8') },
  ])
})
