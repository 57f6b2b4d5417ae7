import { describe, expect, it } from 'vitest'
import { InputError } from '../../model/input-error.ts'
import { appFolder } from '../../testing/app-folder.ts'
import { parseText, readParsed } from './structured.ts'

async function faultOf(text: string, file: string, duplicates = false) {
  try {
    await parseText(text, file, { duplicates })
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    return { code: error.code, line: error.place?.line, column: error.place?.column, data: error.data }
  }
  return undefined
}

describe('YAML', () => {
  it('is YAML 1.2: no dates, no yes/no, merge keys, numbers', async () => {
    const text = 'a: no\nb: 2026-01-01\nc: &x {k: 1}\nd: {<<: *x, l: 2}\ne: 0o17\n"200": ok\n404: gone\n'
    expect(await parseText(text, 'a.yaml')).toEqual({
      format: 'yaml',
      value: { a: 'no', b: '2026-01-01', c: { k: 1 }, d: { k: 1, l: 2 }, e: 15, 200: 'ok', 404: 'gone' },
    })
  })

  it.each([
    ['', 'empty-file', undefined, undefined],
    [' \n# only a comment\n', 'empty-file', undefined, undefined],
    ['a: 1\nb: [1, 2\nc: 3\n', 'yaml-syntax', 3, 1],
    ['a: 1\n\tb: 2\n', 'yaml-tab', 2, 1],
    ['a: 1\n---\nb: 2\n', 'yaml-several-documents', 2, 1],
    ['app:\n  id: x\n  name：养老\n  kind: host\n', 'yaml-fullwidth-colon', 3, 7],
    ['a: *nobody\n', 'yaml-alias-unknown', 1, 4],
    ['a: &a\n  b: *a\n', 'yaml-alias-cycle', 2, 6],
    ['app:\n  id: a\n  name: b\n  id: c\n', 'duplicate-key', 4, 3],
    ['{"a": 1, "a": 2}\n', 'duplicate-key', 1, 10],
    ['a: @x\n', 'yaml-syntax', 1, 4],
  ])('%j is %s at %s:%s', async (text, code, line, column) => {
    expect(await faultOf(text, 'a.yaml', true)).toMatchObject({ code, ...(line ? { line, column } : {}) })
  })

  it('names both places of a duplicate key', async () => {
    expect((await faultOf('app:\n  id: a\n  name: b\n  id: c\n', 'a.yaml'))?.data).toEqual({
      key: 'id',
      firstLine: 2,
    })
  })

  it('refuses bombs quickly', async () => {
    const levels = Array.from(
      { length: 12 },
      (_, i) => `a${i + 1}: &a${i + 1} [${Array(10).fill(`*a${i}`).join(', ')}]`,
    )
    const before = performance.now()
    expect((await faultOf(`a0: &a0 [lol]\n${levels.join('\n')}\n`, 'a.yaml'))?.code).toBe('yaml-alias-bomb')
    expect((await faultOf(`a: &a 1\nb: [${Array(20_000).fill('*a').join(',')}]\n`, 'a.yaml'))?.code).toBe(
      'yaml-alias-bomb',
    )
    expect(performance.now() - before).toBeLessThan(4000)
  })

  it('accepts an anchor used often', async () => {
    const text = `a: &a {x: 1}\nb: [${Array(500).fill('*a').join(', ')}]\n`
    expect(((await parseText(text, 'a.yaml')).value as { b: unknown[] }).b).toHaveLength(500)
  })

  it.each([
    ['flow lists', '['.repeat(20_000)],
    ['flow maps', '{a: '.repeat(20_000)],
    ['block lists', `${'- '.repeat(20_000)}x`],
    ['questions', `${'? '.repeat(20_000)}x`],
    ['closed flow', `a: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['indented', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ])('says too deep for 20,000 levels of %s', async (_name, text) => {
    const before = performance.now()
    expect((await faultOf(text, 'a.yaml'))?.code).toBe('too-deep')
    expect(performance.now() - before).toBeLessThan(2000)
  })

  it('allows what real documents have', async () => {
    const text = Array.from({ length: 150 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')
    expect(await faultOf(text, 'a.yaml')).toBeUndefined()
  })

  it('bounds the time of one large map', async () => {
    const text = Array.from({ length: 12_000 }, (_, i) => `key${i}: ${i}`).join('\n')
    const before = performance.now()
    expect(Object.keys((await parseText(text, 'a.yaml')).value as object)).toHaveLength(12_000)
    expect(performance.now() - before).toBeLessThan(6000)
  })
})

describe('JSON', () => {
  it.each([
    ['{"a": 1,}', 1, 9],
    ['{\n  "a": 1\n  "b": 2\n}', 3, 3],
    ['{"a": [1, 2}', 1, 12],
    ['{"a": tru}', 1, 7],
    ['{"a": "x', 1, 9],
  ])('%j fails exactly at %s:%s', async (text, line, column) => {
    expect(await faultOf(text, 'a.json')).toMatchObject({ code: 'json-syntax', line, column })
    expect(await faultOf(text, 'api-docs')).toMatchObject({ code: 'json-syntax', line, column })
  })

  it('says too deep instead of overflowing', async () => {
    const deep = `{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`
    expect(await faultOf(deep, 'a.json')).toMatchObject({ code: 'too-deep', line: 1, column: 205 })
    expect(await faultOf(deep, 'a.yaml')).toMatchObject({ code: 'too-deep' })
  })

  it('looks for duplicate keys only when asked: large documents pay for it', async () => {
    const text = '{"a": 1,\n "b": {"a": 1},\n "a": 2}'
    expect(await faultOf(text, 'a.json', true)).toMatchObject({
      code: 'duplicate-key',
      line: 3,
      column: 2,
      data: { key: 'a', firstLine: 1 },
    })
    expect(await faultOf(text, 'a.json')).toBeUndefined()
  })

  it('is taken for JSON also under a YAML name, and flow YAML stays YAML', async () => {
    expect((await parseText('{"a": 1}', 'a.yaml')).format).toBe('json')
    expect(await parseText('{a: 1}', 'a.yaml')).toEqual({ format: 'yaml', value: { a: 1 } })
  })
})

it('keeps __proto__ an ordinary key', async () => {
  for (const [text, file] of [
    ['__proto__: {polluted: yes}\na: 1\n', 'a.yaml'],
    ['{"__proto__": {"polluted": "yes"}, "a": 1}', 'a.json'],
  ] as const) {
    const { value } = await parseText(text, file)
    expect(Object.keys(value as object)).toEqual(['__proto__', 'a'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
  }
})

it('bounds a file by what its name says', async () => {
  const folder = appFolder({ 'a.yaml': 'a: 1\n', 'b.json': '{"a": 1}' })
  const largest = { yaml: 4, json: 100 }
  await expect(readParsed(folder, 'a.yaml', { largest })).rejects.toMatchObject({ code: 'too-large' })
  expect(await readParsed(folder, 'b.json', { largest })).toMatchObject({
    format: 'json',
    value: { a: 1 },
    bytes: 8,
  })
})
