import { describe, expect, it } from 'vitest'
import { reportOptions } from '../../testing/report-options.ts'
import { sampleScorecard } from '../../testing/sample-scorecard.ts'
import { report } from './index.ts'

const xmlOf = (scorecard = sampleScorecard()) => String(report(scorecard, reportOptions()))
const caseOf = (code: string, xml = xmlOf()) =>
  new RegExp(`<testcase name="${code} [^>]*?(?:/>|>.*?</testcase>)`, 's').exec(xml)?.[0] ?? ''

describe('junit', () => {
  it('adds up over its suites', () => {
    const [all = '', ...suites] = xmlOf().match(/<testsuites? [^>]*>/g) ?? []
    const figure = (tag: string, name: string) => Number(new RegExp(`${name}="(\\d+)"`).exec(tag)?.[1])
    for (const name of ['tests', 'failures', 'errors']) {
      const sum = suites.reduce((total, tag) => total + figure(tag, name), 0)
      expect({ name, sum }).toEqual({ name, sum: figure(all, name) })
    }
  })
  it('fails a code with message, place and how to mend it', () => {
    const told = caseOf('U1-08')
    expect(told).toContain('classname="standards/implementation-code"')
    expect(told).toContain(
      '<failure type="must" message="不符合:〔原文〕实施编码第 19 位应为 1-6,实际是字母 O (1 处)">',
    )
    expect(told).toContain('\n位置 data/items.csv:12:5  11330000MB0FAKE29C2332099900100 /task_code\n')
    expect(told).toContain('\n改法 把第 19 位改成')
    expect(caseOf('U2-14')).toContain('<failure type="should" ')
  })
  it('lists twenty places and counts the rest', () => {
    const told = caseOf('U1-22')
    expect(told.match(/^位置 /gm)).toHaveLength(20)
    expect(told).toContain('\n……另有 192 处\n')
  })
  it('skips a doubt, for it is not met', () => {
    expect(caseOf('U5-16')).toMatch(/<skipped message="待人工:〔原文〕主办层级为乡镇[^"]*"\/>\n<system-out>/)
  })
  it('tells what was not judged and why', () => {
    expect(caseOf('U1-21')).toContain('<skipped message="未判:必需的证据没取全"/>')
    expect(caseOf('X-SVC-02')).toContain('<skipped message="不适用:宿主承担"/>')
    expect(xmlOf()).toContain('<system-err>docs/licence-api.yaml:1:1')
  })
  it('calls a crash of ours an error', () => {
    const scorecard = sampleScorecard()
    const crashed = scorecard.assessments.find(({ code }) => code === 'U1-21')
    Object.assign(crashed ?? {}, { untestedBecause: 'check-crashed' })
    const xml = xmlOf(scorecard)
    expect(caseOf('U1-21', xml)).toContain('<error type="check-crashed" message="未判:检查出错')
    expect(xml).toMatch(/<testsuites [^>]* errors="1">/)
  })
  it('holds no markup and no character of a hostile name that XML forbids', () => {
    const scorecard = sampleScorecard()
    Object.assign(scorecard.words.codes, { 'U1-02': { zh: '"><x a=\'\uFFFE\u0000\uD800&', en: '' } })
    const xml = xmlOf(scorecard)
    expect(xml).toContain('name="U1-02 &quot;&gt;&lt;x a=&#39;[U+FFFE][U+0000][U+D800]&amp;"')
    expect(xml.isWellFormed()).toBe(true)
    const tags = new Set(xml.match(/<[a-z-]+/g))
    expect([...tags].sort()).toEqual([
      '<failure',
      '<properties',
      '<property',
      '<skipped',
      '<system-err',
      '<system-out',
      '<testcase',
      '<testsuite',
      '<testsuites',
    ])
  })
})
