import { describe, expect, it } from 'vitest'
import type { Item, Unit } from '../../model/evidence.ts'
import type { CatalogueSource } from '../../model/manifest.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { collected } from '../../testing/memory-sink.ts'
import { createLocator } from '../../text/positions.ts'
import { catalogueCollector } from './collector.ts'

function read(files: Record<string, string | Uint8Array>, catalogue: CatalogueSource) {
  return collected(catalogueCollector, appFolder(files), { catalogue })
}
const short = (units: Unit[]) =>
  units.map(({ key, status, at, detail }) => [key, status, at?.line, detail?.code])
const faults = (units: Unit[]) =>
  units.flatMap(unit => (unit.status === 'missing' ? [[unit.key, unit.reason, unit.detail?.code]] : []))

const ITEMS = [
  {
    task_code: 'A1',
    task_name: '甲',
    is_fee: '0',
    ext: { materials: [{ name: '身份证', source: 'upload' }], colour: '红' },
  },
  { task_code: '', row_guid: 'G2', task_name: '乙', is_fee: '' },
  { task_name: '丙', is_fee: '1' },
]
const EXPECTED = [
  {
    task_code: 'A1',
    task_name: '甲',
    is_fee: '0',
    ext: { materials: [{ name: '身份证', source: 'upload' }], colour: '红' },
  },
  { row_guid: 'G2', task_name: '乙' },
  { task_name: '丙', is_fee: '1' },
]
const CSV =
  '实施编码,row_guid,事项名称,是否收费,ext.materials,colour\nA1,,甲,0,"[{""name"":""身份证"",""source"":""upload""}]",红\n,G2, 乙 ,,,\n,,丙,1,,\n'
const YAML = `items:\n${ITEMS.map(item => `  - ${JSON.stringify(item)}`).join('\n')}\n`
const FORMS: Record<string, string> = {
  'items.csv': CSV,
  'items.tsv': CSV.replaceAll(',""source', '|""source')
    .replaceAll(',', '\t')
    .replaceAll('|""source', ',""source'),
  'items.ndjson': ITEMS.map(item => JSON.stringify(item)).join('\n'),
  'items.json': JSON.stringify({ source: 'x', items: ITEMS }, null, 2),
  'array.json': JSON.stringify(ITEMS),
  'items.yaml': YAML,
}

describe('every format', () => {
  it.each(Object.keys(FORMS))('gives the same items, keys and fields: %s', async name => {
    const { units, record, sources } = await read({ [name]: FORMS[name] as string }, { source: name })
    expect(units.map(unit => unit.data)).toEqual(EXPECTED)
    expect(units.map(unit => unit.key)).toEqual(['A1', 'G2', 'row:3'])
    expect(units.every(unit => unit.required && unit.at?.file === name)).toBe(true)
    expect(record?.status).toBe('present')
    expect(record?.fields?.filter(field => field !== 'ext.colour').sort()).toEqual([
      'ext.materials',
      'is_fee',
      'row_guid',
      'task_code',
      'task_name',
    ])
    expect(sources).toHaveLength(1)
  })

  it.each(Object.keys(FORMS))('gives the same for BOM and CRLF: %s', async name => {
    const text = FORMS[name] as string
    const plain = await read({ [name]: text }, { source: name })
    const other = await read({ [name]: `\uFEFF${text.replaceAll('\n', '\r\n')}` }, { source: name })
    expect(other).toEqual(plain)
  })

  it.each(Object.keys(FORMS))('can be located again: %s', async name => {
    const { units, sources } = await read({ [name]: FORMS[name] as string }, { source: name })
    const [source] = sources
    const text = source?.text ?? ''
    const locator = createLocator(text, source?.format ?? 'csv', source?.columns)
    const spot = locator.locate('/task_name', units[2]?.at)
    expect(text.split('\n')[(spot?.line ?? 0) - 1]?.slice((spot?.column ?? 0) - 1)).toMatch(/^"?丙/)
  })

  it.each(['a.csv', 'a.ndjson', 'a.json', 'a.yaml'])(
    'keeps odd names as data and pollutes nothing: %s',
    async name => {
      const odd = { task_name: '\u202E<script>alert(1)</script>１２', __proto__x: '1' }
      const tree = `{"task_name": ${JSON.stringify(odd.task_name)}, "__proto__": {"polluted": "1"}, "constructor": "x"}`
      const text: Record<string, string> = {
        'a.csv': `task_name,__proto__,constructor\n${odd.task_name},{},x\n`,
        'a.ndjson': `${tree}\n`,
        'a.json': `[${tree}]`,
        'a.yaml': `- ${tree}\n`,
      }
      const { units } = await read({ [name]: text[name] as string }, { source: name })
      const item = units[0]?.data as Item
      expect(item.task_name).toBe(odd.task_name)
      expect(Object.keys(item.ext ?? {}).sort()).toEqual(['__proto__', 'constructor'])
      expect(({} as { polluted?: string }).polluted).toBeUndefined()
    },
  )

  it('keeps the digits of codes written as numbers', async () => {
    const code = '1137080028559184370117002011123'
    for (const [name, text] of [
      ['a.json', `[{"task_code": ${code}, "is_fee": 0, "app_is_single_login": true, "by_law": null}]`],
      ['a.ndjson', `{"task_code": ${code}, "is_fee": 0, "app_is_single_login": true, "by_law": null}`],
    ] as const) {
      const { units, record } = await read({ [name]: text }, { source: name })
      expect(units[0]?.data).toEqual({ task_code: code, is_fee: '0', app_is_single_login: 'true' })
      expect(record?.fields).toContain('by_law')
    }
    const { units } = await read(
      { 'a.yaml': '- {catalog_code: 002099001000, by_law: ~}\n' },
      { source: 'a.yaml' },
    )
    expect(units[0]?.data).toEqual({ catalog_code: '002099001000' })
  })
})

describe('records that cannot be read', () => {
  it('are missing units with their line, and the others are judged', async () => {
    const text =
      'task_code,task_name\nA,甲\nB\nC,"两\n行"\nD,丁,多\nE,戊,,\n,\n\nF,"坏"引"号"\nG,庚\u0007\nH,辛\n'
    const { units, record } = await read({ 'a.csv': text }, { source: 'a.csv' })
    expect(short(units)).toEqual([
      ['A', 'judged', 2, undefined],
      ['row:2', 'missing', 3, 'row-ragged'],
      ['C', 'judged', 4, undefined],
      ['row:4', 'missing', 6, 'row-ragged'],
      ['E', 'judged', 7, undefined],
      ['row:6', 'missing', 10, 'row-quotes'],
      ['row:7', 'missing', 11, 'row-control'],
      ['H', 'judged', 12, undefined],
    ])
    expect(units[1]).toMatchObject({
      required: true,
      reason: 'ragged-row',
      detail: { data: { line: 3, expected: 2, found: 1 } },
    })
    expect(record?.status).toBe('present')
  })

  it('stops at a quote that never closes without holding the file', async () => {
    const text = `task_code,task_name\nA,甲\nB,"乙\n${'C,丙\n'.repeat(500_000)}`
    const { units } = await read({ 'a.csv': text }, { source: 'a.csv' })
    expect(short(units)).toEqual([
      ['A', 'judged', 2, undefined],
      ['row:2', 'missing', 3, 'row-too-long'],
    ])
  })

  it.each([
    [
      'a.ndjson',
      '{"task_code":"A"}\n{"task_code":}\n[1]\n\n{"task_code":"B"}\n',
      ['A', 'row:2', 'row:3', 'B'],
      ['json-syntax', 'row-not-an-object'],
    ],
    [
      'a.json',
      '[{"task_code":"A"},\n{"task_code":},\n{"task_code":"B"}]',
      ['A', 'row:2', 'B'],
      ['json-syntax'],
    ],
    [
      'm.json',
      '[{"task_code":"A"}, 7,\n"x", {"task_code":"B"}]',
      ['A', 'row:2', 'row:3', 'B'],
      ['row-not-an-object', 'row-not-an-object'],
    ],
    ['a.json', '[{"task_code":"A"} {"task_code":"B"}]', ['A', 'B', 'row:3'], ['json-syntax']],
    ['a.json', '[{"task_code":"A"},]', ['A', 'row:2'], ['json-syntax']],
    ['a.json', '[{"task_code":"A"}', ['A', 'row:2'], ['json-syntax']],
    ['a.json', '{"items":[{"task_code":"A"', ['row:1'], ['json-syntax']],
    ['a.yaml', '- {task_code: A}\n- x\n', ['A', 'row:2'], ['row-not-an-object']],
  ])('%s %j', async (source, text, keys, codes) => {
    const { units } = await read({ [source]: text }, { source })
    expect(units.map(unit => unit.key)).toEqual(keys)
    expect(faults(units).map(([, , code]) => code)).toEqual(codes)
  })

  it.each([
    ['a.csv', '', 'catalogue-empty'],
    ['a.csv', 'task_code,task_name\n', 'catalogue-empty'],
    ['a.csv', ',,\nA,B,C\n', 'catalogue-columns-unknown'],
    ['a.csv', 'x,y\n1,2\n', 'catalogue-columns-unknown'],
    ['a.csv', 'task_name,事项名称\n1,2\n', 'catalogue-column-twice'],
    ['a.json', '[]', 'catalogue-empty'],
    ['a.json', '{"items": []}', 'catalogue-empty'],
    ['a.json', '{"data": {"list": [{"a": 1}]}}', 'catalogue-no-array'],
    ['a.json', '{"a": [{"x": 1}], "b": [{"x": 1}]}', 'catalogue-several-arrays'],
    ['a.json', '', 'json-syntax'],
    ['a.json', `[{"a":${'['.repeat(20_000)}`, 'too-deep'],
    ['a.json', '['.repeat(20_000), 'too-deep'],
    ['a.ndjson', '\n\n', 'catalogue-empty'],
    ['a.ndjson', `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'too-deep'],
    ['a.yaml', '[]', 'catalogue-empty'],
    ['a.yaml', 'a: 1\n', 'catalogue-no-array'],
    ['a.yaml', '- '.repeat(20_000), 'too-deep'],
    ['a.csv', Buffer.from([0xca, 0xc2, 0xcf, 0xee, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a]), 'encoding-gbk'],
    ['a.csv', Buffer.from([0x50, 0x4b, 3, 4]), 'binary-file'],
    ['a.xls', 'x', 'catalogue-workbook'],
    ['a.xlsx', 'x', 'workbook-broken'],
    ['a.dbf', 'x', 'catalogue-format'],
  ])('%s %s', async (source, text, code) => {
    const { units, record } = await read({ [source]: text }, { source })
    expect(faults(units).map(([, , found]) => found)).toContain(code)
    expect(units.some(unit => unit.status === 'missing' && unit.required)).toBe(true)
    if (code !== 'catalogue-several-arrays' && code !== 'catalogue-column-twice')
      expect(record?.status).toBe('missing')
  })

  it('are said when the file is not there or leaves the folder', async () => {
    expect(faults((await read({}, { source: 'no.csv' })).units)).toEqual([
      ['catalogue', 'file-missing', 'file-missing'],
    ])
    expect(faults((await read({}, { source: '../a.csv' })).units)).toEqual([
      ['catalogue', 'file-unreadable', 'path-outside'],
    ])
    expect(faults((await read({ 'd.csv/x': '' }, { source: 'd.csv' })).units)).toEqual([
      ['catalogue', 'not-a-file', 'not-a-file'],
    ])
    expect(faults((await read({}, { mapping: 'm.yaml' })).units)).toEqual([
      ['catalogue', 'file-missing', 'catalogue-no-source'],
    ])
  })
})

describe('what the manifest says of the catalogue', () => {
  it('tells not provided from declared none', async () => {
    expect((await collected(catalogueCollector, appFolder(), {})).record).toEqual({ status: 'notProvided' })
    expect((await collected(catalogueCollector, appFolder(), { catalogue: {} })).record).toEqual({
      status: 'notProvided',
    })
    expect((await collected(catalogueCollector, appFolder(), { catalogue: { none: ' ' } })).record).toEqual({
      status: 'notProvided',
    })
    const none = await collected(catalogueCollector, appFolder(), { catalogue: { none: '只发通知' } })
    expect(none).toMatchObject({ record: { status: 'declaredNone', reason: '只发通知' }, units: [] })
  })

  it('keeps only the codes asked for, and misses those that are not there', async () => {
    const text = 'task_code,task_name\nA,甲\nB,乙\nbad\nA,丙\n'
    const { units } = await read({ 'a.csv': text }, { source: 'a.csv', only: ['A', 'Z'] })
    expect(units.map(({ key, status, required }) => [key, status, required])).toEqual([
      ['A', 'judged', true],
      ['row:3', 'missing', false],
      ['A', 'judged', true],
      ['Z', 'missing', true],
    ])
    expect(units.at(-1)?.reason).toBe('not-found')
  })
})

describe('what is handed on to the pages', () => {
  it('is the first official name of the items the manifest names pages of, and of no other', async () => {
    const officialNames = new Map<string, string>()
    const folder = appFolder({ 'a.csv': 'task_code,task_name\nA,\nB,乙\nA,甲\nA,甲的情形\n' })
    const context = {
      folder,
      manifestFile: 'wutong.yaml',
      manifest: {
        wutong: 1 as const,
        catalogue: { source: 'a.csv' },
        pages: {
          items: [
            { taskCode: 'A', url: '#/a' },
            { taskCode: 'C', url: '#/c' },
          ],
        },
      },
      environment: null,
      listsFolder: '',
      officialNames,
    }
    const sink = { unit: () => {}, source: () => {}, record: () => {} }
    await catalogueCollector.collect(context, sink)
    expect(officialNames.size).toBe(0)
    await catalogueCollector.collect({ ...context, parts: new Set(['pages'] as const) }, sink)
    expect([...officialNames]).toEqual([['A', '甲']])
  })
})
