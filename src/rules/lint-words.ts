import type { Words } from '../model/words.ts'
import { fieldsOf } from '../text/fill.ts'
import { isObject } from '../text/json-tree.ts'
import forbidden from './forbidden-words.json' with { type: 'json' }
import type { Complain } from './lint-fault.ts'
import type { PathStep } from './yaml-file.ts'

const LANGS = ['zh', 'en'] as const
const CJK = /\p{Script=Han}/u

/** Words shown to users: both languages there, Chinese in zh, no word that claims what a self-check cannot. */
export function lintWords(words: unknown, path: readonly PathStep[], complain: Complain): void {
  if (!isObject(words)) {
    complain('wordsMissing', path, { lang: 'zh, en' })
    return
  }
  for (const lang of LANGS) {
    const text = words[lang]
    if (typeof text !== 'string' || text.trim() === '') {
      complain('wordsMissing', path, { lang })
      continue
    }
    for (const { word, why } of forbiddenIn(text))
      complain('forbiddenWord', [...path, lang], { word, zh: why.zh, en: why.en })
  }
  const { zh, en } = words
  if (typeof zh === 'string' && zh.length > 8 && !CJK.test(zh)) complain('notChinese', [...path, 'zh'])
  if (typeof zh === 'string' && typeof en === 'string' && zh === en && CJK.test(en))
    complain('notEnglish', [...path, 'en'])
}

/** A template may ask only for fields the check carries, the same ones in both languages. */
export function lintTemplate(
  words: Words,
  fields: readonly string[],
  path: readonly PathStep[],
  complain: Complain,
): void {
  for (const lang of LANGS) {
    const text = words[lang]
    if (typeof text !== 'string') continue
    for (const field of fieldsOf(text)) {
      if (!fields.includes(field))
        complain('unknownField', [...path, lang], { field, known: fields.join(' ') || '-' })
    }
    if (/\{\s|\s\}|\{\}|\{\{/.test(text)) complain('strayBrace', [...path, lang])
  }
  if (typeof words.zh !== 'string' || typeof words.en !== 'string') return
  // What a tool says in both languages is carried twice: `{helpZh}` in one sentence is `{helpEn}` in the other.
  const shared = (text: string) => fieldsOf(text).map(field => field.replace(/(?:Zh|En)$/, ''))
  const [zh, en] = [shared(words.zh), shared(words.en)]
  for (const field of zh) if (!en.includes(field)) complain('unfilledField', [...path, 'en'], { field })
  for (const field of en) if (!zh.includes(field)) complain('unfilledField', [...path, 'zh'], { field })
}

/** A recommended duty is not worded as an obligation. */
export function lintRecommended(words: Words, path: readonly PathStep[], complain: Complain): void {
  if (typeof words.zh === 'string' && /必须|务必/.test(words.zh))
    complain('mustInRecommended', [...path, 'zh'])
  if (typeof words.en === 'string' && /\bmust\b/i.test(words.en))
    complain('mustInRecommended', [...path, 'en'])
}

/** Words of a self-check record may not hold (grades, seals, accusations), outside the phrases that deny them. */
export function forbiddenIn(text: string): { word: string; why: Words }[] {
  return forbidden.filter(({ word, except }) => {
    let rest = text.toLowerCase()
    for (const phrase of except) rest = rest.replaceAll(phrase, ' ')
    return /^[a-z]/.test(word)
      ? ` ${rest.replaceAll(/[^a-z]+/g, ' ')} `.includes(` ${word} `)
      : rest.includes(word)
  })
}
