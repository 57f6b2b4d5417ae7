import { describe, expect, it } from 'vitest'
import type { ReportOptions } from '../../model/reporter.ts'
import { reportOptions } from '../../testing/report-options.ts'
import { cleanScorecard, emptyScorecard, sampleScorecard } from '../../testing/sample-scorecard.ts'
import { report } from './index.ts'
import { columns, cut, pad, wrap } from './layout.ts'

const say = (scorecard = sampleScorecard(), change: Partial<ReportOptions> = {}) =>
  String(report(scorecard, reportOptions(change)))

describe('pretty', () => {
  it.each([60, 72, 80, 100, 120])('is never wider than %i columns, in either language', width => {
    for (const lang of ['zh', 'en'] as const) {
      for (const detail of ['normal', 'verbose', 'quiet'] as const) {
        for (const make of [sampleScorecard, emptyScorecard, cleanScorecard]) {
          const lines = say(make(), { width, lang, detail }).split('\n')
          expect(lines.filter(line => columns(line) > width)).toEqual([])
        }
      }
    }
  })
  it('orders causes by weight: confirmed text, other mandatory, recommended, then doubts', () => {
    const codes = [...say().matchAll(/^[x?] (\S+) /gm)].map(match => match[1])
    expect(codes).toEqual([
      'U1-08',
      'U1-22',
      'U4-06',
      'U1-10',
      'U5-01',
      'X-GOV-03',
      'U2-14',
      'U1-04',
      'U5-16',
    ])
  })
  it('counts a cause once, says its places, and leaves wholly waived ones to the waivers', () => {
    const said = say()
    expect(said).toContain('212 处,1 个原因')
    expect(said).not.toMatch(/^x U2-11/m)
    expect(said).toContain('豁免 3 条')
  })
  it('says what an empty manifest has to provide, and gives no score', () => {
    const said = say(emptyScorecard())
    expect(said).toContain('尚不能判定')
    expect(said).toContain('退出码 3')
    expect(said).toContain('在 wutong.yaml 写上 catalogue、apis、lists')
    expect(said).not.toMatch(/#{2,}/)
  })
  it('prints sample watermark, overrides, conflicts, statements and the closing line', () => {
    const said = say()
    for (const part of [
      '[ 示例数据 ]',
      '规则集放宽 1 处',
      '来源冲突',
      '主办单位声明没有',
      '自行声明',
      '较上次',
    ]) {
      expect(said).toContain(part)
    }
    expect(said.trimEnd().endsWith('本结果是自查记录,不是检验检测报告、官方评级或备案结论。')).toBe(true)
  })
  it('is quiet when asked, and colours only when asked', () => {
    expect(say(undefined, { detail: 'quiet' }).split('\n').length).toBeLessThan(12)
    expect(say(undefined, { color: true })).toContain('\u001b[')
    expect(say(undefined, { color: false })).not.toContain('\u001b[')
  })
})

describe('layout', () => {
  it('never begins a line with closing nor ends one with opening punctuation', () => {
    const lines = wrap('实施编码第十九位应为一至六,实际是字母(大写);请改正。', 10)
    expect(lines.every(line => columns(line) <= 12)).toBe(true)
    expect(lines.filter(line => /^[,;。)]|[(]$/.test(line))).toEqual([])
  })
  it('breaks a word that is longer than a line', () => {
    expect(wrap('a'.repeat(25), 10)).toEqual(['a'.repeat(10), 'a'.repeat(10), 'a'.repeat(5)])
  })
  it('pads and cuts by columns, not by characters', () => {
    expect(pad('统一', 6)).toBe('统一  ')
    expect(pad('统一', 6, 'left')).toBe('  统一')
    expect(cut('统一标准规范', 8)).toBe('统一标..')
  })
})
