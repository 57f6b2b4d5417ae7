import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { forbiddenIn } from './lint-words.ts'
import { loadLibrary } from './load.ts'

const root = new URL('../../', import.meta.url)

const { sources } = await loadLibrary()

/** A text without the official titles it cites: those are not our words. */
function ownWords(text: string): string {
  const titles = Object.values(sources).flatMap(({ title }) => [title.zh, title.en])
  return titles.reduce((rest, title) => rest.replaceAll(title, ' '), text)
}

/** What users read that no rule or word file holds. */
describe.each([
  'README.md',
  'README.zh-CN.md',
  'rules/README.md',
  ...['zh', 'en'].flatMap(lang => [
    `reports/samples/exemplary.${lang}.html`,
    `reports/samples/faulty.${lang}.html`,
    `reports/samples/faulty.${lang}.md`,
    `reports/samples/faulty.${lang}.txt`,
  ]),
])('%s', file => {
  it('holds no grade word, seal or accusation', () => {
    const text = readFileSync(new URL(file, root), 'utf8')
    expect(forbiddenIn(ownWords(text)).map(({ word }) => word)).toEqual([])
  })
})

describe('forbiddenIn', () => {
  it('sees a word outside the phrases that deny it', () => {
    expect(forbiddenIn('本结果不是检测报告').map(({ word }) => word)).toEqual([])
    expect(forbiddenIn('本检测报告不排名,结论优秀').map(({ word }) => word)).toEqual(['优秀', '检测报告'])
  })
})
