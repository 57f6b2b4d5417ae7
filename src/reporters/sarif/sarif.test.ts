import type { Log, Result } from 'sarif'
import { describe, expect, it } from 'vitest'
import { reportOptions } from '../../testing/report-options.ts'
import { sampleScorecard } from '../../testing/sample-scorecard.ts'
import { report } from './index.ts'
import { uriOf } from './results.ts'

describe('sarif', () => {
  const scorecard = sampleScorecard()
  const log = JSON.parse(String(report(scorecard, reportOptions()))) as Log
  const run = log.runs[0] as NonNullable<(typeof log.runs)[0]>
  const results = run.results as Result[]
  const rules = run.tool.driver.rules ?? []
  const of = (code: string) => results.filter(({ taxa }) => taxa?.[0]?.id === code)

  it('is one run of version 2.1.0 whose indexes hold', () => {
    expect(log.version).toBe('2.1.0')
    expect(log.runs).toHaveLength(1)
    for (const { ruleId, ruleIndex, taxa } of results) {
      if (ruleIndex === undefined) continue
      expect(rules[ruleIndex]?.id).toBe(ruleId)
      for (const taxon of taxa ?? [])
        expect(run.taxonomies?.[0]?.taxa?.[taxon.index as number]?.id).toBe(taxon.id)
    }
  })
  it('gives a level only to what fails', () => {
    for (const { kind, level } of results) expect(level === 'none').toBe(kind !== 'fail')
    expect(of('U1-08')[0]?.level).toBe('error')
    expect(of('U4-06')[0]?.level).toBe('warning')
    expect(of('U2-14')[0]?.level).toBe('note')
  })
  it('carries fingerprints, suppressions with their reason, and the state since the baseline', () => {
    const [waived] = of('U2-11')
    expect(waived?.partialFingerprints?.['wutong/v1']).toMatch(/^[0-9a-f]{64}$/)
    expect(waived?.suppressions).toMatchObject([
      { kind: 'external', status: 'accepted', justification: scorecard.waivers[0]?.reason },
    ])
    expect(of('U1-10').map(({ baselineState }) => baselineState)).toEqual(['new', 'unchanged'])
    expect(results.filter(({ baselineState }) => baselineState === 'absent')).toHaveLength(1)
  })
  it('speaks the language asked for and carries the other as a translation', () => {
    expect(run.language).toBe('zh-CN')
    expect(rules[0]?.shortDescription?.text).toBe('移动端层级与主体')
    expect(run.translations?.[0]?.rules?.[0]?.shortDescription?.text).toBe('Tier and owner identified')
  })
  it('writes relative references, percent-encoded', () => {
    expect(uriOf('数据/a b#1.csv')).toBe('%E6%95%B0%E6%8D%AE/a%20b%231.csv')
    expect(uriOf('/etc/x')).toBe('etc/x')
    expect(uriOf('a\uD800')).toBe('a%EF%BF%BD')
  })
})
