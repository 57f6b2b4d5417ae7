import { describe, expect, it } from 'vitest'
import type { Cause, Scorecard } from '../model/scorecard.ts'
import { reportOptions } from '../testing/report-options.ts'
import { sampleScorecard } from '../testing/sample-scorecard.ts'
import { property, report } from './github.ts'

const linesOf = (scorecard: Scorecard, detail: 'normal' | 'quiet' = 'normal') =>
  String(report(scorecard, reportOptions({ detail })))
    .trimEnd()
    .split('\n')

describe('github', () => {
  const lines = linesOf(sampleScorecard())
  const about = (code: string) => lines.find(line => line.includes(` ${code} `)) ?? ''

  it('writes one command a line and escapes what would end it', () => {
    for (const line of lines) expect(line).toMatch(/^::(?:error|warning|notice) [^:]*::[^\n]+$/)
    expect(property('a:b,c%\r\nd')).toBe('a%3Ab%2Cc%25%0D%0Ad')
    expect(about('U2-14')).toContain('62.5 %25 低于')
  })
  it('calls must-fix an error, should-fix a warning, doubts and settled causes a notice', () => {
    expect(about('U1-08')).toMatch(/^::error file=data\/items\.csv,line=12,col=5,title=须改 /)
    expect(about('U2-14')).toMatch(/^::warning title=建议 /)
    expect(about('U5-16')).toMatch(/^::notice file=wutong\.yaml,line=8,col=9,title=待人工 /)
    expect(about('U2-11')).toMatch(/^::notice .*其中 1 处已豁免/)
  })
  it('tells inputs that could not be read first', () => {
    expect(lines[0]).toMatch(/^::error file=docs\/licence-api\.yaml,line=1,col=1,/)
  })
  it('stays within what GitHub shows and counts the rest', () => {
    const scorecard = sampleScorecard()
    const [must, doubt] = ['U1-08', 'U5-16'].map(code => scorecard.causes.find(cause => cause.code === code))
    const more = (cause: Cause | undefined, count: number) =>
      Array.from({ length: count }, (_, at) => ({ ...(cause as Cause), id: `more-${at}` }))
    const full = { ...scorecard, causes: [...scorecard.causes, ...more(must, 30), ...more(doubt, 30)] }
    const shown = linesOf(full)
    for (const kind of ['error', 'warning', 'notice'])
      expect(shown.filter(line => line.startsWith(`::${kind} `)).length).toBeLessThanOrEqual(10)
    const listed = shown.length - scorecard.evidence.unreadable.length - 1
    expect(shown.at(-1)).toContain(`另有 ${full.causes.length - listed} 个原因没有列出`)
  })
  it('says only the closing notice when quiet', () => {
    expect(linesOf(sampleScorecard(), 'quiet')).toHaveLength(1)
  })
})
