import { describe, expect, it } from 'vitest'
import { cellName, separatorOf } from './csv-positions.ts'
import { createLocator, pointerPosition } from './positions.ts'

describe('JSON', () => {
  const text =
    '{\n  "openapi": "3.0.3",\n  "paths": {\n    "/items/{id}": {"get": {"tags": ["a", "b"]}},\n    "~x": null\n  }\n}\n'
  it.each([
    ['', 1, 1],
    ['/openapi', 2, 14],
    ['/paths', 3, 3],
    ['/paths/~1items~1{id}/get', 4, 21],
    ['/paths/~1items~1{id}/get/tags/1', 4, 43],
    ['/paths/~0x', 5, 11],
    // not there: the nearest ancestor
    ['/paths/~1items~1{id}/get/responses/200', 4, 21],
    ['/openapi/x', 2, 14],
    ['/__proto__', 1, 1],
  ])('shows scalars by value and containers by key: %s', (pointer, line, column) => {
    expect(pointerPosition(text, 'json', pointer)).toEqual({ line, column })
  })

  it('answers 200 questions on 13 MB in one scan', () => {
    const paths = Object.fromEntries(
      Array.from({ length: 40_000 }, (_, i) => [
        `/p/${i}`,
        { get: { summary: 'x'.repeat(250), responses: { 200: {} } } },
      ]),
    )
    const large = JSON.stringify({ info: { title: 't' }, paths }, null, 1)
    expect(large.length).toBeGreaterThan(13_000_000)
    const before = performance.now()
    const locator = createLocator(large, 'json')
    const spots = Array.from(
      { length: 200 },
      (_, i) => locator.locate(`/paths/~1p~1${i * 199}/get/summary`)?.line,
    )
    const taken = performance.now() - before
    const lines = large.split('\n')
    expect(spots.every(line => lines[(line ?? 0) - 1]?.includes('"summary"'))).toBe(true)
    expect(new Set(spots).size).toBe(200)
    // Aim: 1 s on an idle machine.
    expect(taken).toBeLessThan(4000)
  })

  it('counts inside a record when told where it starts, under the source’s own names', () => {
    const rows = '{"items": [\n  {"code": "A", "mats": [{"n": "x"}]}, {"code": "B", "deep": {"er": 1}}\n]}'
    const locator = createLocator(rows, 'json', [
      'task_code=code',
      'ext.materials=mats',
      'dept_code=/deep/er',
    ])
    expect(locator.locate('/task_code', { line: 2, column: 3 })).toEqual({ line: 2, column: 12 })
    expect(locator.locate('/ext/materials/0/n', { line: 2, column: 3 })).toEqual({ line: 2, column: 32 })
    expect(locator.locate('/task_code', { line: 2, column: 40 })).toEqual({ line: 2, column: 49 })
    expect(locator.locate('/dept_code', { line: 2, column: 40 })).toEqual({ line: 2, column: 69 })
  })

  it('finds fields of an NDJSON line, and nothing without a line', () => {
    const locator = createLocator('{"a":1}\n{"a":2}\n', 'ndjson')
    expect(locator.locate('/a', { line: 2 })).toEqual({ line: 2, column: 6 })
    expect(locator.locate('/a')).toBeUndefined()
  })
})

describe('YAML', () => {
  const text =
    'wutong: 1\napp:\n  name: 示例\n  owner: {uscc: "11", name: x}\nlists:\n  - id: a\n    no:\n  - &b {id: b}\n  - *b\n"200":\n  description: |\n    long\n'
  it.each([
    ['/app', 2, 1],
    ['/app/name', 3, 9],
    ['/app/owner', 4, 3],
    ['/app/owner/uscc', 4, 17],
    ['/app/region', 2, 1],
    ['/lists/0', 6, 5],
    ['/lists/0/id', 6, 9],
    ['/lists/0/no', 7, 5],
    ['/lists/1/id', 8, 13],
    ['/lists/2/id', 9, 5],
    ['/200/description', 11, 16],
  ])('shows %s', (pointer, line, column) => {
    expect(pointerPosition(text, 'yaml', pointer)).toEqual({ line, column })
  })

  it('counts inside a record when told where it starts', () => {
    const rows = 'items:\n  - task_code: A\n    task_name: 甲\n  - task_code: B\n'
    const locator = createLocator(rows, 'yaml')
    expect(locator.locate('/task_name', { line: 2, column: 5 })).toEqual({ line: 3, column: 16 })
    expect(locator.locate('/task_code', { line: 4, column: 5 })).toEqual({ line: 4, column: 16 })
    expect(locator.locate('/is_fee', { line: 4, column: 5 })).toEqual({ line: 4, column: 5 })
  })
})

describe('CSV', () => {
  const text = '编码,名称,说明,材料\nA,甲,"两行\n,""引""",x\nB,乙,,y\n'
  const locator = createLocator(text, 'csv', ['task_code link_addr', 'task_name', '', 'ext.materials'])
  it.each([
    ['/task_code', 2, 2, 1],
    ['/link_addr', 2, 2, 1],
    ['/task_name', 2, 2, 3],
    ['/ext/materials/0/source', 2, 3, 9],
    ['/task_name', 4, 4, 3],
    ['/ext/materials', 4, 4, 6],
    ['/is_fee', 4, 4, 1],
  ])('finds the cell of %s in the record on line %i', (pointer, start, line, column) => {
    expect(locator.locate(pointer, { line: start })).toEqual({ line, column })
  })
  it('names cells as spreadsheets do', () => {
    expect([cellName(0, 1), cellName(25, 2), cellName(26, 3), cellName(701, 4), cellName(702, 5)]).toEqual([
      'A1',
      'Z2',
      'AA3',
      'ZZ4',
      'AAA5',
    ])
  })
  it('takes the separator the header has most of', () => {
    expect([
      separatorOf('a,b;c,d'),
      separatorOf('a\tb\tc'),
      separatorOf('"a,b,c";d;e'),
      separatorOf('one'),
    ]).toEqual([',', '\t', ';', ','])
  })
})
