import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Item, Unit } from '../../model/evidence.ts'
import type { CatalogueSource } from '../../model/manifest.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { collected } from '../../testing/memory-sink.ts'
import { textRows, workbookFile } from '../../testing/workbook-file.ts'
import { createLocator } from '../../text/positions.ts'
import { catalogueCollector } from './collector.ts'

function read(file: Uint8Array, catalogue: CatalogueSource = {}, files: Record<string, string> = {}) {
  const folder = appFolder({ 'a.xlsx': file, ...files })
  return collected(catalogueCollector, folder, { catalogue: { source: 'a.xlsx', ...catalogue } })
}
const sheet = (rows: readonly (readonly string[])[], after = '') =>
  workbookFile({ sheets: [{ name: '实施清单', rows: textRows(rows), after }] })
const items = (units: Unit[]) => units.filter(unit => unit.status === 'judged').map(unit => unit.data as Item)
const faults = (units: Unit[]) =>
  units.flatMap(({ status, key, at, detail }) =>
    status === 'missing' ? [[key, detail?.code, at?.line, at?.column]] : [],
  )

const HEAD = ['实施编码', 'task_name', '是否收费', 'colour']

describe('a workbook', () => {
  it('gives items with the cell they stand in', async () => {
    const { units, record, sources } = await read(
      sheet([HEAD, ['A1', ' 甲 ', '0', '红'], [], ['', '乙'], ['A3', '', '1']]),
    )
    expect(items(units)).toEqual([
      { task_code: 'A1', task_name: '甲', is_fee: '0', ext: { colour: '红' } },
      { task_name: '乙' },
      { task_code: 'A3', is_fee: '1' },
    ])
    expect(units.map(({ key, at }) => [key, at])).toEqual([
      ['A1', { file: 'a.xlsx', line: 2, sheet: '实施清单' }],
      ['row:2', { file: 'a.xlsx', line: 4, sheet: '实施清单' }],
      ['A3', { file: 'a.xlsx', line: 5, sheet: '实施清单' }],
    ])
    expect(record).toEqual({ status: 'present', fields: ['task_code', 'task_name', 'is_fee'] })
    expect(sources).toMatchObject([{ path: 'a.xlsx', format: 'xlsx', text: undefined }])
    expect(sources[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
    const locator = createLocator('', 'xlsx', sources[0]?.columns)
    expect(locator.locate('/is_fee', units[0]?.at)).toEqual({ line: 2, column: 3 })
    expect(locator.locate('/ext/colour', units[0]?.at)).toEqual({ line: 2, column: 4 })
    expect(locator.locate('/no_such', units[0]?.at)).toEqual({ line: 2, column: 1 })
  })

  it('is read through a mapping, and misses a column by name', async () => {
    const { units, record } = await read(
      sheet([['某省事项'], ['编号', '名称'], ['A1', '甲']]),
      { mapping: 'm.yaml' },
      { 'm.yaml': 'fields: {task_code: 编号, task_name: 名称, is_fee: 收费}\n' },
    )
    expect(items(units)).toEqual([{ task_code: 'A1', task_name: '甲' }])
    expect(faults(units).map(([, code]) => code)).toEqual(['mapping-column'])
    expect(record?.fields).toEqual(['task_code', 'task_name'])
  })

  it('reads shared strings, rich text without reading aids, escapes and prefixed elements', async () => {
    const file = workbookFile({
      sheets: [{ name: 'S', rows: '' }],
      strings:
        '<si><t>实施编码</t></si><si><t>事项名称</t></si><si><r><rPr><b/></rPr><t>身份</t></r><r><t xml:space="preserve">证_x000A_甲&amp;乙</t></r><rPh sb="0" eb="1"><t>しんぶん</t></rPh></si><si><t>A1</t></si>',
      parts: {
        'xl/worksheets/sheet1.xml':
          '<x:worksheet xmlns:x="urn:x"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c t="s"><x:v>1</x:v></x:c></x:row><x:row><x:c t="s"><x:v>3</x:v></x:c><x:c t="s"><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>',
      },
    })
    expect(items((await read(file)).units)).toEqual([{ task_code: 'A1', task_name: '身份证\n甲&乙' }])
  })

  it.each([
    [false, '2026-11-24', '1899-12-31', '1900-03-01'],
    [true, '2030-11-25', '1904-01-01', '1904-03-02'],
  ])('writes dates as dates (1904 system: %s)', async (date1904, day, _zero, march) => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="000000"/><numFmt numFmtId="166" formatCode="0.00&quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="57"/></cellXfs>'
    const value = (style: number, number: string) => `<c s="${style}"><v>${number}</v></c>`
    const rows = textRows([
      ['task_name', 'ext.a', 'ext.b', 'ext.c', 'ext.d', 'ext.e', 'ext.f', 'ext.g', 'ext.h'],
      [
        '甲',
        value(1, '46350'),
        value(2, '46350.5'),
        value(3, '42'),
        value(4, '46350'),
        value(5, '61'),
        value(0, '0.10000000000000001'),
        value(0, '1.2E3'),
        '<c t="d"><v>2026-11-24</v></c>',
      ],
    ])
    const { units } = await read(workbookFile({ sheets: [{ name: 'S', rows }], styles, date1904 }))
    expect(items(units)[0]?.ext).toEqual({
      a: day,
      b: `${day} 12:00:00`,
      c: '000042',
      d: '46350',
      e: march,
      f: '0.1',
      g: '1200',
      h: '2026-11-24',
    })
  })
})

describe('files of programs in use', () => {
  const file = (name: string) => new Uint8Array(readFileSync(`fixtures/workbooks/${name}`))
  const expected = [
    {
      task_code: 'A1',
      task_name: '甲',
      catalog_code: '002099001000',
      is_fee: '0',
      ext: { 更新日期: '2026-11-24', 说明: '身份证' },
    },
    {
      task_code: 'A2',
      task_name: '乙',
      catalog_code: '002099001001',
      is_fee: '1',
      ext: { 更新日期: '2026-11-24 08:30:00', 说明: '多\n行' },
    },
    {
      task_code: 'A3',
      task_name: '丙',
      catalog_code: '002099001002',
      is_fee: '1',
      ext: { 更新日期: '2026-11-25', 说明: '尾' },
    },
  ]

  it.each(['exceljs.xlsx', 'libreoffice.xlsx'])('%s', async name => {
    const { units } = await read(file(name))
    expect(items(units)).toEqual(expected)
    expect(faults(units)).toEqual([])
    expect(units.map(({ at }) => at)).toEqual(
      [3, 4, 5].map(line => ({ file: 'a.xlsx', line, sheet: '实施清单' })),
    )
  })
  it('openpyxl.xlsx, which saves no values of formulas', async () => {
    const { units } = await read(file('openpyxl.xlsx'))
    expect(items(units)).toEqual(expected.slice(0, 2))
    expect(faults(units)).toEqual([['row:3', 'cell-formula', 5, 6]])
  })
  it('old.xls, also under the name of a new one', async () => {
    expect(faults((await read(file('old.xls'))).units).map(([, code]) => code)).toEqual([
      'catalogue-workbook',
    ])
  })
})

describe('cells that cannot be trusted', () => {
  it.each([
    ['<c><f>A1</f></c>', 'cell-formula'],
    ['<c t="e"><f>X</f><v>#REF!</v></c>', 'cell-error'],
    ['<c><v>1.1330000123456789E30</v></c>', 'cell-precision'],
    ['<c><v>1137080028559184</v></c>', 'cell-precision'],
    ['<c t="inlineStr"><is><t>a_x0007_b</t></is></c>', 'row-control'],
  ])('%s', async (cell, code) => {
    const { units } = await read(sheet([HEAD, ['A1', '甲'], [cell, '乙'], ['A3', '丙', '', cell]]))
    expect(faults(units)[0]).toEqual(['row:2', code, 3, 1])
    expect(items(units)[0]).toEqual({ task_code: 'A1', task_name: '甲' })
    expect(units[1]).toMatchObject({ required: true, detail: { data: { cell: 'A3' } } })
  })

  it('takes formulas with their saved value, and columns nobody reads as they come', async () => {
    const { units } = await read(
      sheet([
        ['实施编码', '事项名称', ''],
        ['<c t="str"><f>B1</f><v>A1</v></c>', '<c t="s"><f>B1</f><v></v></c>', '<c t="e"><v>#N/A</v></c>'],
        ['A2', '<c><f>1+1</f><v>2</v></c>'],
      ]),
    )
    expect(items(units)).toEqual([{ task_code: 'A2', task_name: '2' }])
    expect(faults(units)).toEqual([['row:1', 'cell-formula', 2, 2]])
  })

  it('tells lost zeros where the length of a code is known, and believes a format that shows them', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="000000000000"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
    const rows = textRows([
      ['catalog_code', 'promise_day'],
      ['<c s="0"><v>2099001000</v></c>', '<c><v>5</v></c>'],
      ['<c s="1"><v>2099001000</v></c>', '<c><v>5</v></c>'],
    ])
    const { units } = await read(workbookFile({ sheets: [{ name: 'S', rows }], styles }))
    expect(faults(units)).toEqual([['row:1', 'cell-zeros', 2, 1]])
    expect(items(units)).toEqual([{ catalog_code: '002099001000', promise_day: '5' }])
  })
})

describe('merged cells', () => {
  const merge = (...ranges: string[]) =>
    `<mergeCells count="${ranges.length}">${ranges.map(range => `<mergeCell ref="${range}"/>`).join('')}</mergeCells><hyperlinks><hyperlink ref="A1:D9"/></hyperlinks>`

  it('count for every row they are merged down', async () => {
    const { units } = await read(
      sheet([HEAD, ['A1', '甲', '1'], ['A2', '乙'], ['A3', '丙'], ['A4', '丁']], merge('C2:C4')),
    )
    expect(items(units).map(item => item.is_fee)).toEqual(['1', '1', '1', undefined])
  })
  it('make a row unreadable where they run across columns', async () => {
    const { units } = await read(
      sheet([HEAD, ['一、公安厅'], ['A2', '乙'], ['A3', '丙', '', '说明']], merge('A2:D2', 'D4:F4')),
    )
    expect(faults(units)).toEqual([['row:1', 'row-merged', 2, 1]])
    expect(items(units).map(item => item.task_code)).toEqual(['A2', 'A3'])
  })
  it('may stand above and in the header', async () => {
    const { units, record } = await read(
      sheet(
        [
          ['某省政务服务事项'],
          ['实施编码', '基本信息', '', '收费'],
          ['', '事项名称', '行使层级', '是否收费'],
          ['A1', '甲', '2', '0'],
        ],
        merge('A1:D1', 'A2:A3', 'B2:C2'),
      ),
    )
    expect(items(units)).toEqual([{ task_code: 'A1', task_name: '甲', use_level: '2', is_fee: '0' }])
    expect(faults(units)).toEqual([])
    expect(record?.fields).toEqual(['task_code', 'task_name', 'use_level', 'is_fee'])
  })
  it('are told where one name covers several columns of the header', async () => {
    const { units } = await read(
      sheet(
        [
          ['实施编码', '事项名称', '', '是否收费'],
          ['A1', '甲', '乙', '0'],
        ],
        merge('B1:C1'),
      ),
    )
    expect(faults(units)).toEqual([['row:1', 'catalogue-header-merged', 1, undefined]])
  })
})

describe('which sheet', () => {
  const rows = textRows([HEAD, ['A1', '甲']])
  const other = textRows([['说明'], ['本表由某局填写']])
  const file = workbookFile({
    sheets: [
      { name: '说明', rows: other },
      { name: '旧', rows: textRows([HEAD, ['OLD', '甲']]), state: 'hidden' },
      { name: '实施清单', rows },
      { name: '更旧', rows: textRows([HEAD, ['OLDER', '甲']]), state: 'veryHidden' },
    ],
  })
  it('is the first visible one with a header, or the one named', async () => {
    expect((await read(file)).units.map(unit => unit.key)).toEqual(['A1'])
    expect((await read(file, { sheet: '旧' })).units.map(unit => unit.key)).toEqual(['OLD'])
  })
  it('is told with the nearest name when there is none of that name', async () => {
    const { units, record } = await read(file, { sheet: '实施清' })
    expect(units).toMatchObject([
      { status: 'missing', detail: { code: 'workbook-sheet-missing', data: { nearest: '实施清单' } } },
    ])
    expect(record?.status).toBe('missing')
  })
  it.each([
    [workbookFile({ sheets: [{ name: 'A', rows, state: 'hidden' }] }), 'workbook-no-sheet'],
    [workbookFile({ sheets: [{ name: 'A', rows: '' }] }), 'workbook-no-sheet'],
    [workbookFile({ sheets: [{ name: 'A', rows: textRows([HEAD]) }] }), 'catalogue-empty'],
    [workbookFile({ sheets: [{ name: 'A', rows: other }] }), 'catalogue-columns-unknown'],
    [
      workbookFile({
        sheets: [
          {
            name: 'A',
            rows: textRows([
              ['task_name', '事项名称'],
              ['甲', '乙'],
            ]),
          },
        ],
      }),
      'catalogue-column-twice',
    ],
  ])('%#: is none that can be read: %s', async (workbook, code) => {
    expect(faults((await read(workbook)).units).map(([, found]) => found)).toEqual([code])
  })
})

describe('files that are no whole workbook', () => {
  const rows = textRows([HEAD, ...Array.from({ length: 2000 }, (_, index) => [`A${index}`, '甲'])])
  const whole = workbookFile({ sheets: [{ name: 'S', rows }] })
  const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Array(600).fill(0)])
  const sheetXml = (text: string) =>
    workbookFile({ sheets: [{ name: 'S', rows: '' }], parts: { 'xl/worksheets/sheet1.xml': text } })

  it.each([
    ['an old workbook', ole, 'catalogue-workbook'],
    [
      'a protected one',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'workbook-encrypted',
    ],
    ['text', Buffer.from('task_code\nA\n'), 'workbook-broken'],
    ['nothing', new Uint8Array(0), 'workbook-broken'],
    ['a cut one', whole.slice(0, whole.length >> 1), 'workbook-broken'],
    ['one with a damaged part', damaged(whole), 'workbook-broken'],
    ['another ZIP', workbookFile({ sheets: [], parts: { 'xl/workbook.xml': '<a/>' } }), 'workbook-no-sheet'],
    ['broken XML', sheetXml('<worksheet><sheetData><row></sheetData>'), 'workbook-broken'],
    ['rows out of order', sheetXml('<w><row r="2"><c><v>1</v></c></row><row r="1"/></w>'), 'workbook-broken'],
    ['a row beyond the last', sheetXml('<w><row r="9999999"/></w>'), 'workbook-broken'],
    [
      'a shared string that is not there',
      sheetXml('<w><row><c t="s"><v>7</v></c></row></w>'),
      'workbook-broken',
    ],
    ['a number that is none', sheetXml('<w><row><c><v>x</v></c></row></w>'), 'workbook-broken'],
    ['nesting without end', sheetXml('<a>'.repeat(5000)), 'workbook-broken'],
    ['an unknown entity', sheetXml('<w><row><c t="str"><v>&xxe;</v></c></row></w>'), 'workbook-broken'],
    [
      'entities',
      sheetXml('<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><w>&b;</w>'),
      'workbook-doctype',
    ],
    ['a bomb', sheetXml(`<w>${' '.repeat(40 * 1024 * 1024)}</w>`), 'workbook-bomb'],
    ['silence', sheetXml(`<w a="${noise(12 * 1024 * 1024)}"/>`), 'workbook-broken'],
  ])('%s', async (_name, file, code) => {
    const { units, record } = await read(file)
    expect(units.at(-1)).toMatchObject({ status: 'missing', required: true, detail: { code } })
    expect(record?.status).toBe('missing')
    expect(JSON.stringify(units)).not.toContain('root:')
  })

  it('ignores links to other files', async () => {
    const file = workbookFile({
      sheets: [{ name: 'S', rows: textRows([HEAD, ['A1', '甲']]) }],
      parts: {
        'xl/externalLinks/_rels/externalLink1.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/externalLinkPath" Target="http://192.0.2.1/a.xlsx" TargetMode="External"/></Relationships>',
      },
    })
    expect((await read(file)).units.map(unit => unit.key)).toEqual(['A1'])
  })
})

/** One byte in the middle of the packed sheet changed. */
function damaged(file: Uint8Array): Uint8Array {
  const copy = file.slice()
  const at = Buffer.from(copy).indexOf('xl/worksheets/sheet1.xml') + 600
  for (let index = at; index < at + 40; index++) copy[index] = (copy[index] as number) ^ 0xff
  return copy
}

/** Text that packs badly. */
function noise(length: number): string {
  let state = 1
  const parts: string[] = []
  for (let size = 0; size < length; size += 7) {
    state = (state * 48_271) % 2_147_483_647
    parts.push(state.toString(36).padStart(7, '0'))
  }
  return parts.join('')
}
