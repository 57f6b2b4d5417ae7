import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** A code that holds no longer than this many seconds must be extendable or be read out. */
  most: number
  /** What a code is called that a person must type. */
  codes: string[]
  /** How it is said that a code can be had for longer, again, or by ear. */
  ways: string[]
  /** How a page says that it goes on by itself. */
  advances: string[]
  /** How it says that this can be stopped. */
  stops: string[]
}

const SECONDS: Record<string, number> = { 秒: 1, 秒钟: 1, 分: 60, 分钟: 60 }
const NUMERALS = '一二三四五六七八九十'

/** Codes that run out soon can be had for longer or by ear; the page does not move on before a person is done. */
export default defineCheck<Options>()({
  name: 'pages/time-limits',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { codeRunsOut: ['said', 'seconds', 'most'], goesOnByItself: ['said'] },
  options: {
    type: 'object',
    required: ['most', 'codes', 'ways', 'advances', 'stops'],
    additionalProperties: false,
    properties: {
      most: { type: 'integer', minimum: 1 },
      codes: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      ways: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      advances: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      stops: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, options, report) {
    const { words } = unit.data as PageCapture
    const has = (among: readonly string[], text: string) => among.some(word => text.includes(word))
    let examined = 0
    for (const match of words.matchAll(/(\d{1,4}|[一二三四五六七八九十])\s?(秒钟?|分钟?)/g)) {
      const start = match.index
      const sentence = sentenceAt(words, start)
      const [, number = '', unitOfTime = ''] = match
      const seconds = (Number(number) || NUMERALS.indexOf(number) + 1) * (SECONDS[unitOfTime] ?? 1)
      if (has(options.codes, sentence) && /有效|失效|过期/.test(sentence)) {
        examined++
        if (seconds <= options.most && !has(options.ways, words))
          report.failure(
            'codeRunsOut',
            { said: sentence, seconds, most: options.most },
            { identity: { seconds } },
          )
      } else if (has(options.advances, sentence)) {
        examined++
        // Where it can be stopped nothing is lost; whether it truly moves on was not waited for.
        if (!has(options.stops, words))
          report.doubt('goesOnByItself', { said: sentence }, { identity: { seconds } })
      }
      if (examined >= 20) break
    }
    return examined
  },
})

/** The sentence a place stands in, at most 60 characters to either side. */
function sentenceAt(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 60), at)
  const after = text.slice(at, at + 60)
  const start = Math.max(...['。', '!', '！', '；', ';', '\n'].map(mark => before.lastIndexOf(mark))) + 1
  const end = after.search(/[。!！；;\n]/)
  return `${before.slice(start)}${end < 0 ? after : after.slice(0, end)}`.trim()
}
