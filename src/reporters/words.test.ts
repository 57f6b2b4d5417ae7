import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
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
})
