import { describe, expect, it } from 'vitest'
import type { Scorecard } from '../model/scorecard.ts'
import { reportOptions } from '../testing/report-options.ts'
import { emptyScorecard, sampleScorecard } from '../testing/sample-scorecard.ts'
import { report } from './gitlab.ts'

interface Entry {
  description: string
  check_name: string
  fingerprint: string
  severity: string
  location: { path: string; lines: { begin: number } }
}
const entriesOf = (scorecard: Scorecard) => JSON.parse(String(report(scorecard, reportOptions()))) as Entry[]

describe('gitlab', () => {
  const entries = entriesOf(sampleScorecard())
  const about = (code: string) => entries.find(({ description }) => description.startsWith(`${code} `))

  it('has what GitLab asks of an entry', () => {
    for (const { description, check_name, fingerprint, severity, location } of entries) {
      for (const text of [description, check_name, fingerprint, location.path]) expect(text).toMatch(/./)
      expect(['blocker', 'critical', 'major', 'minor', 'info']).toContain(severity)
      expect(location.path).not.toMatch(/^\.?\//)
      expect(location.lines.begin).toBeGreaterThanOrEqual(1)
    }
  })
  it('ranks by what the cause weighs', () => {
    const severities = ['U1-08', 'U4-06', 'U2-14', 'U5-16', 'U2-11'].map(code => about(code)?.severity)
    expect(severities).toEqual(['critical', 'major', 'minor', 'info', 'info'])
    expect(about('U2-11')?.description).toMatch(/\(已豁免\)$/)
  })
  it('places what has no file in the manifest', () => {
    expect(about('U2-14')?.location).toEqual({ path: 'wutong.yaml', lines: { begin: 1 } })
    expect(about('U1-08')?.location).toEqual({ path: 'data/items.csv', lines: { begin: 12 } })
    const scorecard = sampleScorecard()
    scorecard.evidence.sources[0] = { path: 'apps/a/wutong.yml', sha256: '' }
    expect(entriesOf(scorecard).some(({ location }) => location.path === 'apps/a/wutong.yml')).toBe(true)
  })
  it('is not empty for an app that declares nothing', () => {
    expect(entriesOf(emptyScorecard()).map(({ description }) => description)).toEqual([
      '未判 16 项 | 结论 尚不能判定',
    ])
  })
  it('keeps apart findings with one fingerprint', () => {
    const scorecard = sampleScorecard()
    const twice = scorecard.assessments.find(({ code }) => code === 'U1-10')?.findings ?? []
    for (const finding of twice) finding.fingerprint = 'same'
    const same = entriesOf(scorecard).filter(({ fingerprint }) => fingerprint.startsWith('same'))
    expect(same.map(({ fingerprint }) => fingerprint)).toEqual(['same', 'same-2'])
  })
})
