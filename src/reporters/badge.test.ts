import { describe, expect, it } from 'vitest'
import { reportOptions } from '../testing/report-options.ts'
import { HOSTILE_NAME } from '../testing/sample-findings.ts'
import { cleanScorecard, emptyScorecard, sampleScorecard } from '../testing/sample-scorecard.ts'
import { report, widthOf } from './badge.ts'

const svgOf = (scorecard = sampleScorecard()) => String(report(scorecard, reportOptions()))

describe('badge', () => {
  it('is an image with an accessible name that says what it is not', () => {
    const svg = svgOf()
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-labelledby="title" aria-describedby="desc"/)
    expect(svg).toMatch(/<title id="title">五统一自查记录 \| .*存在不符合;已判 10\/14 项<\/title>/)
    expect(svg).toContain('不是检验检测报告')
  })
  it('lets no markup out of a name and loads nothing', () => {
    const scorecard = sampleScorecard()
    scorecard.target.name = `${HOSTILE_NAME}${'长'.repeat(500)}`
    const svg = svgOf(scorecard)
    expect(svg).toContain('&lt;/script&gt;&lt;img src=x')
    expect(new Set(svg.match(/<[a-z]+/g))).toEqual(new Set(['<svg', '<title', '<desc', '<rect', '<text']))
    expect(svg).not.toMatch(/href|url\(/)
    for (const character of ['\u202E', '\u001b']) expect(svg).not.toContain(character)
    expect(svg.length).toBeLessThan(2000)
  })
  it('says sample data and partial run before the verdict', () => {
    const scorecard = { ...cleanScorecard(), partial: { only: ['U1-02'], skip: [] } }
    expect(svgOf(scorecard)).toContain('>示例数据;不完整的一次检查;已判范围内未发现不符合;已判 5/5 项</text>')
    expect(svgOf(emptyScorecard())).toContain('>尚不能判定;已判 0/16 项</text>')
  })
  it('counts a Chinese character wider than a Latin one and fits the box to the words', () => {
    expect(widthOf('已判')).toBeGreaterThan(widthOf('ab'))
    const [whole, left, right, label, said] = [...svgOf().matchAll(/ (?:width|textLength)="(\d+)"/g)].map(
      ([, of]) => Number(of),
    )
    expect(whole).toBe(Number(left) + Number(right))
    expect(label).toBeLessThan(Number(left))
    expect(said).toBeLessThan(Number(right))
  })
})
