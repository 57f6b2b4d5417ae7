import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Words } from '../../model/words.ts'

const require = createRequire(import.meta.url)
let chinese: Record<string, { help?: string }> | undefined

/** axe-core's own words for one of its rules; a rule its Chinese translation lacks is given in English. */
export function axeWords(id: string, english: string): Words {
  chinese ??= (
    JSON.parse(readFileSync(require.resolve('axe-core/locales/zh_CN.json'), 'utf8')) as {
      rules: Record<string, { help?: string }>
    }
  ).rules
  const said = Object.hasOwn(chinese, id) ? chinese[id]?.help : undefined
  return { zh: said ?? english, en: english }
}
