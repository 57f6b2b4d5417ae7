import { describe, expect, it } from 'vitest'
import { csvRows } from '../testing/csv-rows.ts'
import { reportOptions } from '../testing/report-options.ts'
import { sampleScorecard } from '../testing/sample-scorecard.ts'
import { cell, report } from './csv.ts'

describe('csv', () => {
  const text = String(report(sampleScorecard(), reportOptions()))

  it('opens with a byte order mark and ends every row with CR LF', () => {
    expect(text.startsWith('\uFEFF"编号","级别",')).toBe(true)
    expect(text.endsWith('"\r\n')).toBe(true)
    expect(text.split('\n').length).toBe(text.split('\r\n').length)
  })
  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠x'])(
    'computes nothing of %j',
    hostile => {
      expect(cell(hostile).startsWith('"\'')).toBe(true)
    },
  )
  it.each(['002099001000', '110105194912310021', '12e10'])('keeps the digits of %j', code => {
    expect(cell(code)).toBe(`"'${code}"`)
  })
  it('lets nothing out of a cell', () => {
    expect(cell('a"b,c')).toBe('"a""b,c"')
    expect(cell('a\r\n=1')).toBe('"a\\r\\n=1"')
    expect(cell('a\u202Eb\u0000')).toBe('"a[U+202E]b[U+0000]"')
    expect(cell(undefined)).toBe('""')
    expect(cell(12)).toBe('"12"')
  })
  it('says how many findings it does not list', () => {
    const unlisted = csvRows(text).filter(row => row[4]?.startsWith('……另有'))
    expect(unlisted.map(([code, , , , message]) => [code, message])).toEqual([['U1-22', '……另有 12 处']])
  })
  it('tells waived and known findings', () => {
    const of = (code: string) => csvRows(text).filter(row => row[0] === code)
    expect(of('U2-11').map(row => row.slice(15, 17))).toEqual([['是', '']])
    expect(of('U1-10').map(row => row.slice(15, 17))).toEqual([
      ['', ''],
      ['', '是'],
    ])
  })
  it('takes places from the scorecard where the full list has none', () => {
    const scorecard = sampleScorecard()
    const findings = scorecard.assessments.flatMap(({ code, rule, findings: kept }) =>
      kept.map(({ locus: { unit }, ...rest }) => ({ ...rest, locus: { unit }, code, rule })),
    )
    const rows = csvRows(String(report(scorecard, reportOptions({ findings }))))
    expect(rows.find(row => row[0] === 'U1-08')?.slice(6, 9)).toEqual(['data/items.csv', '12', '5'])
  })
})
