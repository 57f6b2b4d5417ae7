import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Clause, Requirement, Rule, Source } from '../model/rule.ts'
import { CROSS_DIMENSIONS, UNIFICATIONS } from '../model/vocabulary.ts'

/** Also the proof of X-GOV-01: every duty and rule maps to a dimension, and no grade word of an evaluation is used. */

const root = new URL('../../', import.meta.url)
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const yaml = <T>(path: string): T => parse(text(path)) as T

const sources = yaml<Source[]>('rules/sources.yaml')
const clauses = yaml<Clause[]>('rules/clauses.yaml')
const requirements = yaml<Requirement[]>('rules/requirements.yaml')
const ruleFiles = files('rules').filter(
  path => /^rules\/[a-z]+\//.test(path) && !/\/(rulesets|lists|words|hosts)\//.test(path),
)
const rules = ruleFiles.filter(path => !path.endsWith('.examples.yaml')).map(path => yaml<Rule>(path))

const sourceIds = new Set(sources.map(({ id }) => id))
const clauseById = new Map(clauses.map(clause => [clause.id, clause]))
const requirementByCode = new Map(requirements.map(requirement => [requirement.code, requirement]))

function files(folder: string): string[] {
  return readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith('.yaml'))
    .map(path => `${folder}/${path.replaceAll('\\', '/')}`)
    .filter(path => path.slice(folder.length + 1).includes('/') || folder !== 'rules')
    .sort()
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

describe('sources and clauses', () => {
  it('have ids of their own, and each clause names its source', () => {
    expect(repeated(sources.map(({ id }) => id))).toEqual([])
    expect(repeated(clauses.map(({ id }) => id))).toEqual([])
    for (const { id, source } of clauses) {
      expect(id.split('@')[0]).toBe(source)
      expect(sourceIds).toContain(source)
    }
  })

  it('are all cited', () => {
    const cited = new Set([
      ...requirements.flatMap(({ clauses: ids }) => ids ?? []),
      ...rules.flatMap(rule => rule.clauses),
    ])
    expect(clauses.map(({ id }) => id).filter(id => !cited.has(id))).toEqual([])
    const used = new Set(clauses.map(({ source }) => source))
    expect([...sourceIds].filter(id => !used.has(id))).toEqual([])
  })

  it('give a clause number only where the numbered text was seen', () => {
    const numbered = clauses.filter(({ number }) => number !== undefined)
    expect(new Set(numbered.map(({ source }) => source))).toEqual(
      new Set(['m2026', 'miit-elder-app', 'miit-elder-web']),
    )
    expect(new Set(numbered.map(({ confidence }) => confidence))).toEqual(new Set(['seen']))
    expect(clauses.filter(({ source, number }) => source === 'guide' && number)).toEqual([])
  })

  it('call a criterion engineering exactly where it is ours or applies a technical specification', () => {
    for (const { source, confidence } of clauses)
      expect(confidence === 'engineering').toBe(source === 'kit' || source === 'oas')
  })
})

describe('requirements', () => {
  it('are the table of 156 rows and the 25 codes of the contract family', () => {
    expect(repeated(requirements.map(({ code }) => code))).toEqual([])
    const contract = Array.from({ length: 25 }, (_, index) => `U1-${index + 21}`)
    const table = requirements.filter(({ code }) => !contract.includes(code))
    expect(table).toHaveLength(156)
    expect(requirements).toHaveLength(181)
    const families = Map.groupBy(table, ({ code }) => code.replace(/-\d+$/, ''))
    expect(Object.fromEntries([...families].map(([family, rows]) => [family, rows.length]))).toEqual({
      U1: 20,
      U2: 16,
      U3: 15,
      U4: 16,
      U5: 20,
      'X-FORM': 7,
      'X-REV': 6,
      'X-A11Y': 19,
      'X-SVC': 4,
      'X-PI': 14,
      'X-SEC': 14,
      'X-GOV': 5,
    })
    for (const code of contract) {
      expect(requirementByCode.get(code)).toMatchObject({
        source: 'kit',
        dimension: 'U1',
        parts: ['static'],
        holders: ['app'],
        basis: 'interpretation',
        confidence: 'engineering',
      })
    }
  })

  it('map every code to the dimension of its family', () => {
    const byFamily: Record<string, string> = {
      'X-A11Y': 'accessibility',
      'X-PI': 'privacy',
      'X-SEC': 'security',
      'X-SVC': 'service',
      'X-REV': 'service',
      'X-FORM': 'conduct',
      'X-GOV': 'conduct',
    }
    for (const { code, dimension } of requirements)
      expect(dimension).toBe(byFamily[code.replace(/-\d+$/, '')] ?? code.slice(0, 2))
    expect(new Set(requirements.map(({ dimension }) => dimension))).toEqual(
      new Set([...UNIFICATIONS, ...CROSS_DIMENSIONS]),
    )
  })

  it('cite clauses that exist, at least one binding clause where the duty is mandatory', () => {
    for (const { code, source, clauses: ids = [], level } of requirements) {
      expect(sourceIds).toContain(source)
      expect({ code, unknown: ids.filter(id => !clauseById.has(id)) }).toEqual({ code, unknown: [] })
      if (level === 'mandatory')
        expect(
          ids.map(id => clauseById.get(id)?.level),
          code,
        ).toContain('mandatory')
    }
  })

  it('never call an engineering criterion the text of a source', () => {
    for (const { code, basis, confidence } of requirements)
      if (confidence === 'engineering') expect({ code, basis }).toEqual({ code, basis: 'interpretation' })
  })

  it('hold the four duties on this kit apart', () => {
    const duties = requirements.filter(({ provenBy }) => provenBy)
    expect(duties.map(({ code }) => code)).toEqual(['X-GOV-01', 'X-GOV-02', 'X-GOV-04', 'X-GOV-05'])
    for (const { parts, holders, provenBy } of duties) {
      expect({ parts, holders }).toEqual({ parts: ['kit'], holders: ['kit'] })
      expect(existsSync(new URL(provenBy ?? '', root)), provenBy).toBe(true)
    }
    expect(requirements.filter(({ excused }) => excused).length).toBeLessThanOrEqual(5)
  })

  it('are worded in both languages, thresholds of ours called ours in both', () => {
    for (const { code, title, pass, note } of requirements) {
      for (const words of [title, pass, ...(note ? [note] : [])]) {
        expect(words.zh, code).toMatch(/\p{Script=Han}/u)
        expect(words.en, code).toMatch(/^[A-Z0-9"]/i)
        expect({ code, ours: /\bours\b/.test(words.en) }).toEqual({
          code,
          ours: words.zh.includes('本工具自定') && words !== note,
        })
      }
    }
  })
})

describe('rules against the table', () => {
  it('keep dimension, level, part and holder of their code', () => {
    for (const { id, code, dimension, level, part, holder } of rules) {
      const requirement = requirementByCode.get(code)
      expect({ id, dimension, level }).toEqual({
        id,
        dimension: requirement?.dimension,
        level: requirement?.level,
      })
      expect(requirement?.parts).toContain(part)
      expect({ id, foreign: holder.filter(one => !requirement?.holders.includes(one)) }).toEqual({
        id,
        foreign: [],
      })
    }
  })
})
