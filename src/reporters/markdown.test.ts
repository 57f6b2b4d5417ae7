import { describe, expect, it } from 'vitest'
import { reportOptions } from '../testing/report-options.ts'
import { sampleScorecard } from '../testing/sample-scorecard.ts'
import { code, plain, report } from './markdown.ts'

describe('markdown', () => {
  it('lets no cell, markup, mention or link out of a name', () => {
    expect(plain('a|b <img src=x> *c* [d](http://e) @root #12')).toBe(
      'a\\|b &lt;img src=x&gt; \\*c\\* \\[d\\](http:<!-- -->//e) @<!-- -->root #<!-- -->12',
    )
    expect(code('a|b')).toBe('`a\\|b`')
    expect(code('a`b')).toBe('a\\`b')
  })
  it('keeps every table row at the width of its head', () => {
    const cells = (line: string) => line.replaceAll('\\|', '').split('|').length
    const tables = String(report(sampleScorecard(), reportOptions()))
      .split('\n\n')
      .filter(part => part.startsWith('|'))
    expect(tables.length).toBeGreaterThanOrEqual(4)
    for (const table of tables) expect(new Set(table.split('\n').map(cells)).size).toBe(1)
  })
  it('ends as a self-check record', () => {
    expect(String(report(sampleScorecard(), reportOptions())).trimEnd()).toMatch(
      /自查记录,不是检验检测报告、官方评级或备案结论。$/,
    )
  })
})
