import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FORMATS, planFormats, wantsEveryFinding } from './output.ts'

describe('formats asked for', () => {
  it('go to a file of their own each, and only the terminal’s to the terminal', () => {
    const files = planFormats(FORMATS, '/out', '/').map(({ file }) => file)
    expect(files.filter(file => file === undefined)).toHaveLength(1)
    const names = files.flatMap(file => (file === undefined ? [] : [basename(file)]))
    expect(new Set(names).size).toBe(FORMATS.length - 1)
    for (const name of names)
      expect(name).toMatch(/^scorecard\.(?:\w+\.)?(?:json|sarif|md|html|xml|csv|txt|svg)$/)
  })
  it('read the full list only where every finding is listed', () => {
    const asked = (format: string) => wantsEveryFinding(planFormats([format], undefined, '/'))
    expect(FORMATS.filter(asked)).toEqual(['csv', 'gitlab'])
  })
})
