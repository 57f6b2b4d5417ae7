import { describe, expect, it } from 'vitest'
import { type InputError, InputErrorList } from '../../model/input-error.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { collected } from '../../testing/memory-sink.ts'
import { catalogueCollector } from './collector.ts'
import { readMapping } from './mapping.ts'

const MAPPING = `items: /data/list
fields:
  事项名称: name
  task_type: {from: taskType, pad: 2, values: {gg: "20"}}
  local_task_code: {from: url, cut: 'itemCode=([^&]+)'}
  link_addr: url
  dept_code: /dept/code
  is_fee: {const: "0"}
  ext.materials: {from: mats, each: {name: clmc, source: ly}}
`
const ITEM = {
  name: '甲',
  taskType: 1,
  url: 'http://example.cn/?itemCode=51-A&x=1',
  dept: { code: 'D' },
  mats: [{ clmc: '身份证', ly: 'upload', other: 1 }],
  secret: 'not taken',
}
const EXPECTED = {
  task_name: '甲',
  task_type: '01',
  local_task_code: '51-A',
  link_addr: ITEM.url,
  dept_code: 'D',
  is_fee: '0',
  ext: { materials: [{ name: '身份证', source: 'upload' }] },
}

it('reads a province’s own tree', async () => {
  const folder = appFolder({
    'map.yaml': MAPPING,
    'a.json': JSON.stringify({
      code: 200,
      data: { list: [ITEM, { ...ITEM, taskType: 'gg', url: '' }], total: 2 },
      errors: [{}],
    }),
  })
  const { units, record } = await collected(catalogueCollector, folder, {
    catalogue: { source: 'a.json', mapping: 'map.yaml' },
  })
  expect(units.map(unit => unit.data)).toEqual([
    EXPECTED,
    { task_name: '甲', task_type: '20', dept_code: 'D', is_fee: '0', ext: EXPECTED.ext },
  ])
  expect(record).toEqual({
    status: 'present',
    fields: [
      'task_name',
      'task_type',
      'local_task_code',
      'link_addr',
      'dept_code',
      'is_fee',
      'ext.materials',
    ],
  })
})

it('says which source column is not there, in a table and in a tree', async () => {
  const files = {
    'map.yaml': 'fields: {task_name: nmae, task_code: code}\n',
    'a.csv': 'name,code\n甲,A\n',
    'a.ndjson': '{"name":"甲","code":"A"}\n',
  }
  for (const source of ['a.csv', 'a.ndjson']) {
    const { units, record } = await collected(catalogueCollector, appFolder(files), {
      catalogue: { source, mapping: 'map.yaml' },
    })
    const missing = units.filter(unit => unit.status === 'missing')
    expect(missing).toMatchObject([
      { required: true, detail: { code: 'mapping-column', data: { column: 'nmae', field: 'task_name' } } },
    ])
    expect(record).toEqual({ status: 'present', fields: ['task_code'] })
  }
})

describe('a mapping that cannot be used', () => {
  it.each([
    ['fields: {task_nmae: x}', ['mapping-field']],
    ['fields: {task_name: {from: x, cut: "(a|b)"}, is_fee: {pad: 2}}', ['mapping-cut', 'missing-key']],
    ['fields: {task_name: 3}', ['bare-number']],
    ['field: {}', ['missing-key', 'unknown-key']],
    ['- x', ['not-a-map']],
    ['fields: {a: x, a: y}', ['duplicate-key']],
  ])('%s', async (text, codes) => {
    const folder = appFolder({ 'm.yaml': `${text}\n` })
    const error: unknown = await readMapping(folder, 'm.yaml').catch(caught => caught)
    const errors = error instanceof InputErrorList ? error.errors : [error as InputError]
    expect(errors.map(one => one.code).sort()).toEqual(codes)
    expect(errors.every(one => one.place?.file === 'm.yaml' && one.place.line === 1)).toBe(true)
  })
})
