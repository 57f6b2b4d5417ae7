import { describe, expect, it } from 'vitest'
import { InputError } from '../model/input-error.ts'
import { parseYaml } from './yaml-file.ts'

function codeOf(text: string): string {
  try {
    parseYaml(text, 'x.yaml')
    return 'read'
  } catch (error) {
    if (error instanceof InputError) return `${error.code} ${error.place?.line ?? ''}`.trim()
    throw error
  }
}

describe('parseYaml', () => {
  it('gives values and the place of each node', () => {
    const file = parseYaml('\uFEFF# head\r\na:\r\n  - b: 1\r\n    c: x\r\n', 'x.yaml')
    expect(file.value).toEqual({ a: [{ b: 1, c: 'x' }] })
    expect(file.locate(['a', 0, 'c'])).toEqual({ line: 4, column: 8 })
  })

  it('places what is missing at its nearest ancestor', () => {
    expect(parseYaml('a:\n  b: 1\n', 'x.yaml').locate(['a', 'z', 3])).toEqual({ line: 2, column: 3 })
  })

  it.each([
    ['a: 1\na: 2\n', 'rules-yaml 2'],
    ['a: {b: {c}\n', 'rules-yaml 2'],
    ['a: 1\n---\nb: 2\n', 'rules-yaml'],
    ['a: &x [1]\nb: [*x, *x]\n', 'rules-yaml'],
    ['', 'read'],
  ])('%j -> %s', (text, code) => {
    expect(codeOf(text)).toBe(code)
  })

  it.each([
    ['flow', '['.repeat(20_000)],
    ['closed flow', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['sequences', `${'- '.repeat(20_000)}x`],
    ['blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('refuses 20,000 nested levels of %s without overflowing', (_name, text) => {
    expect(codeOf(text)).toBe('rules-depth 1')
  })

  it('keeps a __proto__ key from reaching any prototype', () => {
    const { value } = parseYaml('__proto__: { polluted: yes }\na: 1\n', 'x.yaml')
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })
})
