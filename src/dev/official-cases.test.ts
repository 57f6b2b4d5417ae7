import { describe, expect, it } from 'vitest'
import { explainedIn, officialCases } from './official-cases.ts'

const FOLDER = 'fixtures/openapi-official'

describe('documents of the OpenAPI Initiative', () => {
  it('are judged as their authors say, but for what is explained', async () => {
    const answers = await officialCases(FOLDER)
    const different = answers.filter(({ expected, found }) => expected !== found).map(({ file }) => file)
    expect(different).toEqual(explainedIn(FOLDER))
  })
  it('are there for every version, in both directions where there are both', async () => {
    const groups = Map.groupBy(await officialCases(FOLDER), ({ file }) =>
      file.slice(0, file.lastIndexOf('/')),
    )
    expect([...groups].map(([group, of]) => [group, of.length])).toEqual([
      ['v3.0/pass', 6],
      ['v3.1/fail', 11],
      ['v3.1/pass', 35],
      ['v3.2/fail', 29],
      ['v3.2/pass', 37],
    ])
  })
})
