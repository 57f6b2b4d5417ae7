import { type LanguageSigns, languageOf } from '../../derive/text-language.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  languages: LanguageSigns[]
}

/** Text is in the language stated for it, so that it is read out with the right sounds. A language not stated at all is another fault. */
export default defineCheck<Options>()({
  name: 'pages/language-of-text',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { otherLanguage: ['element', 'stated', 'seen', 'text'] },
  options: {
    type: 'object',
    required: ['languages'],
    additionalProperties: false,
    properties: {
      languages: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['tag'],
          additionalProperties: false,
          properties: {
            tag: { type: 'string', pattern: '^[a-z]{2,3}$' },
            script: {
              enum: ['Han', 'Hangul', 'Cyrillic', 'Tibetan', 'Mongolian', 'Arabic', 'Thai', 'Hiragana'],
            },
            words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
          },
        },
      },
    },
  },
  judge(unit, _context, { languages }, report) {
    const { assist } = unit.data as PageCapture
    let examined = 0
    for (const { element, stated, text } of assist.languages) {
      const [primary = ''] = stated.toLowerCase().split(/[-_]/)
      if (primary === '') continue
      const seen = languageOf(text, languages)
      if (seen === undefined) continue
      // What is not among the languages told apart (Uyghur in Arabic letters, Kazakh in Cyrillic) may well be as stated.
      if (!languages.some(({ tag }) => tag === primary)) continue
      examined++
      if (seen === primary) continue
      report.failure(
        'otherLanguage',
        { element: element.selector, stated, seen, text: text.slice(0, 40) },
        {
          pointer: element.selector,
          identity: { element: element.selector, stated },
          template: { component: element.component, stated },
        },
      )
    }
    return examined
  },
})
