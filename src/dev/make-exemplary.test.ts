import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseCsv, records, writeCsv } from './csv-text.ts'
import { exemplaryTexts } from './make-exemplary.ts'

const read = (path: string) => readFileSync(`fixtures/apps/exemplary/${path}`, 'utf8')

describe('the generated parts of the exemplary app', () => {
  it.each(Object.entries(exemplaryTexts()))('%s is as the generator makes it', (path, text) => {
    expect(read(path)).toBe(text)
  })

  it('hold 60 items or more of every type, no code twice', () => {
    const items = records(parseCsv(read('data/items.csv')))
    expect(items.length).toBeGreaterThanOrEqual(60)
    expect([...new Set(items.map(item => item.task_type))].sort()).toEqual([
      '01',
      '05',
      '07',
      '08',
      '09',
      '10',
      '20',
    ])
    expect(new Set(items.map(item => item.task_code)).size).toBe(items.length)
    expect(new Set(items.map(item => item.row_guid)).size).toBe(items.length)
  })

  it('name no real body: every credit code is a fictional one', () => {
    const items = records(parseCsv(read('data/items.csv')))
    for (const item of items) expect(item.dept_code).toContain('MB0FAKE')
  })

  it('list only items that are there, with their codes', () => {
    const codes = new Map(
      records(parseCsv(read('data/items.csv'))).map(item => [item.catalog_code, item.task_name]),
    )
    const rows = records(parseCsv(read('data/cross-province.csv')))
    expect(rows.length).toBeGreaterThanOrEqual(20)
    for (const row of rows) expect(codes.get(row.code)).toBe(row.name)
  })
})

describe('csv text', () => {
  it('reads what it writes: quotes, commas, line breaks and empty cells', () => {
    const rows = [
      ['a', 'b'],
      ['1,2', 'say "no"'],
      ['two\nlines', ''],
    ]
    expect(parseCsv(writeCsv(rows))).toEqual(rows)
  })
})
