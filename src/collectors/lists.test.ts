import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReferenceList } from '../model/evidence.ts'
import type { ListSource } from '../model/manifest.ts'
import { appFolder } from '../testing/app-folder.ts'
import { collected } from '../testing/memory-sink.ts'
import { textRows, workbookFile } from '../testing/workbook-file.ts'
import { listsCollector } from './lists.ts'

const CSV = '序号,事项名称,主管部门,基本编码\n1,甲,公安厅,002099001000\n2,乙,,\n'
const ROWS = [
  { no: '1', name: '甲', department: '公安厅', code: '002099001000' },
  { no: '2', name: '乙' },
]
const sha = (text: string) => createHash('sha256').update(text).digest('hex')
const CONFIRMED = { by: '示例单位', document: '示例函〔2026〕3号', date: '2026-07-15' }
const LISTS = join(import.meta.dirname, '../../rules/lists')

async function read(files: Record<string, string | Uint8Array>, ...lists: ListSource[]) {
  const found = await collected(listsCollector, appFolder(files), { lists }, LISTS)
  return { ...found, lists: found.units.map(unit => unit.data as ReferenceList | undefined) }
}

it('reads CSV and JSON alike', async () => {
  const files = { 'a.csv': CSV, 'a.json': JSON.stringify({ rows: ROWS }), 'b.json': JSON.stringify(ROWS) }
  for (const source of Object.keys(files)) {
    const { lists, record } = await read(files, { id: 'x', version: '1', source })
    expect(lists[0]).toMatchObject({ id: 'x', version: '1', bundled: false, confirmed: false, rows: ROWS })
    expect(record).toEqual({ status: 'present' })
  }
})

describe('confirmation', () => {
  it.each([
    ['hash and all three', { sha256: sha(CSV), confirmed: CONFIRMED }, true],
    ['marked hash in capitals', { sha256: `SHA256:${sha(CSV).toUpperCase()}`, confirmed: CONFIRMED }, true],
    ['no hash', { confirmed: CONFIRMED }, false],
    ['nobody', { sha256: sha(CSV) }, false],
    ['no document', { sha256: sha(CSV), confirmed: { ...CONFIRMED, document: '' } }, false],
  ])('%s', async (_name, more, confirmed) => {
    const { lists } = await read({ 'a.csv': CSV }, { id: 'x', source: 'a.csv', ...more })
    expect(lists[0]?.confirmed).toBe(confirmed)
  })

  it('holds for CRLF and BOM: the normalised text is pinned', async () => {
    const text = `\uFEFF${CSV.replaceAll('\n', '\r\n')}`
    const { lists } = await read(
      { 'a.csv': text },
      { id: 'x', source: 'a.csv', sha256: sha(CSV), confirmed: CONFIRMED },
    )
    expect(lists[0]).toMatchObject({ confirmed: true, sha256: sha(CSV) })
  })

  it('fails with the hash found when one character differs', async () => {
    const text = CSV.replace('乙', '丁')
    const { units, record } = await read(
      { 'a.csv': text },
      { id: 'x', source: 'a.csv', sha256: sha(CSV), confirmed: CONFIRMED },
    )
    expect(units).toMatchObject([
      {
        key: 'x',
        status: 'missing',
        required: true,
        reason: 'hash-mismatch',
        detail: { code: 'list-hash', data: { found: sha(text) } },
      },
    ])
    expect(record).toEqual({ status: 'missing', reason: 'list-hash' })
  })
})

it('reads the bundled list, never confirmed', async () => {
  const { lists } = await read({}, { id: 'cross-province', version: 'bundled' })
  expect(lists[0]).toMatchObject({ id: 'cross-province', bundled: true, confirmed: false })
  expect(lists[0]?.rows).toHaveLength(135)
  expect(lists[0]?.version).not.toBe('')
})

it('reads the bundled life events, with a certainty for every row', async () => {
  const { lists } = await read({}, { id: 'life-events', version: 'bundled' })
  expect(lists[0]).toMatchObject({ id: 'life-events', bundled: true, confirmed: false })
  expect(lists[0]?.rows).toHaveLength(24)
  expect(lists[0]?.rows.every(({ confidence }) => /^[ABC]$/.test(confidence ?? ''))).toBe(true)
})

it.each([
  [{ id: 'nothing', version: 'bundled' }, 'list-not-bundled'],
  [{ id: '../cross-province', version: 'bundled' }, 'list-not-bundled'],
  [{ id: 'x' }, 'list-no-source'],
  [{ id: 'x', source: 'no.csv' }, 'file-missing'],
  [{ id: 'x', source: 'columns.csv' }, 'list-columns'],
  [{ id: 'x', source: 'ragged.csv' }, 'row-ragged'],
  [{ id: 'x', source: 'empty.csv' }, 'catalogue-empty'],
  [{ id: 'x', source: 'unnamed.csv' }, 'row-not-an-object'],
  [{ id: 'x', source: 'text.json' }, 'list-columns'],
  [{ id: 'x', source: 'map.json' }, 'catalogue-no-array'],
])('a list that cannot be read is a missing unit: %j', async (list, code) => {
  const files = {
    'columns.csv': 'a,b\n1,2\n',
    'ragged.csv': 'no,name\n1\n',
    'empty.csv': 'no,name\n',
    'unnamed.csv': 'no,name\n1,\n',
    'text.json': '["x"]',
    'map.json': '{"a": 1}',
  }
  const { units } = await read(files, list)
  expect(units).toMatchObject([{ status: 'missing', required: true, detail: { code } }])
})

it('tells lists of one id apart, and no lists from unreadable ones', async () => {
  const { units } = await read(
    { 'a.csv': CSV },
    { id: 'x', source: 'a.csv' },
    { id: 'x', source: 'a.csv' },
    { source: 'a.csv' },
  )
  expect(units.map(unit => unit.key)).toEqual(['x', 'x#2', 'list:3'])
  expect((await read({})).record).toEqual({ status: 'notProvided' })
})

describe('a workbook', () => {
  const HEAD = ['序号', '事项名称', '主管部门', '基本编码']
  const sheet = (rows: readonly (readonly string[])[], after = '') => ({
    name: '清单',
    rows: textRows(rows),
    after,
  })
  const TABLE = [HEAD, ['<c><v>1</v></c>', '甲', '公安厅', '002099001000'], ['2', ' 乙 ']]

  it('is read as CSV is, below a title and above empty rows', async () => {
    const file = workbookFile({ sheets: [sheet([['某省清单'], ...TABLE, ['', ' ']])] })
    const { lists, record, units, sources } = await read({ 'a.xlsx': file }, { id: 'x', source: 'a.xlsx' })
    expect(lists[0]).toMatchObject({ id: 'x', bundled: false, confirmed: false, rows: ROWS })
    expect(record).toEqual({ status: 'present' })
    expect(units[0]?.at).toEqual({ file: 'a.xlsx', sheet: '清单', line: 1, column: 1 })
    expect(sources).toMatchObject([
      { path: 'a.xlsx', format: 'xlsx', text: undefined, columns: ['no', 'name', 'department', 'code'] },
    ])
  })

  it('is read from the sheet named', async () => {
    const other = { name: '说明', rows: textRows([HEAD, ['1', '丙']]), state: 'hidden' }
    const file = workbookFile({ sheets: [sheet(TABLE), other] })
    const { lists } = await read(
      { 'a.xlsx': file },
      { id: 'x', source: 'a.xlsx' },
      { id: 'y', source: 'a.xlsx', sheet: '说明' },
    )
    expect(lists.map(list => list?.rows)).toEqual([ROWS, [{ no: '1', name: '丙' }]])
  })

  it('is pinned by its bytes', async () => {
    const file = workbookFile({ sheets: [sheet(TABLE)] })
    const sha256 = createHash('sha256').update(file).digest('hex')
    const { lists, units } = await read(
      { 'a.xlsx': file },
      { id: 'x', source: 'a.xlsx', sha256, confirmed: CONFIRMED },
      { id: 'y', source: 'a.xlsx', sha256: sha('other'), confirmed: CONFIRMED },
    )
    expect(lists[0]).toMatchObject({ confirmed: true, sha256 })
    expect(units[1]).toMatchObject({
      status: 'missing',
      reason: 'hash-mismatch',
      detail: { code: 'list-hash' },
    })
  })

  it.each([
    ['cell-formula', [HEAD, ['1', '<c><f>A1</f></c>']], ''],
    ['cell-error', [HEAD, ['1', '<c t="e"><v>#N/A</v></c>']], ''],
    ['cell-zeros', [HEAD, ['1', '甲', '', '<c><v>2099001000</v></c>']], ''],
    ['row-merged', [HEAD, ['1', '甲']], '<mergeCells><mergeCell ref="B2:C2"/></mergeCells>'],
    ['row-not-an-object', [HEAD, ['注:名称待补']], ''],
    ['row-ragged', [HEAD, ['1', '甲', '', '', '多出']], ''],
    [
      'list-columns',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
      '',
    ],
    ['catalogue-empty', [HEAD], ''],
  ])('that cannot be trusted (%s) is no list', async (code, rows, after) => {
    const file = workbookFile({ sheets: [sheet(rows, after)] })
    const { units, record } = await read({ 'a.xlsx': file }, { id: 'x', source: 'a.xlsx' })
    expect(units).toMatchObject([{ status: 'missing', required: true, detail: { code } }])
    expect(record).toEqual({ status: 'missing', reason: code })
  })

  it.each([
    ['a.xlsx', 'PK no archive', 'workbook-broken'],
    ['a.xls', 'old', 'catalogue-workbook'],
    ['a.et', 'old', 'catalogue-workbook'],
  ])('%s of another kind is said to be one', async (source, content, code) => {
    const { units } = await read({ [source]: content }, { id: 'x', source })
    expect(units).toMatchObject([{ status: 'missing', detail: { code } }])
  })
})
