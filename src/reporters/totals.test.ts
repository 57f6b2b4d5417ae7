import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { reportOptions } from '../testing/report-options.ts'
import { cleanScorecard, emptyScorecard, sampleScorecard } from '../testing/sample-scorecard.ts'
import { reporters } from './index.ts'
import { totalsOf } from './view.ts'

const SAMPLES: Record<string, () => Scorecard> = {
  sample: () => sampleScorecard(),
  empty: emptyScorecard,
  clean: cleanScorecard,
}
const everyFinding = (scorecard: Scorecard): NonNullable<ReportOptions['findings']> =>
  scorecard.assessments.flatMap(({ code, rule, findings }) => findings.map(one => ({ ...one, code, rule })))

async function text(
  format: string,
  scorecard: Scorecard,
  change: Partial<ReportOptions> = {},
): Promise<string> {
  const report = await reporters[format]?.()
  return String(report?.(scorecard, reportOptions(change)))
}

describe.each(Object.keys(SAMPLES))('all formats of the %s scorecard', name => {
  const scorecard = (SAMPLES[name] as () => Scorecard)()
  const totals = totalsOf(scorecard)

  it('json is the scorecard', async () => {
    expect(JSON.parse(await text('json', scorecard))).toEqual(scorecard)
  })
  it('json keeps to its schema', () => {
    const schema = JSON.parse(
      readFileSync(new URL('../../schemas/scorecard.schema.json', import.meta.url), 'utf8'),
    )
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(schema)
    validate(scorecard)
    expect(validate.errors ?? []).toEqual([])
    expect(validate({ ...scorecard, grade: 'A' })).toBe(false)
  })
  it('html carries the same totals', async () => {
    const page = await text('html', scorecard)
    const json = /<script type="application\/json" id="totals">(.*?)<\/script>/s.exec(page)?.[1] ?? ''
    expect(JSON.parse(json)).toEqual(totals)
    expect(page.match(/<article /g)?.length ?? 0).toBe(totals.causes)
    for (const [outcome, count] of Object.entries(totals.codes)) {
      const rows = page.match(new RegExp(`<tr data-item[^>]*data-outcome="${outcome}"`, 'g'))?.length ?? 0
      expect({ outcome, rows }).toEqual({ outcome, rows: count })
    }
  })
  it('markdown carries the same totals', async () => {
    const rows = (await text('markdown', scorecard)).split('\n').filter(line => /^(\| \d+ )+\|$/.test(line))
    const { passed, failed, cantTell, untested, inapplicable } = totals.codes
    const expected = [
      passed,
      failed,
      cantTell,
      untested,
      inapplicable,
      totals.failures,
      totals.doubts,
      totals.causes,
    ]
    expect(rows[0]?.match(/\d+/g)?.map(Number)).toEqual(expected)
  })
  it('sarif tells every rule’s outcome and every finding kept', async () => {
    const { runs } = JSON.parse(await text('sarif', scorecard, { findings: everyFinding(scorecard) }))
    const results = runs[0].results as { kind: string; baselineState?: string; ruleId: string }[]
    const kind = (of: string) =>
      results.filter(one => one.kind === of && one.baselineState !== 'absent').length
    expect(runs[0].properties.totals).toEqual(totals)
    const kept = (of: string) => everyFinding(scorecard).filter(one => one.kind === of).length
    expect(kind('fail')).toBe(kept('failure'))
    expect(kind('review')).toBe(kept('doubt'))
    expect(kind('informational')).toBe(kept('note'))
    expect(kind('pass')).toBe(totals.codes.passed)
    expect(kind('open')).toBe(totals.codes.untested)
    expect(kind('notApplicable')).toBe(totals.codes.inapplicable)
  })
  it('pretty prints the same counts', async () => {
    const said = await text('pretty', scorecard)
    for (const [outcome, word] of [
      ['passed', '符合'],
      ['failed', '不符合'],
      ['cantTell', '待人工'],
      ['untested', '未判'],
      ['inapplicable', '不适用'],
    ] as const) {
      const count = totals.codes[outcome]
      const found = new RegExp(`(?:[::、]\\s*)${word} (\\d+)`).exec(said.replace(/\n +/g, ''))
      expect({ outcome, count: Number(found?.[1] ?? 0) }).toEqual({ outcome, count })
    }
  })
  it.each(Object.keys(reporters))('%s gives the same bytes twice and no control character', async format => {
    const once = await text(format, scorecard)
    expect(await text(format, structuredClone(scorecard))).toBe(once)
    // The scorecard itself keeps data as it came: it is for programs.
    if (format === 'json') return
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is what is looked at
    expect(once.search(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)).toBe(-1)
  })
})
