import { readdirSync, readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

/** The published schemas of what stands under `rules/`: they accept what is shipped, equal the model, and refuse the rest. */

const root = new URL('../../', import.meta.url)
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const yaml = (path: string): unknown => parse(text(path))
const shipped = readdirSync(new URL('rules', root), { recursive: true, encoding: 'utf8' })
  .map(path => `rules/${path.replaceAll('\\', '/')}`)
  .filter(path => path.endsWith('.yaml'))
  .sort()
const rulesetPaths = shipped.filter(path => path.startsWith('rules/rulesets/'))
const ruleFiles = shipped.filter(path => /^rules\/(?!rulesets|lists|words|hosts)[a-z]+\//.test(path))

/** The first entry of a shipped file, to spoil in one respect. */
function entry(path: string): Record<string, unknown> {
  const value = yaml(path)
  return (Array.isArray(value) ? value[0] : value) as Record<string, unknown>
}

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, allowUnionTypes: true })
const schemas = ['rule', 'examples', 'clause', 'source', 'requirement', 'ruleset', 'scoring', 'list'] as const
type SchemaName = (typeof schemas)[number]
const compiled = new Map(
  schemas.map(name => [name, ajv.compile(JSON.parse(text(`schemas/${name}.schema.json`)))]),
)

/** What the schema has against a value: one line a fault, empty when there is none. */
function faults(name: SchemaName, value: unknown): string[] {
  const validate = compiled.get(name)
  if (!validate) throw new Error(name)
  validate(value)
  // A failed `if` says only that something inside it is wrong.
  const telling = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'if')
  return telling.map(error => `${error.instancePath} ${error.message}`)
}

describe('the schemas of the rule files', () => {
  it.each<[SchemaName, string[]]>([
    ['source', ['rules/sources.yaml']],
    ['clause', ['rules/clauses.yaml']],
    ['requirement', ['rules/requirements.yaml']],
    ['scoring', ['rules/scoring.yaml']],
    ['list', ['rules/lists/cross-province.yaml']],
    ['ruleset', rulesetPaths],
    ['rule', ruleFiles.filter(path => !path.endsWith('.examples.yaml'))],
    ['examples', ruleFiles.filter(path => path.endsWith('.examples.yaml'))],
  ])('%s accepts what is shipped', (name, paths) => {
    for (const path of paths) expect({ path, faults: faults(name, yaml(path)) }).toEqual({ path, faults: [] })
  })

  it('state the fields of the model, no more and no fewer, and which of them may be left out', () => {
    const model = text('src/model/rule.ts')
    const schemaOf = (name: SchemaName) => JSON.parse(text(`schemas/${name}.schema.json`))
    const ruleset = schemaOf('ruleset')
    const examples = schemaOf('examples')
    const rule = schemaOf('rule')
    for (const [name, schema] of [
      ['Source', schemaOf('source').$defs.source],
      ['Clause', schemaOf('clause').$defs.clause],
      ['Requirement', schemaOf('requirement').$defs.requirement],
      ['Rule', rule],
      ['AppliesTo', rule.properties.appliesTo],
      ['RuleExamples', examples],
      ['RuleExample', examples.$defs.example],
      ['RulesetFile', ruleset],
      ['Override', ruleset.properties.overrides.items],
      ['Conflict', ruleset.properties.conflicts.items],
      ['Scoring', schemaOf('scoring')],
    ] as const) {
      expect({ name, fields: schemaFields(schema) }).toEqual({ name, fields: modelFields(model, name) })
    }
  })

  it.each<[string, SchemaName, string, Record<string, unknown>]>([
    ['an unknown key', 'clause', 'rules/clauses.yaml', { article: '5' }],
    ['one language only', 'clause', 'rules/clauses.yaml', { paraphrase: { zh: '要求' } }],
    ['an id without its source', 'clause', 'rules/clauses.yaml', { id: 'guide' }],
    ['a certainty nobody defined', 'clause', 'rules/clauses.yaml', { confidence: 'sure' }],
    ['a month that does not exist', 'source', 'rules/sources.yaml', { issued: '2021-13' }],
    ['a status nobody defined', 'source', 'rules/sources.yaml', { status: 'valid' }],
    ['the same part twice', 'requirement', 'rules/requirements.yaml', { parts: ['static', 'static'] }],
    ['a duty on the kit without its proof', 'requirement', 'rules/requirements.yaml', { parts: ['kit'] }],
    ['a proof without a duty', 'requirement', 'rules/requirements.yaml', { provenBy: 'src/a.test.ts' }],
    ['a share above 1', 'scoring', 'rules/scoring.yaml', { failedShare: 1.5 }],
    ['a bundled list called confirmed', 'list', 'rules/lists/cross-province.yaml', { confirmed: true }],
    ['a check without its version', 'rule', 'rules/standards/openapi-document.yaml', { check: 'openapi/a' }],
    ['no holder', 'rule', 'rules/standards/openapi-document.yaml', { holder: [] }],
    ['no example', 'examples', 'rules/standards/openapi-document.examples.yaml', { examples: [] }],
    [
      'an unknown kind of evidence',
      'ruleset',
      'rules/rulesets/national.yaml',
      { expects: [{ kind: 'films' }] },
    ],
    [
      'adoption by nobody',
      'ruleset',
      'rules/rulesets/national.yaml',
      { adoptions: [{ code: 'U1-03', document: 'x', date: '2026-01-01' }] },
    ],
  ])('refuse %s', (_, name, path, spoilt) => {
    expect(faults(name, entry(path))).toEqual([])
    expect(faults(name, { ...entry(path), ...spoilt })).toHaveLength(1)
  })

  it('refuse an override without reason and source', () => {
    const national = entry('rules/rulesets/national.yaml')
    const override = { rule: 'standards/time-limits', level: 'recommended', loosens: true }
    expect(faults('ruleset', { ...national, overrides: [override] })).toHaveLength(2)
  })

  it('accept a list of entries only when it holds some', () => {
    expect(faults('source', [])).toHaveLength(1)
    expect(faults('source', [entry('rules/sources.yaml'), {}])).toHaveLength(5)
  })
})

type Fields = Record<string, 'required' | 'optional'>

function schemaFields(schema: { properties: Record<string, unknown>; required: string[] }): Fields {
  const entries = Object.keys(schema.properties).map(key => [
    key,
    schema.required.includes(key) ? 'required' : 'optional',
  ])
  return Object.fromEntries(entries)
}

/** Top-level fields of one interface, read from the source: types are gone when tests run. */
function modelFields(source: string, name: string): Fields {
  const body = new RegExp(`^export interface ${name} \\{\\n([^]*?)^\\}`, 'm').exec(source)?.[1] ?? ''
  const found = [...body.matchAll(/^ {2}([a-z]\w*)(\??):/gim)]
  return Object.fromEntries(found.map(([, key, mark]) => [key, mark ? 'optional' : 'required']))
}
