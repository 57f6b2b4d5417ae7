import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { ReportOptions } from '../model/reporter.ts'
import { flattenWords } from '../rules/words.ts'

/** The words of `rules/words/report.yaml` as reporters get them. */
export const reportWords = flattenWords(
  parse(readFileSync(new URL('../../rules/words/report.yaml', import.meta.url), 'utf8')),
)

export function reportOptions(change: Partial<ReportOptions> = {}): ReportOptions {
  return { lang: 'zh', words: reportWords, width: 80, color: false, detail: 'normal', ...change }
}
