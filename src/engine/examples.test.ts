import { describe, expect, it } from 'vitest'
import { type AnyCheck, defineCheck, type UnitCheck } from '../model/check.ts'
import type { Item } from '../model/evidence.ts'
import type { Rule, RuleExample } from '../model/rule.ts'
import { deepFreeze, exampleEvidence } from './example-evidence.ts'
import { runExample } from './examples.ts'

const named = defineCheck()({
  name: 'items/named',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { unnamed: ['field'], odd: [] },
  options: { type: 'object' },
  judge(unit, _context, _options, report) {
    const name = (unit.data as Item).task_name
    if (!name) report.failure('unnamed', { field: 'task_name' }, { pointer: '/task_name' })
    if (name === '?') report.doubt('odd', {})
    report.measure('length', String(name ?? '').length, 'characters')
    return 1
  },
})

const rule = (check: string): Rule => ({
  id: 'standards/named',
  code: 'U1-04',
  part: 'static',
  status: 'stable',
  check,
  options: {},
  clauses: [],
  level: 'mandatory',
  basis: 'text',
  confidence: 'seen',
  proof: 'observed',
  dimension: 'U1',
  holder: ['catalogue'],
  fixOwner: 'catalogue',
  title: { zh: '名称', en: 'name' },
  rationale: { zh: '名称', en: 'name' },
  messages: {},
  remediation: { zh: '写上', en: 'state it', effort: 'low' },
})

const withJudge = (judge: UnitCheck['judge']): AnyCheck => ({ ...named, judge }) as unknown as AnyCheck

const failing: RuleExample = {
  name: 'no name',
  expect: 'failed',
  evidence: { items: [{ row_guid: 'a', task_name: '' }] },
  findings: [{ message: 'unnamed', unit: 'a', at: '/task_name', data: { field: 'task_name' } }],
}

async function mismatches(example: RuleExample, check: AnyCheck = named): Promise<string[]> {
  const run = await runExample(rule('items/named@1'), example, new Map([['items/named@1', check]]))
  return run.mismatches.map(({ id }) => id)
}

describe('an example', () => {
  it('holds when outcome, findings, places and data are as it says', async () => {
    expect(await mismatches(failing)).toEqual([])
    expect(
      await mismatches({ name: 'x', expect: 'passed', evidence: { items: [{ task_name: '办证' }] } }),
    ).toEqual([])
    expect(await mismatches({ name: 'x', expect: 'inapplicable', evidence: { items: [] } })).toEqual([])
  })

  it('counts what it leaves out as expected and not provided', async () => {
    const example: RuleExample = { name: 'x', expect: 'untested', evidence: { manifest: { wutong: 1 } } }
    expect(await mismatches({ ...example, untestedBecause: 'not-provided' })).toEqual([])
    expect(await mismatches({ ...example, untestedBecause: 'incomplete' })).toEqual(['untestedBecause'])
  })

  it.each<[string, Partial<RuleExample>, string[]]>([
    ['another outcome', { expect: 'passed' }, ['outcome']],
    ['an unlisted finding', { findings: [] }, ['unlistedFinding']],
    ['another message', { findings: [{ message: 'odd' }] }, ['missingFinding', 'unlistedFinding']],
    [
      'another kind',
      { findings: [{ ...failing.findings?.[0], kind: 'note', message: 'unnamed' }] },
      ['missingFinding', 'unlistedFinding'],
    ],
    [
      'no place',
      { findings: [{ message: 'unnamed', data: { field: 'task_name' } }] },
      ['missingFinding', 'unlistedFinding'],
    ],
    [
      'other data',
      { findings: [{ message: 'unnamed', at: '/task_name', data: { field: 'x' } }] },
      ['missingFinding', 'unlistedFinding'],
    ],
    [
      'no data',
      { findings: [{ message: 'unnamed', at: '/task_name' }] },
      ['missingFinding', 'unlistedFinding'],
    ],
    [
      'another unit',
      { findings: [{ message: 'unnamed', unit: 'b', at: '/task_name', data: { field: 'task_name' } }] },
      ['missingFinding', 'unlistedFinding'],
    ],
    ['a wrong measure', { measures: { length: 3 } }, ['measure']],
    ['a measure that is not made', { measures: { length: 0, width: 1 } }, ['measure']],
    ['an unlisted measure', { measures: {} }, ['unlistedMeasure']],
  ])('is refused for %s', async (_what, change, ids) => {
    expect(await mismatches({ ...failing, ...change })).toEqual(ids)
  })

  it('is refused when the check touches its evidence', async () => {
    const touching = withJudge(({ data }) => {
      ;(data as Item).task_name = 'x'
      return 1
    })
    const run = await runExample(rule('items/named@1'), failing, new Map([['items/named@1', touching]]))
    expect(run.mismatches.map(({ id }) => id)).toEqual(['crash'])
    expect(run.mismatches[0]?.data.error).toContain('read only')
  })

  it('is refused when the check answers differently the second time', async () => {
    let calls = 0
    const fickle = withJudge((_unit, _context, _options, report) => {
      report.measure('calls', ++calls, 'calls')
      return 1
    })
    const example: RuleExample = { name: 'x', expect: 'passed', evidence: failing.evidence }
    expect(await mismatches(example, fickle)).toEqual(['differsTwice'])
  })

  it('is refused when its check is not there', async () => {
    const run = await runExample(rule('items/other@1'), failing, new Map())
    expect(run.mismatches).toEqual([{ id: 'checkMissing', data: { check: 'items/other@1' } }])
  })
})

describe('the target of an example', () => {
  it('is a provincial app when no manifest is shown, else what the manifest states', () => {
    expect(exampleEvidence({ name: '', expect: 'passed', evidence: {} }).target).toMatchObject({
      tier: 'province',
      region: '330000',
    })
    const stated = exampleEvidence({
      name: '',
      expect: 'passed',
      evidence: { manifest: { app: { tier: 'city', kind: 'boat' } } },
    }).target
    expect(stated).toMatchObject({ tier: 'city', kind: null, region: null, audience: null })
    const example: RuleExample = {
      name: '',
      expect: 'passed',
      target: { tier: 'county' },
      evidence: { manifest: {} },
    }
    expect(exampleEvidence(example).target.tier).toBe('county')
  })

  it('takes a bare OpenAPI document as one of a single file', () => {
    const { units } = exampleEvidence({
      name: '',
      expect: 'passed',
      evidence: { documents: [{ openapi: '3.1.0', paths: {} }] },
    })
    expect([...(units('documents') as Iterable<{ data: unknown }>)][0]?.data).toMatchObject({
      version: '3.1.0',
      root: 'openapi.yaml',
    })
  })
})

describe('deepFreeze', () => {
  it('freezes deeper than the stack and through cycles', () => {
    const top: Record<string, unknown> = {}
    let node = top
    for (let depth = 0; depth < 100_000; depth++) {
      node.next = {}
      node = node.next as Record<string, unknown>
    }
    node.next = top
    deepFreeze(top)
    expect(Object.isFrozen(node)).toBe(true)
  })
})
