import { describe, expect, it } from 'vitest'
import type { Scorecard } from '../model/scorecard.ts'
import { csvRows } from '../testing/csv-rows.ts'
import { reportOptions } from '../testing/report-options.ts'
import { sampleScorecard } from '../testing/sample-scorecard.ts'
import { reporters } from './index.ts'
import { placeOf } from './speech.ts'

/** The sample with every place in a catalogue moved into a workbook. */
function inWorkbook(): Scorecard {
  const text = JSON.stringify(sampleScorecard())
  return JSON.parse(
    text.replaceAll('"file":"data/items.csv"', '"file":"data/items.xlsx","sheet":"实施清单"'),
  ) as Scorecard
}
async function printed(name: string): Promise<string> {
  const report = await reporters[name]?.()
  return String(report?.(inWorkbook(), reportOptions()))
}

describe('a place in a workbook', () => {
  it.each([
    [{ line: 12, column: 2 }, 'a.xlsx 清单!B12'],
    [{ line: 12, column: 28 }, 'a.xlsx 清单!AB12'],
    [{ line: 12, column: 2, sheet: "2026 年'表" }, "a.xlsx '2026 年''表'!B12"],
    [{ line: 12 }, 'a.xlsx 清单!12:12'],
    [{}, 'a.xlsx 清单'],
  ])('%j is %s', (at, expected) => {
    expect(placeOf({ file: 'a.xlsx', sheet: '清单', ...at })).toBe(expected)
  })
  it.each(['pretty', 'html', 'markdown', 'junit', 'github'])('is told by its cell in %s', async name => {
    expect(await printed(name)).toMatch(/data\/items\.xlsx (?:<[^>]*>)?实施清单!E12/)
  })
  it('is no line to annotate on GitHub', async () => {
    for (const line of (await printed('github')).split('\n'))
      if (line.includes('file=data/items.xlsx')) expect(line).toMatch(/file=data\/items\.xlsx,title=/)
  })
  it('is told by its cell in GitLab, with the row as the line it demands', async () => {
    const entries = JSON.parse(await printed('gitlab')) as { description: string; location: object }[]
    const entry = entries.find(one => one.description.includes('[实施清单!E12]'))
    expect(entry?.location).toEqual({ path: 'data/items.xlsx', lines: { begin: 12 } })
  })
  it('has no region in SARIF, but a name', async () => {
    const { results } = (
      JSON.parse(await printed('sarif')) as { runs: { results: Record<string, never>[] }[] }
    ).runs[0] as { results: { locations?: Record<string, unknown>[] }[] }
    const location = results
      .flatMap(one => one.locations ?? [])
      .find(one => JSON.stringify(one).includes('!E12'))
    expect(location?.physicalLocation).toMatchObject({ artifactLocation: { uri: 'data/items.xlsx' } })
    expect(location?.physicalLocation).not.toHaveProperty('region')
  })
  it('has its sheet in the last column of CSV', async () => {
    const row = csvRows(await printed('csv')).find(cells => cells[6] === 'data/items.xlsx')
    expect([row?.[7], row?.[8], row?.at(-1)]).toEqual(['12', '5', '实施清单'])
  })
})
