import { readFileSync } from 'node:fs'
import papaparse from 'papaparse'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Requirement, RulesetFile, Scoring, Source } from '../model/rule.ts'
import { loadLibrary } from './load.ts'

const root = new URL('../../', import.meta.url)
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8')
const yaml = <T>(path: string): T => parse(text(path)) as T

const national = yaml<RulesetFile>('rules/rulesets/national.yaml')
const zhejiang = yaml<RulesetFile>('rules/rulesets/provinces/zj.yaml')
const scoring = yaml<Scoring>('rules/scoring.yaml')
const head = yaml<Record<string, unknown>>('rules/lists/cross-province.yaml')
const sourceIds = new Set(yaml<Source[]>('rules/sources.yaml').map(({ id }) => id))
const requirementByCode = new Map(yaml<Requirement[]>('rules/requirements.yaml').map(row => [row.code, row]))
const { rules } = await loadLibrary()

describe('rulesets, scoring and lists', () => {
  it('expect something of every app, so that silence leaves duties untested', () => {
    const kinds = (national.expects ?? []).map(({ kind }) => kind)
    expect(kinds).toEqual([
      'manifest',
      'items',
      'channel-items',
      'documents',
      'lists',
      'packages',
      'attestations',
    ])
    expect(national.expects?.[0]).toEqual({ kind: 'manifest' })
    expect(national.adoptions).toEqual([])
  })

  it('name rules, codes and sources that exist', () => {
    for (const { overrides = [], conflicts = [], adoptions = [] } of [national, zhejiang]) {
      for (const { rule, source } of overrides) {
        expect(rules.map(({ id }) => id)).toContain(rule)
        expect(sourceIds).toContain(source)
      }
      for (const { codes, sources: ids } of conflicts) {
        for (const code of codes) expect(requirementByCode.has(code)).toBe(true)
        for (const id of ids) expect(sourceIds).toContain(id)
      }
      for (const { code } of adoptions) expect(requirementByCode.has(code)).toBe(true)
    }
  })

  it('tighten in Zhejiang and keep the zoom conflict visible', () => {
    expect(zhejiang.extends).toBe('national')
    expect(zhejiang.overrides).toMatchObject([
      {
        rule: 'standards/time-limits',
        options: { instantReview: true },
        loosens: false,
        source: 'zj-review',
      },
    ])
    expect(zhejiang.conflicts).toMatchObject([{ codes: ['X-A11Y-16'], holder: 'host' }])
  })

  it('compare lists with the newest known one, the same in ruleset and rule', () => {
    const rule = rules.find(({ code }) => code === 'U2-01')
    expect(rule?.options.newest).toEqual(national.lists)
    expect(national.lists).toMatchObject([{ id: head.id, version: head.version }])
  })

  it('weigh what is binding more, and single out mandatory codes only', () => {
    expect(scoring.weights.mandatory).toBeGreaterThan(scoring.weights.recommended)
    for (const code of scoring.vetoes) expect(requirementByCode.get(code)?.level).toBe('mandatory')
  })

  it('ship 135 unconfirmed rows with their provenance and no codes', () => {
    const { data, errors, meta } = papaparse.parse<Record<string, string>>(
      text('rules/lists/cross-province.csv').trim(),
      {
        header: true,
      },
    )
    expect(errors).toEqual([])
    expect(meta.fields).toEqual(['no', 'name', 'department', 'group', 'confidence', 'provenance'])
    expect(meta.fields).toEqual(Object.keys(head.columns as object))
    expect(data.map(({ no }) => no)).toEqual(Array.from({ length: 135 }, (_, index) => String(index + 1)))
    expect(repeated(data.map(({ name, department }) => `${department} ${name}`))).toEqual([])
    for (const row of data) {
      expect(row.confidence).toMatch(/^[ABC]$/)
      expect(row.provenance).not.toBe('')
    }
    // A local sample is no row of the national list, however certain its name is.
    expect(data.filter(({ group }) => group === 'local').map(({ confidence }) => confidence)).toEqual(['C'])
    for (const id of head.sources as string[]) expect(sourceIds).toContain(id)
  })
})

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}
