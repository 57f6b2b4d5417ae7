import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { operations } from '../../derive/operations.ts'
import type { EvidenceSink } from '../../model/collector.ts'
import type { ApiDocument, Unit } from '../../model/evidence.ts'
import type { Manifest } from '../../model/manifest.ts'
import { documentsCollector } from './documents.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wutong-openapi-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function write(path: string, content: unknown): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content))
}

async function collect(apis: Manifest['apis']) {
  const units: Unit<ApiDocument>[] = []
  const sources: { path: string; text: string | undefined; convertedFrom?: string; sha256: string }[] = []
  const records: unknown[] = []
  const sink: EvidenceSink = {
    unit: (_kind, unit) => {
      units.push(unit as Unit<ApiDocument>)
    },
    source: (source, text) => {
      sources.push({ ...source, text })
    },
    record: (kind, state) => {
      records.push({ kind, ...state })
    },
  }
  const manifest: Manifest = apis === undefined ? { wutong: 1 } : { wutong: 1, apis }
  await documentsCollector.collect(
    { folder, manifestFile: 'wutong.yaml', manifest, environment: null, listsFolder: folder },
    sink,
  )
  return { units, sources, records }
}
const one = async (document: string) => {
  const { units, ...rest } = await collect([{ id: 'biz', document }])
  return { unit: units[0] as Unit<ApiDocument>, units, ...rest }
}
const MINIMAL = { openapi: '3.0.3', info: { title: 'a', version: '1' }, paths: {} }

describe('what the manifest says about APIs', () => {
  it('tells declared none and not provided apart', async () => {
    expect((await collect({ none: '无接口' })).records).toEqual([
      { kind: 'documents', status: 'declaredNone', reason: '无接口' },
    ])
    expect((await collect(undefined)).records).toEqual([{ kind: 'documents', status: 'notProvided' }])
    expect((await collect([])).records).toEqual([{ kind: 'documents', status: 'notProvided' }])
  })

  it('makes an API without a document a missing required unit', async () => {
    const { units, records } = await collect([{ id: 'biz' }])
    expect(units).toEqual([
      {
        key: 'biz',
        status: 'missing',
        required: true,
        reason: 'file-missing',
        detail: { code: 'openapi-no-document', data: { api: 'biz' } },
        at: { file: 'wutong.yaml' },
      },
    ])
    expect(records).toMatchObject([{ status: 'missing' }])
  })

  it('keeps one unreadable document from hiding the others', async () => {
    write('b.json', MINIMAL)
    const { units, records } = await collect([
      { id: 'a', document: 'a.json' },
      { id: 'b', document: 'b.json' },
      { document: './b.json' },
    ])
    expect(units.map(({ key, status }) => [key, status])).toEqual([
      ['a', 'missing'],
      ['b', 'judged'],
      ['./b.json', 'judged'],
    ])
    expect(records).toMatchObject([{ status: 'present' }])
  })

  it('tells two APIs of one id apart', async () => {
    write('b.json', MINIMAL)
    const api = { id: 'biz', document: 'b.json' }
    expect((await collect([api, api])).units.map(unit => unit.key)).toEqual(['biz', 'biz#2'])
  })

  it('carries envelope, roles and gateway', async () => {
    write('b.json', MINIMAL)
    const api = {
      id: 'b',
      document: 'b.json',
      gateway: 'mgop',
      envelope: { code: '$.c' },
      roles: { health: 'GET /h' },
    }
    expect((await collect([api])).units[0]?.data).toMatchObject({
      api: 'b',
      version: '3.0.3',
      root: 'b.json',
      gateway: 'mgop',
      envelope: { code: '$.c' },
      roles: { health: 'GET /h' },
      refFaults: [],
    })
  })
})

describe('kinds of documents', () => {
  it.each([
    ['openapi: 3.0.3', '3.0.3'],
    ["openapi: '3.1'", '3.1'],
    ['openapi: 3.1', '3.1'],
    ['openapi: 3.0', '3.0'],
    ['openapi: 3.2.0', '3.2.0'],
  ])('%s is read as %s', async (line, version) => {
    write('a.yaml', `${line}\ninfo: {title: a, version: '1'}\npaths: {}\n`)
    expect((await one('a.yaml')).unit).toMatchObject({ status: 'judged', data: { version } })
  })

  it.each([
    ['openapi: 3.3.0', 'openapi-unsupported', 'unsupported-version'],
    ['openapi: 4.0.0', 'openapi-unsupported', 'unsupported-version'],
    ["openapi: '3.20'", 'openapi-unsupported', 'unsupported-version'],
    ['swagger: "1.2"', 'openapi-unsupported', 'unsupported-version'],
    ['title: readme', 'openapi-not-openapi', 'syntax'],
    ['- openapi: 3.0.3', 'openapi-not-openapi', 'syntax'],
    ['openapi: {}', 'openapi-not-openapi', 'syntax'],
  ])('%s is refused as %s', async (line, code, reason) => {
    write('a.yaml', `${line}\n`)
    const { unit } = await one('a.yaml')
    expect(unit).toMatchObject({
      status: 'missing',
      required: true,
      reason,
      detail: { code },
      at: { file: 'a.yaml' },
    })
  })

  it('converts Swagger 2.0, says so, and keeps the source as it was', async () => {
    write('a.json', {
      swagger: '2.0',
      info: { title: 'a', version: '1' },
      basePath: '/api',
      paths: {
        '/p': { get: { responses: { 401: { description: 'x', schema: { $ref: '#/definitions/E' } } } } },
      },
      definitions: { E: { type: 'object' } },
    })
    const { unit, sources } = await one('a.json')
    expect(unit.data).toMatchObject({
      convertedFrom: 'swagger-2.0',
      refFaults: [],
      original: { swagger: '2.0', basePath: '/api' },
      files: { 'a.json': { servers: [{ url: '/api' }] } },
    })
    expect(unit.data?.version).toMatch(/^3\.0\.\d$/)
    expect(unit.data && operations(unit.data)[0]?.answers.has('401')).toBe(true)
    expect(sources).toMatchObject([{ path: 'a.json', convertedFrom: 'swagger-2.0' }])
    expect(sources[0]?.text).toContain('"swagger":"2.0"')
  })

  it('still hands over a Swagger 2.0 document that the library cannot convert, with its operations missing', async () => {
    write(
      'a.yaml',
      'swagger: 2.0\ninfo: {title: a, version: "1"}\npaths: {/p: {get: {responses: {200: null}}}}\n',
    )
    const { units } = await one('a.yaml')
    expect(units).toMatchObject([
      { key: 'biz', status: 'judged', data: { convertedFrom: 'swagger-2.0', original: { swagger: 2 } } },
      { key: 'biz operations', status: 'missing', required: true, detail: { code: 'openapi-conversion' } },
    ])
  })

  it.each([
    ['JSON cut off', 'a.json', '{"openapi": "3.0.3",', 'json-syntax', 'syntax'],
    ['YAML with a tab', 'a.yaml', 'openapi: 3.0.3\ninfo:\n\ttitle: a\n', 'yaml-tab', 'syntax'],
    ['GBK', 'a.yaml', '', 'encoding-gbk', 'encoding'],
    ['empty', 'a.yaml', '', 'empty-file', 'syntax'],
    [
      '20,000 levels of JSON',
      'a.json',
      `{"openapi":"3.0.3","x":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      'too-deep',
      'depth',
    ],
    [
      '20,000 levels of YAML',
      'a.yaml',
      `openapi: 3.0.3\nx: ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
      'too-deep',
      'depth',
    ],
  ])('%s is a missing unit with a place', async (name, path, text, code, reason) => {
    if (name === 'GBK') {
      const gbk = Buffer.from([0xd5, 0xe3, 0xbd, 0xad, 0xca, 0xa1, 0xd5, 0xfe, 0xce, 0xf1])
      writeFileSync(
        join(folder, path),
        Buffer.concat([Buffer.from('openapi: 3.0.3\ninfo: {title: '), gbk, Buffer.from('}\n')]),
      )
    } else write(path, text)
    const { unit } = await one(path)
    expect(unit).toMatchObject({ status: 'missing', reason, detail: { code }, at: { file: path } })
  })

  it('gives equal units and hashes for CRLF, BOM and LF', async () => {
    const text = 'openapi: 3.0.3\ninfo: {title: 办件, version: "1"}\npaths: {}\n'
    write('a.yaml', text)
    const lf = await one('a.yaml')
    write('a.yaml', `\uFEFF${text.replaceAll('\n', '\r\n')}`)
    const crlf = await one('a.yaml')
    expect(crlf).toEqual(lf)
  })
})

describe('documents in several files', () => {
  it('loads what references reach, relative to the file they stand in', async () => {
    write('api/root.yaml', {
      ...MINIMAL,
      paths: { '/items': { $ref: 'paths/%E4%BA%8B%E9%A1%B9.json' } },
    })
    write('api/paths/事项.json', {
      get: {
        responses: {
          200: {
            description: 'x',
            content: { 'application/json': { schema: { $ref: '../../lib/item.yaml#/Item' } } },
          },
        },
      },
    })
    write(
      'lib/item.yaml',
      'Item:\n  type: object\n  properties:\n    parent: {$ref: "#/Item"}\n    root: {$ref: ../api/root.yaml}\n',
    )
    const { unit, sources } = await one('api/root.yaml')
    expect(Object.keys(unit.data?.files ?? {})).toEqual([
      'api/root.yaml',
      'api/paths/事项.json',
      'lib/item.yaml',
    ])
    expect(unit.data?.refFaults).toEqual([])
    expect(unit.data && operations(unit.data).map(({ key, file }) => [key, file])).toEqual([
      ['GET /items', 'api/paths/事项.json'],
    ])
    expect(sources.map(({ path }) => path)).toEqual(['api/root.yaml', 'api/paths/事项.json', 'lib/item.yaml'])
  })

  it('records references that lead nowhere, and never fetches or leaves the folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'wutong-outside-'))
    writeFileSync(join(outside, 'secret.yaml'), 'A: {type: string}\n')
    symlinkSync(join(outside, 'secret.yaml'), join(folder, 'link.yaml'))
    mkdirSync(join(folder, 'dir'))
    const refs = [
      '#/components/schemas/Lost',
      'lost.yaml#/A',
      'dir',
      'link.yaml#/A',
      '../up.yaml',
      '/etc/hostname',
      'https://example.cn/a.yaml#/A',
    ]
    write('a.json', { ...MINIMAL, components: { schemas: { A: { oneOf: refs.map($ref => ({ $ref })) } } } })
    const { unit, sources } = await one('a.json')
    expect(unit.data?.refFaults.map(({ pointer, reason }) => `${pointer.slice(-1)} ${reason}`)).toEqual([
      '0 missing',
      '1 missing',
      '2 missing',
      '3 outside',
      '4 outside',
      '5 outside',
      '6 remote',
    ])
    expect(sources).toHaveLength(1)
    rmSync(outside, { recursive: true })
  })

  it('does not take examples, defaults, enumerations or extensions for references', async () => {
    write('a.json', {
      ...MINIMAL,
      'x-lib': { $ref: 'no.yaml' },
      components: {
        schemas: {
          A: {
            example: { $ref: 'no.yaml' },
            default: { $ref: 'no.yaml' },
            enum: [{ $ref: 'no.yaml' }],
            properties: {
              $ref: { type: 'string' },
              example: { $ref: 'yes.yaml' },
              'x-a': { $ref: 'yes.yaml' },
            },
          },
        },
        examples: { E: { value: { $ref: 'no.yaml' } }, value: { $ref: 'yes.yaml' } },
      },
    })
    const { unit } = await one('a.json')
    expect(unit.data?.refFaults.map(({ pointer, ref }) => [pointer, ref])).toEqual([
      ['/components/schemas/A/properties/example', 'yes.yaml'],
      ['/components/schemas/A/properties/x-a', 'yes.yaml'],
      ['/components/examples/value', 'yes.yaml'],
    ])
  })

  it('makes a path behind a lost reference a missing required unit of its own', async () => {
    write('a.json', { ...MINIMAL, paths: { '/a': { $ref: 'https://example.cn/a.yaml' }, '/b': { get: {} } } })
    const { units } = await one('a.json')
    expect(units.map(({ key, status, reason }) => [key, status, reason])).toEqual([
      ['biz', 'judged', undefined],
      ['biz /a', 'missing', 'ref-remote'],
    ])
    expect(units[1]?.at).toMatchObject({ file: 'a.json', line: 1, pointer: '/paths/~1a' })
    expect(units[1]?.at?.column).toBeGreaterThan(60)
  })

  it('is unreadable when a file it needs is there but broken', async () => {
    write('a.json', { ...MINIMAL, paths: { '/a': { $ref: 'b.json' } } })
    write('b.json', '{')
    expect((await one('a.json')).unit).toMatchObject({
      detail: { code: 'json-syntax' },
      at: { file: 'b.json' },
    })
  })

  it('refuses more files than a document has any need for', async () => {
    for (let n = 0; n < 230; n++) write(`s/${n}.json`, { next: { $ref: `${n + 1}.json` } })
    write('a.json', { ...MINIMAL, components: { schemas: { A: { $ref: 's/0.json' } } } })
    expect((await one('a.json')).unit).toMatchObject({
      reason: 'too-large',
      detail: { code: 'openapi-too-many-files', data: { limit: 200 } },
    })
  })

  it('is not shaken by files and keys named __proto__', async () => {
    write('__proto__', '{"A":{"type":"string"}}')
    write(
      'a.json',
      '{"openapi":"3.0.3","info":{"title":"a","version":"1"},"paths":{"__proto__":{}},"components":{"schemas":{"A":{"$ref":"__proto__#/A"}}}}',
    )
    const { unit } = await one('a.json')
    expect(Object.keys(unit.data?.files ?? {})).toEqual(['a.json', '__proto__'])
    expect(unit.data?.refFaults).toEqual([])
    expect(({} as Record<string, unknown>).A).toBeUndefined()
  })
})

describe('words', () => {
  it('stand for every code thrown here, and for no other', () => {
    const words = parse(readFileSync('rules/words/input-openapi.yaml', 'utf8')) as {
      input: Record<string, unknown>
    }
    const sources = ['documents', 'load', 'convert', 'unseen-paths'].map(name =>
      readFileSync(`src/collectors/openapi/${name}.ts`, 'utf8'),
    )
    const thrown = sources.flatMap(text => text.match(/(?<=')openapi-[a-z-]+(?=')/g) ?? [])
    expect(Object.keys(words.input).sort()).toEqual([...new Set(thrown)].sort())
  })
})
