import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { EVIDENCE_OF_UNIT } from '../model/evidence.ts'
import { wordFaults } from '../rules/words.ts'
import { reportWords } from '../testing/report-options.ts'
import { fieldsOf } from '../text/fill.ts'

describe('rules/words/report.yaml', () => {
  it('has both languages everywhere', () => {
    const text = readFileSync(new URL('../../rules/words/report.yaml', import.meta.url), 'utf8')
    expect(wordFaults(parse(text))).toEqual([])
    expect(Object.keys(reportWords).length).toBeGreaterThan(200)
  })
  it('asks for the same fields in both languages', () => {
    for (const [key, { zh, en }] of Object.entries(reportWords)) {
      expect({ key, fields: fieldsOf(en).sort() }).toEqual({ key, fields: fieldsOf(zh).sort() })
    }
  })
  it('names every measure a check states, its unit, and the key of every evidence', () => {
    const stated = sources('src/checks/**/*.ts').flatMap(text => [
      ...text.matchAll(/report\.measure\(\s*'(\w+)',[^)]*?,\s*'(\w+)'\)/g),
    ])
    const named = sources('rules/*/*.yaml').flatMap(text => [...text.matchAll(/\{measure: (\w+)/g)])
    const units = stated.map(([, , unit = '']) => unit).filter(unit => unit !== 'ratio')
    const keys = [
      ...[...stated, ...named].map(([, name]) => `measure.${name}`),
      ...units.flatMap(unit => [`unit.${unit}`, `unitOne.${unit}`]),
      ...Object.values(EVIDENCE_OF_UNIT).flatMap(kind => [`kind.${kind}`, `kindKey.${kind}`]),
    ]
    expect(keys.length).toBeGreaterThan(30)
    expect(keys.filter(key => !Object.hasOwn(reportWords, key))).toEqual([])
  })
})

/** Texts of the repository's files, tests left out. */
function sources(pattern: string): string[] {
  const cwd = new URL('../../', import.meta.url).pathname
  return globSync(pattern, { cwd })
    .filter(file => !file.endsWith('.test.ts'))
    .map(file => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8'))
}
