import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Words } from '../../model/words.ts'
import { INPUT_CODES } from './codes.ts'

type Parts = Record<'what' | 'expected' | 'mend', Words>

const root = join(import.meta.dirname, '../../..')
const words = (
  parse(readFileSync(join(root, 'rules/words/input.yaml'), 'utf8')) as { input: Record<string, Parts> }
).input

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const full = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'openapi' ? [] : sources(full)
    return /(?<!\.test)\.ts$/.test(entry.name) && entry.name !== 'codes.ts'
      ? [readFileSync(full, 'utf8')]
      : []
  })
}

it('has words for every code and a code for all words', () => {
  expect(Object.keys(words).sort()).toEqual(Object.keys(INPUT_CODES).sort())
})

it('throws every code it knows somewhere', () => {
  const text = sources(join(root, 'src/collectors')).join('\n')
  expect(Object.keys(INPUT_CODES).filter(code => !text.includes(`'${code}'`))).toEqual([])
})

it.each(Object.entries(words))('says %s in both languages with the same fields', (_code, parts) => {
  expect(Object.keys(parts)).toEqual(['what', 'expected', 'mend'])
  const fields = (text: string) =>
    [...new Set(text.match(/\{\w+\}/g))].filter(field => !/^\{(zh|en)\}$/.test(field)).sort()
  for (const { zh, en } of Object.values(parts)) {
    expect(zh.length).toBeGreaterThan(0)
    expect(en.length).toBeGreaterThan(0)
    expect(fields(en)).toEqual(fields(zh))
    expect(en).not.toMatch(/[\u4e00-\u9fff]/)
  }
})
