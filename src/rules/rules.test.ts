import { describe, expect, it } from 'vitest'
import { checks } from '../checks/index.generated.ts'
import { runExample } from '../engine/examples.ts'
import { lintLibrary } from './lint.ts'
import { loadLibrary } from './load.ts'

const library = await loadLibrary()

/** The self-test of the shipped rules: `wutong rules lint` and `wutong rules test`, rule by rule. */
describe('the shipped rules', () => {
  it('lint clean', async () => {
    const faults = await lintLibrary(library, checks)
    expect(faults.map(({ file, line, id, data }) => `${file}:${line} ${id} ${JSON.stringify(data)}`)).toEqual(
      [],
    )
  })

  it('there are some', () => {
    expect(library.rules.length).toBeGreaterThan(10)
  })
})

describe.each(library.rules.map(rule => [rule.id, rule] as const))('%s', async (id, rule) => {
  const examples = (await library.examples(id))?.examples ?? []

  it.each(examples.map(example => [example.name, example] as const))('%s', async (_name, example) => {
    const { mismatches } = await runExample(rule, example, checks)
    expect(mismatches).toEqual([])
  })
})
