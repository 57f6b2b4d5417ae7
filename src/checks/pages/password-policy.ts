import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { PasswordFact } from '../../model/page-privacy.ts'

interface Options {
  /** Least length that must be asked for. */
  least: number
  /** Kinds of characters that must be asked for. */
  classes: number
  /** An upper limit below this keeps people from long passwords. */
  upper: number
  /** Labels of fields in which a password is chosen, not given. */
  choosing: string[]
}

/** Words for kinds of characters in hints; upper and lower case are two. */
const KINDS: readonly (readonly [RegExp, number])[] = [
  [/大小写/, 2],
  [/大写(?!、?小写)|大写字母/, 1],
  [/小写字母/, 1],
  [/数字/, 1],
  [/符号|特殊字符|特殊字元/, 1],
]
const DIGITS = '一二三四'

/** Where a password is chosen, enough length and kinds of characters are asked for; nowhere is a long one refused. */
export default defineCheck<Options>()({
  name: 'pages/password-policy',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    tooShort: ['element', 'length', 'least'],
    tooFewKinds: ['element', 'kinds', 'least'],
    upperLimit: ['element', 'length', 'least'],
    lengthNotStated: ['element', 'least'],
    kindsNotStated: ['element', 'least'],
  },
  options: {
    type: 'object',
    required: ['least', 'classes', 'upper', 'choosing'],
    additionalProperties: false,
    properties: {
      least: { type: 'integer', minimum: 1 },
      classes: { type: 'integer', minimum: 1, maximum: 4 },
      upper: { type: 'integer', minimum: 1 },
      choosing: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { least, classes, upper, choosing }, report) {
    const { passwords } = unit.data as PageCapture
    for (const fact of passwords) {
      const element = fact.element.selector
      const where = {
        pointer: element,
        identity: { element },
        template: { component: fact.element.component },
      }
      const said = lengths(fact.hint)
      const longest = Math.min(fact.maxLength ?? Number.POSITIVE_INFINITY, said.most)
      if (longest < upper) report.failure('upperLimit', { element, length: longest, least: upper }, where)
      if (fact.autocomplete !== 'new-password' && !choosing.some(word => fact.label.includes(word))) continue
      const shortest = Math.max(fact.minLength ?? 0, said.least)
      const kinds = kindsAskedFor(fact)
      if (shortest === 0) report.doubt('lengthNotStated', { element, least }, where)
      else if (shortest < least) report.failure('tooShort', { element, length: shortest, least }, where)
      if (kinds === undefined) report.doubt('kindsNotStated', { element, least: classes }, where)
      else if (kinds < classes) report.failure('tooFewKinds', { element, kinds, least: classes }, where)
    }
    return passwords.length
  },
})

/** `8-20位`, `8至20个字符`, `不少于8位`, `最多16位`. */
function lengths(hint: string): { least: number; most: number } {
  const span = /(\d{1,3}) ?(?:-|~|～|—|–|至|到) ?(\d{1,3}) ?(?:位|个|字符)/.exec(hint)
  if (span) return { least: Number(span[1]), most: Number(span[2]) }
  const least = /(?:至少|不少于|不低于|最少|不短于) ?(\d{1,3}) ?(?:位|个字)/.exec(hint)
  const most = /(?:至多|不超过|不多于|最多|最长) ?(\d{1,3}) ?(?:位|个字)/.exec(hint)
  return {
    least: Number(least?.[1] ?? 0),
    most: most ? Number(most[1]) : Number.POSITIVE_INFINITY,
  }
}

/** How many kinds of characters the words (or the pattern's look-aheads) ask for; undefined where they say nothing. */
function kindsAskedFor({ hint, pattern }: PasswordFact): number | undefined {
  const counted = /(?:至少|任意|不少于|包含)?([一二三四1-4]) ?(?:类|种)/.exec(hint)?.[1]
  if (counted) return DIGITS.includes(counted) ? DIGITS.indexOf(counted) + 1 : Number(counted)
  const looks = pattern?.match(/\(\?=/g)?.length ?? 0
  if (looks > 0) return looks
  let named = 0
  for (const [words, count] of KINDS) if (words.test(hint)) named += count
  // 字母 alone is one kind; where case is asked for it was counted.
  if (/字母/.test(hint) && !/大小写|大写|小写/.test(hint)) named++
  return named > 0 ? named : undefined
}
