import { type AnyCheck, defineCheck } from '../model/check.ts'
import type { Requirement, Rule, RulesetFile } from '../model/rule.ts'
import type { RuleLibrary } from '../rules/load.ts'

interface Options {
  field: string
  limit?: number
}

/** A check for tests of rules and rulesets. */
export const sampleCheck: AnyCheck = defineCheck<Options>()({
  name: 'items/sample',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: { absent: ['field'], odd: ['field', 'found'] },
  options: {
    type: 'object',
    required: ['field'],
    additionalProperties: false,
    properties: { field: { type: 'string' }, limit: { type: 'integer', minimum: 0 } },
  },
  judge: () => 1,
})

export const sampleChecks: ReadonlyMap<string, AnyCheck> = new Map([['items/sample@1', sampleCheck]])

export function sampleRule(change: Partial<Rule> = {}): Rule {
  return {
    id: 'standards/sample',
    code: 'U1-04',
    part: 'static',
    status: 'stable',
    check: 'items/sample@1',
    options: { field: 'task_name', limit: 3 },
    clauses: ['std@elements'],
    level: 'mandatory',
    basis: 'text',
    confidence: 'seen',
    proof: 'observed',
    dimension: 'U1',
    holder: ['catalogue'],
    fixOwner: 'catalogue',
    title: { zh: '事项要素', en: 'Item element' },
    rationale: { zh: '没有名称就无法办事', en: 'Without a name nobody can apply' },
    messages: {
      absent: { zh: '没有填写 {field}', en: '{field} is not stated' },
      odd: { zh: '{field} 是 {found}', en: '{field} is {found}' },
    },
    remediation: { zh: '补上', en: 'state it', effort: 'low' },
    ...change,
  }
}

export function sampleRequirement(change: Partial<Requirement> = {}): Requirement {
  return {
    code: 'U1-04',
    dimension: 'U1',
    title: { zh: '事项要素', en: 'Item elements' },
    source: 'std',
    subject: 'items',
    parts: ['static'],
    holders: ['catalogue'],
    pass: { zh: '要素齐全', en: 'all elements there' },
    level: 'mandatory',
    basis: 'text',
    confidence: 'seen',
    ...change,
  }
}

export function sampleLibrary(
  change: Partial<RuleLibrary> & { ruleset?: Partial<RulesetFile> } = {},
): RuleLibrary {
  const { ruleset, ...rest } = change
  const national: RulesetFile = {
    id: 'national',
    version: '1.0.0',
    title: { zh: '全国', en: 'National' },
    ...ruleset,
  }
  return {
    folder: '/nowhere',
    rules: [sampleRule(), sampleRule({ id: 'standards/trial', status: 'experimental' })],
    requirements: [sampleRequirement()],
    clauses: {
      'std@elements': {
        id: 'std@elements',
        source: 'std',
        paraphrase: { zh: '要素齐全', en: 'all elements' },
        level: 'mandatory',
        confidence: 'seen',
      },
    },
    sources: {
      std: {
        id: 'std',
        title: { zh: '标准', en: 'Standard' },
        issuer: { zh: '某委', en: 'Body' },
        status: 'in-force',
        asOf: '2026-11-23',
      },
      draft: {
        id: 'draft',
        title: { zh: '草案', en: 'Draft' },
        issuer: { zh: '某委', en: 'Body' },
        status: 'draft',
        asOf: '2026-11-23',
      },
    },
    scoring: {
      version: '1',
      weights: { mandatory: 3, recommended: 1 },
      failedShare: 0.5,
      leastJudgedShare: 0.5,
      vetoes: [],
    },
    rulesets: { national },
    words: {},
    hosts: [],
    faults: [],
    parsed: [],
    examples: async () => undefined,
    ...rest,
  }
}
