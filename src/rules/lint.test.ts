import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { Rule, RuleExamples } from '../model/rule.ts'
import { sampleChecks, sampleLibrary, sampleRequirement, sampleRule } from '../testing/sample-rules.ts'
import { lintLibrary } from './lint.ts'
import { loadLibrary } from './load.ts'
import { flattenWords } from './words.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wutong-lint-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const sampleExamples: RuleExamples = {
  rule: 'standards/sample',
  examples: [
    { name: 'stated', expect: 'passed', evidence: { items: [{ task_name: 'x' }] } },
    {
      name: 'absent',
      expect: 'failed',
      evidence: { items: [{ task_name: '' }] },
      findings: [
        { message: 'absent', at: '/task_name', data: { field: 'task_name' } },
        { kind: 'note', message: 'odd', data: { field: 'task_name', found: '' } },
      ],
    },
  ],
}

let packs = 0

/** Ids of what lint finds in a pack of the given files (YAML takes JSON), each as `id line`. */
async function faultsIn(
  files: Record<string, unknown>,
  change: Parameters<typeof sampleLibrary>[0] = {},
): Promise<string[]> {
  const folder = join(scratch, String(packs++))
  for (const [path, value] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), typeof value === 'string' ? value : JSON.stringify(value, null, 1))
  }
  return (await lintLibrary(sampleLibrary({ ...change, folder }), sampleChecks)).map(({ id }) => id)
}

const pack = (rule: Partial<Rule>, examples: Partial<RuleExamples> = {}) => ({
  'standards/sample.yaml': sampleRule(rule),
  'standards/sample.examples.yaml': { ...sampleExamples, ...examples },
})

/** The sample examples with the one at `index` changed. */
const withExample = (index: number, change: object) => ({
  examples: sampleExamples.examples.map((example, at) =>
    at === index ? { ...example, ...change } : example,
  ),
})

describe('rules lint', () => {
  it('wants attested rules, and them alone, to say what a person is asked', async () => {
    const words = { zh: '查看报告', en: 'look at the report' }
    const fact = { id: 'day', title: words, type: 'date' as const }
    const attestation = { procedure: [words], evidence: [], facts: [fact, fact], validMonths: 12 }
    expect(await faultsIn(pack({ attestation }))).toEqual(['attestationStray', 'attestationTwice'])
    const requirements = [sampleRequirement({ parts: ['static', 'attested'] })]
    expect(await faultsIn(pack({ part: 'attested' }), { requirements })).toContain('attestationMissing')
    const whole = { ...attestation, facts: [fact] }
    expect(await faultsIn(pack({ part: 'attested', attestation: whole }), { requirements })).toContain(
      'attestationMissing',
    )
  })

  it('has nothing to say about a sound pack', async () => {
    expect(await faultsIn(pack({}))).toEqual([])
  })

  it.each<[string, Partial<Rule>]>([
    ['idNotPath', { id: 'standards/other' }],
    ['clauseMissing', { clauses: ['std@elements', 'std@nothing'] }],
    ['codeMissing', { code: 'U1-99' }],
    ['partMissing', { part: 'live' }],
    ['differs', { level: 'recommended' }],
    ['differs', { basis: 'interpretation' }],
    ['differs', { confidence: 'known' }],
    ['differs', { holder: ['app'] }],
    ['differs', { local: true }],
    ['checkMissing', { check: 'items/simple@1' }],
    ['checkVersion', { check: 'items/sample@2' }],
    ['optionShape', { options: { field: 'task_name', limit: 'three' } }],
    ['optionShape', { options: { field: 'task_name', colour: 'red' } }],
    ['forbiddenWord', { title: { zh: '达标情况', en: 'Item element' } }],
    ['forbiddenWord', { remediation: { zh: '否则一票否决', en: 'state it', effort: 'low' } }],
    ['forbiddenWord', { rationale: { zh: '缺了就不好办事', en: 'It is illegal to leave it out' } }],
    ['notChinese', { title: { zh: 'Elements of the item', en: 'Item element' } }],
    ['notEnglish', { title: { zh: '事项要素', en: '事项要素' } }],
    ['unfinished', { rationale: { zh: '待写', en: 'later' } }],
    ['unknownField', { title: { zh: '要素 {field}', en: 'element {field}' } }],
  ])('finds %s in %j', async (id, change) => {
    expect(new Set(await faultsIn(pack(change)))).toContain(id)
  })

  it('holds every message against the check', async () => {
    const { absent, odd } = sampleRule().messages as Record<string, { zh: string; en: string }>
    const words = (messages: object) => faultsIn(pack({ messages: messages as Rule['messages'] }))
    expect(await words({ absent })).toEqual(['messageMissing'])
    expect(await words({ absent, odd, absnt: absent })).toEqual(['messageUnknown'])
    expect(await words({ absent, odd: { zh: '{field} 是 {value}', en: '{field} is {value}' } })).toEqual([
      'unknownField',
      'unknownField',
    ])
    expect(await words({ absent, odd: { zh: '{field} 是 {found}', en: '{field} is odd' } })).toEqual([
      'unfilledField',
    ])
    expect(await words({ absent, odd: { zh: '{field} 是 {}', en: '{field} is { found }' } })).toEqual([
      'strayBrace',
      'strayBrace',
    ])
    expect(await words({ absent, odd: { zh: '{field} 是 {found}' } })).toEqual(['rules-shape'])
  })

  it('does not let a recommended duty say must', async () => {
    const rule: Partial<Rule> = {
      level: 'recommended',
      remediation: { zh: '必须补上', en: 'it must be stated', effort: 'low' },
    }
    const requirements = [sampleRequirement({ level: 'recommended' })]
    expect(await faultsIn(pack(rule), { requirements })).toEqual(['mustInRecommended', 'mustInRecommended'])
  })

  it.each<[string, Partial<RuleExamples>]>([
    ['examplesOfOther', { rule: 'standards/other' }],
    ['noPassing', withExample(0, { expect: 'inapplicable' })],
    ['noFailing', withExample(1, { expect: 'passed' })],
    ['exampleName', withExample(1, { name: 'stated' })],
    ['sameEvidence', withExample(1, { evidence: { items: [{ task_name: 'x' }] } })],
    ['expectsUnshown', withExample(1, { expect: 'cantTell' })],
    ['messageUnshown', withExample(1, { findings: [{ message: 'absent', data: { field: 'x' } }] })],
    ['messageUnknown', withExample(0, { findings: [{ kind: 'note', message: 'strange' }] })],
    ['dataMissing', withExample(0, { findings: [{ kind: 'note', message: 'odd', data: { field: 'x' } }] })],
    ['optionShape', withExample(0, { options: { limit: -1 } })],
  ])('finds %s in the examples', async (id, change) => {
    expect(await faultsIn(pack({}, change))).toContain(id)
  })

  it('takes a doubt instead of a failure from a rule that shows no failure', async () => {
    const doubting = {
      examples: [
        sampleExamples.examples[0],
        {
          name: 'odd',
          expect: 'cantTell',
          evidence: { items: [{ task_name: '?' }] },
          findings: [
            { kind: 'doubt', message: 'absent', data: { field: 'x' } },
            { kind: 'doubt', message: 'odd', data: { field: 'x', found: '?' } },
          ],
        },
      ],
    } as Partial<RuleExamples>
    expect(await faultsIn(pack({}, doubting))).toEqual([])
  })

  it('finds rules without examples and examples without a rule', async () => {
    expect(await faultsIn({ 'standards/sample.yaml': sampleRule() })).toEqual(['noExamples'])
    expect(await faultsIn({ 'standards/sample.examples.yaml': sampleExamples })).toEqual(['examplesAlone'])
  })

  it('finds an id used twice', async () => {
    expect(await faultsIn({ ...pack({}), 'zj/sample.yaml': sampleRule() })).toEqual(
      expect.arrayContaining(['duplicateRule', 'idNotPath']),
    )
  })

  it('finds what tables and rulesets name and is not there', async () => {
    const { sources, clauses } = sampleLibrary()
    const ruleset = {
      id: 'national',
      version: '2026.1.0',
      title: { zh: '全国', en: 'National' },
      extends: 'nation',
      adoptions: [{ code: 'U9-01', by: '某厅', document: '某函', date: '2026-01-01' }],
      conflicts: [
        {
          id: 'c',
          codes: ['U9-02'],
          sources: ['nothing', 'std'],
          holder: 'host',
          words: { zh: '冲突', en: 'conflict' },
        },
      ],
    }
    expect(
      (
        await faultsIn({
          'clauses.yaml': [clauses['std@elements'], { ...clauses['std@elements'], source: 'nothing' }],
          'sources.yaml': [sources.std, { ...sources.std, supersededBy: 'nothing' }],
          'rulesets/national.yaml': ruleset,
        })
      ).sort(),
    ).toEqual(
      [
        'clauseId',
        'codeMissing',
        'codeMissing',
        'duplicateId',
        'duplicateId',
        'rulesetMissing',
        'sourceUnknown',
        'sourceUnknown',
        'sourceUnknown',
      ].sort(),
    )
  })

  it('gives file, line and column', async () => {
    const folder = join(scratch, 'place')
    mkdirSync(join(folder, 'standards'), { recursive: true })
    const text = stringify(sampleRule({ level: 'recommended' }))
    writeFileSync(join(folder, 'standards/sample.yaml'), text)
    const faults = await lintLibrary(sampleLibrary({ folder }), sampleChecks)
    const line = text.split('\n').findIndex(one => one.startsWith('level:')) + 1
    expect(faults.find(({ id }) => id === 'differs')).toMatchObject({
      file: 'standards/sample.yaml',
      line,
      column: 8,
    })
  })
})

describe('words', () => {
  it('flatten to leaves and miss no language unseen', async () => {
    expect(flattenWords({ a: { b: { zh: '甲', en: 'a' } } })).toEqual({ 'a.b': { zh: '甲', en: 'a' } })
    expect(
      await faultsIn({ 'words/x.yaml': { a: { b: { zh: '甲' }, c: 'text', d: { zh: '', en: 'x' } } } }),
    ).toEqual(expect.arrayContaining(['wordsMissing', 'wordsShape', 'wordsMissing']))
  })

  it('every fault lint can find has words', async () => {
    const { words } = await loadLibrary()
    const { readdirSync, readFileSync } = await import('node:fs')
    const here = new URL('.', import.meta.url)
    const texts = readdirSync(here)
      .filter(name => /^lint.*\.ts$/.test(name) && !name.endsWith('.test.ts'))
      .map(name => readFileSync(new URL(name, here), 'utf8'))
    const ids = texts.flatMap(text =>
      [...text.matchAll(/complain\w*(?:\([^()]*\))?\(\s*'(\w+)'/g)].map(match => match[1]),
    )
    expect(new Set(ids).size).toBeGreaterThan(30)
    expect(ids.filter(id => !words[`lint.${id}`])).toEqual([])
  })
})
