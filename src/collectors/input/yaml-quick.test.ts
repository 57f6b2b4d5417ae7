import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { quickYaml } from './yaml-quick.ts'
import { parseYaml } from './yaml-text.ts'

const DEPTH = 200

/** What the exact reader says: a value, or that it refuses. */
function exact(text: string): { value: unknown } | undefined {
  try {
    return { value: parseYaml(text, 'x.yaml', DEPTH) }
  } catch {
    return undefined
  }
}

/** Plain scalars that YAML versions and libraries read differently. */
const TRICKY = [
  '0777', '0o17', '0x1F', '0b101', '1_000', '+12', '-0', '.5', '5.', '1e3', '1E+3', '.inf', '-.Inf', '.NaN', '12:30:45',
  '2026-01-01', '2026-01-01T00:00:00Z', 'yes', 'no', 'on', 'Off', 'y', 'true', 'True', 'TRUE', 'null', 'Null', '~', '',
  '330000', '002099001000', '9007199254740993', '1.0', '1.10', '=', 'a: b', 'a #b', '# c', 'a:b', '- a', '?a', ':a', '@a', '`a`',
  '"a', "it's", '%a', '!a', '&a', '*a', '>', '|', '[', '{a}', 'a,b', '实施编码', '“引号”', 'a：b', '\u00a0a', 'a\\n', '<<', '__proto__',
  '11330000MB0FAKE29C2332099900100', '1133000000000000000123', '0.1e-7', '1e400', '0xFFFFFFFFFFFFFFFFF', '---', '...', 'NaN', 'Infinity',
] // biome-ignore format: a table

describe('the quick reader', () => {
  it('reads every YAML file of this repository as the exact one does, and most of them', () => {
    const files = ['fixtures', 'rules', '.'].flatMap(folder =>
      readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' })
        .filter(file => /\.ya?ml$/.test(file))
        .map(file => join(folder, file)),
    )
    let quick = 0
    for (const file of files) {
      const text = readFileSync(file, 'utf8')
        .replace(/^\ufeff/, '')
        .replaceAll('\r\n', '\n')
      const found = quickYaml(text, DEPTH)
      if (!found) continue
      quick++
      expect({ file, ...found }).toEqual({ file, ...exact(text) })
    }
    expect(files.length).toBeGreaterThan(100)
    expect(quick / files.length).toBeGreaterThan(0.5)
  })

  it('never reads a tricky scalar otherwise, as value, key, list item or in flow style', () => {
    for (const scalar of TRICKY) {
      for (const text of [
        `a: ${scalar}\n`,
        `${scalar}: 1\n`,
        `- ${scalar}\n- x\n`,
        `a: {b: ${scalar}, c: 1}\n`,
        `a: [${scalar}, 1]\n`,
      ]) {
        const found = quickYaml(text, DEPTH)
        if (found) expect({ text, ...found }).toEqual({ text, ...exact(text) })
      }
    }
  })

  it('never accepts what the exact one refuses, nor reads it otherwise, on lines put together at random', () => {
    const scalar = fc.constantFrom(...TRICKY)
    const line = fc.record({
      indent: fc.nat({ max: 3 }),
      key: fc.option(fc.constantFrom('a', 'b', 'c', '"d"', '1')),
      dash: fc.boolean(),
      value: scalar,
    })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), lines => {
        const text = lines
          .map(
            ({ indent, key, dash, value }) =>
              `${'  '.repeat(indent)}${dash ? '- ' : ''}${key === null ? '' : `${key}: `}${value}`,
          )
          .join('\n')
        const found = quickYaml(text, DEPTH)
        if (found) expect(found).toEqual(exact(text))
      }),
      { numRuns: 20_000, seed: 11 },
    )
  })

  it('agrees on what the library itself writes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), value => {
        const text = stringify(value)
        const found = quickYaml(text, DEPTH)
        if (found) expect(found).toEqual(exact(text))
      }),
      { numRuns: 3000, seed: 12 },
    )
  })

  it('leaves nesting beyond the limit and duplicate keys to the exact one', () => {
    expect(quickYaml(`${'['.repeat(DEPTH + 1)}${']'.repeat(DEPTH + 1)}`, DEPTH)).toBeUndefined()
    expect(quickYaml('['.repeat(20_000), DEPTH)).toBeUndefined()
    expect(quickYaml('a: 1\na: 2\n', DEPTH)).toBeUndefined()
    expect(quickYaml('', DEPTH)).toBeUndefined()
  })

  it('takes time in proportion to the text, whatever it is made of', () => {
    for (const piece of [' ', '- ', 'null ', ': ', '? ', '<<', '1e', '\n', '\n ']) {
      const before = performance.now()
      quickYaml(piece.repeat(200_000), DEPTH)
      expect(performance.now() - before).toBeLessThan(5000)
    }
  })
})
