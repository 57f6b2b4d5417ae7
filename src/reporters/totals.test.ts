import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { csvRows } from '../testing/csv-rows.ts'
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
  it('junit counts every code once', async () => {
    const xml = await text('junit', scorecard)
    const count = (of: RegExp) => xml.match(of)?.length ?? 0
    const { passed, failed, cantTell, untested, inapplicable } = totals.codes
    const total = passed + failed + cantTell + untested + inapplicable
    const skipped = cantTell + untested + inapplicable
    expect(xml).toMatch(new RegExp(`<testsuites [^>]*tests="${total}" failures="${failed}" errors="0">`))
    expect([count(/<testcase /g), count(/<failure /g), count(/<skipped /g)]).toEqual([total, failed, skipped])
    expect(count(/<testcase [^>]*\/>/g)).toBe(passed)
    expect(xml).toContain(`<property name="verdict" value="${totals.verdict}"/>`)
    expect(xml).toContain(`<property name="gate.exit" value="${totals.exit}"/>`)
    expect(xml).toContain(`<property name="score" value="${totals.score ?? ''}"/>`)
  })
  it('csv has a row for every finding and for every rule not judged', async () => {
    const findings = everyFinding(scorecard)
    const [head = [], ...rows] = csvRows(await text('csv', scorecard, { findings }))
    expect(new Set(rows.map(row => row.length))).toEqual(new Set([head.length]))
    const of = (kind: string) => rows.filter(row => row[3] === kind).length
    const kept = (kind: string) => findings.filter(one => one.kind === kind).length
    expect([of('不符合'), of('待人工'), of('提示')]).toEqual(['failure', 'doubt', 'note'].map(kept))
    expect(of('未判')).toBe(scorecard.assessments.filter(({ outcome }) => outcome === 'untested').length)
    const fingerprints = rows.map(row => row[13]).filter(Boolean)
    expect(fingerprints).toEqual(findings.map(({ fingerprint }) => fingerprint))
  })
  it('github closes with the counts', async () => {
    const last = (await text('github', scorecard)).trimEnd().split('\n').at(-1) ?? ''
    const { passed, failed, cantTell, untested, inapplicable } = totals.codes
    expect(last).toMatch(/^::notice title=/)
    expect(last).toContain(
      `符合 ${passed}、不符合 ${failed}、待人工 ${cantTell}、未判 ${untested}、不适用 ${inapplicable}`,
    )
    expect(last).toContain(`退出码 ${totals.exit}`)
    expect(last.includes(`%0A不符合 ${totals.failures} 处`)).toBe(totals.failures > 0)
  })
  it('gitlab has an entry for every failure, doubt and unreadable input', async () => {
    const findings = everyFinding(scorecard)
    const entries = JSON.parse(await text('gitlab', scorecard, { findings })) as Record<string, unknown>[]
    const decided = findings.filter(({ kind }) => kind !== 'note').length
    const open = totals.codes.untested > 0 ? 1 : 0
    expect(entries).toHaveLength(decided + totals.unreadable + open)
    expect(new Set(entries.map(({ fingerprint }) => fingerprint)).size).toBe(entries.length)
  })
  it('badge tells the verdict and how much was judged', async () => {
    const { passed, failed, cantTell, untested } = totals.codes
    const svg = await text('badge', scorecard)
    const words = {
      conformant: '已判范围内未发现不符合',
      nonConformant: '存在不符合',
      undetermined: '尚不能判定',
    }
    expect(svg).toContain(words[totals.verdict])
    expect(svg).toContain(`已判 ${passed + failed}/${passed + failed + cantTell + untested} 项</text>`)
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
    // Rows of CSV end as RFC 4180 says.
    const lines = format === 'csv' ? once.replaceAll('\r\n', '\n') : once
    // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is there is what is looked at
    expect(lines.search(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)).toBe(-1)
  })
})
