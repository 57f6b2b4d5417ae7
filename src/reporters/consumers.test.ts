import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { ReportOptions } from '../model/reporter.ts'
import type { Scorecard } from '../model/scorecard.ts'
import { junitFaults } from '../testing/consumers/junit.ts'
import { gitlab, sarif } from '../testing/consumers/schemas.ts'
import { csvRows } from '../testing/csv-rows.ts'
import { reportOptions } from '../testing/report-options.ts'
import { cleanScorecard, emptyScorecard, sampleScorecard } from '../testing/sample-scorecard.ts'
import { reporters } from './index.ts'

/** What people and attackers put into names: controls, ends of sections, other directions, formulas, commands, markup. */
const HOSTILE = [
  'a\u0000b\u001b[31m\u0085',
  ']]>',
  '<!-- --><script>alert(1)</script>',
  '\u202Eabc\u2066',
  'عربي שלום',
  '\uFFFE\uFFFF\uD800',
  '=HYPERLINK("x")',
  '+1',
  '-1',
  '@SUM(A1)',
  '::error::x%0A',
  '"q",\r\n=1',
  '𠮷\u2028',
  '%2e%2e/..\\C:',
]
const MANY = 10_000
const SAMPLES = new URL('../../reports/samples/', import.meta.url)

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true, strictRequired: false })
const isSarif = ajv.compile(sarif)
const isGitlab = ajv.compile(gitlab)
const faultsOf = {
  sarif: (text: string) => (isSarif(JSON.parse(text)) ? [] : (isSarif.errors ?? [])),
  gitlab: (text: string) => (isGitlab(JSON.parse(text)) ? [] : (isGitlab.errors ?? [])),
  junit: junitFaults,
}

/** The sample scorecard with hostile text in every name, place and value, and its findings 10,000 times over. */
function hostile(): { scorecard: Scorecard; findings: NonNullable<ReportOptions['findings']> } {
  const scorecard = sampleScorecard()
  let turn = 0
  const bad = () => HOSTILE[turn++ % HOSTILE.length] as string
  const spoil = <T extends Scorecard['assessments'][number]['findings'][number]>(finding: T): T => ({
    ...finding,
    data: Object.fromEntries(Object.keys(finding.data).map(name => [name, bad()])),
    locus: { ...finding.locus, unit: bad(), file: `data/${bad()}`, pointer: bad() },
  })
  scorecard.target.name = HOSTILE.join('')
  for (const assessment of scorecard.assessments) {
    assessment.findings = assessment.findings.map(spoil)
    const words = scorecard.words.rules[assessment.rule]
    if (words) words.title = { zh: bad(), en: bad() }
  }
  for (const cause of scorecard.causes) cause.example = spoil(cause.example)
  for (const code of Object.keys(scorecard.words.codes))
    scorecard.words.codes[code] = { zh: bad(), en: bad() }
  const each = scorecard.assessments.flatMap(({ code, rule, findings }) =>
    findings.map(one => ({ ...one, code, rule })),
  )
  const findings = Array.from({ length: MANY }, (_, at) => spoil(each[at % each.length] as (typeof each)[0]))
  return { scorecard, findings }
}

const GIVEN = {
  sample: () => ({ scorecard: sampleScorecard() }),
  empty: () => ({ scorecard: emptyScorecard() }),
  clean: () => ({ scorecard: cleanScorecard() }),
  hostile,
} as const

async function written(format: string, name: keyof typeof GIVEN, lang: 'zh' | 'en'): Promise<string> {
  const { scorecard, ...more } = GIVEN[name]()
  const report = await reporters[format]?.()
  return String(report?.(scorecard, reportOptions({ lang, ...more })))
}

describe.each(['sarif', 'gitlab', 'junit'] as const)('%s as its consumers read it', format => {
  it.each(Object.keys(GIVEN) as (keyof typeof GIVEN)[])('takes the %s scorecard', async name => {
    for (const lang of ['zh', 'en'] as const) {
      const text = await written(format, name, lang)
      expect(text.length).toBeGreaterThan(2)
      expect(faultsOf[format](text).slice(0, 5)).toEqual([])
    }
  })
  it('takes the released samples', () => {
    const ending = { sarif: '.sarif', gitlab: '.gitlab.json', junit: '.junit.xml' }[format]
    const files = readdirSync(SAMPLES).filter(file => file.endsWith(ending))
    expect(files).toHaveLength(4)
    for (const file of files)
      expect(faultsOf[format](readFileSync(new URL(file, SAMPLES), 'utf8')).slice(0, 5)).toEqual([])
  })
})

describe('the judges of these formats', () => {
  it('refuse what their consumers refuse', async () => {
    const log = JSON.parse(await written('sarif', 'sample', 'zh'))
    log.runs[0].results.find((one: { kind: string }) => one.kind === 'pass').level = 'error'
    expect(faultsOf.sarif(JSON.stringify(log))).not.toEqual([])
    const [first, ...rest] = JSON.parse(await written('gitlab', 'sample', 'zh'))
    expect(faultsOf.gitlab(JSON.stringify([{ ...first, severity: 'error' }, ...rest]))).not.toEqual([])
    const xml = await written('junit', 'sample', 'zh')
    expect(junitFaults(xml.replace('<testcase ', '<testcase file="x" '))).toEqual([
      'testcase: attribute file',
    ])
    expect(junitFaults(xml.replace(/<failure.*?<\/failure>/s, ''))).toHaveLength(1)
    expect(junitFaults(xml.replace('</failure>', ']]></failure>'))).not.toEqual([])
  })
})

describe('csv as spreadsheet programs read it', () => {
  it('has the same columns in each of 10,000 rows and nothing to compute', async () => {
    const rows = csvRows(await written('csv', 'hostile', 'zh'))
    expect(rows.length).toBeGreaterThan(MANY)
    expect(new Set(rows.map(({ length }) => length)).size).toBe(1)
    expect(rows.flat().filter(cell => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  })
})

describe('marks of certainty', () => {
  it.each(['pretty', 'markdown', 'html', 'sarif', 'gitlab', 'junit', 'csv', 'github'])(
    'stand beside the findings in %s',
    async format => {
      const text = await written(format, 'sample', 'zh')
      for (const mark of ['〔原文〕', '〔解释〕']) expect(text).toContain(mark)
      // Markdown escapes brackets.
      const english = (await written(format, 'sample', 'en')).replaceAll('\\', '')
      for (const mark of ['[text]', '[interpretation]']) expect(english).toContain(mark)
    },
  )
})
