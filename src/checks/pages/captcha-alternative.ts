import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { ImageFact } from '../../model/page-images.ts'

interface Options {
  /** A picture with one of these in its name, text nearby, classes or path shows a code to be typed. */
  words: string[]
  /** Text that tells a picture has to be moved, put together or picked out. */
  puzzles: string[]
  /** Any of these on the page is another way through: by ear or by text. */
  alternatives: string[]
  /** Widest picture that still shows a code, dp. */
  widest: number
}

/** Whoever cannot see the picture of a code gets through another way. */
export default defineCheck<Options>()({
  name: 'pages/captcha-alternative',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { noOtherWay: ['element', 'near'], puzzleWithoutOtherWay: ['words'] },
  options: {
    type: 'object',
    required: ['words', 'puzzles', 'alternatives', 'widest'],
    additionalProperties: false,
    properties: {
      words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      puzzles: { type: 'array', items: { type: 'string', minLength: 1 } },
      alternatives: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      widest: { type: 'number', minimum: 1 },
    },
  },
  judge(unit, _context, options, report) {
    const page = unit.data as PageCapture
    const typed = page.fields.some(({ type }) => /^(?:text|tel|number|search|password)$/.test(type))
    const code = page.images.find(image => isCode(image, options))
    const puzzle = options.puzzles.find(word => page.words.includes(word))
    if (!(code && typed) && puzzle === undefined) return 0
    const names = [...page.targets.map(({ name }) => name), ...page.links.map(({ text }) => text)]
    const other =
      page.media.some(({ kind }) => kind === 'audio') ||
      options.alternatives.some(word => page.words.includes(word) || names.some(name => name.includes(word)))
    if (other) return 1
    if (code && typed)
      report.failure(
        'noOtherWay',
        { element: code.element.selector, near: code.near },
        {
          pointer: code.element.selector,
          identity: { element: code.element.selector },
          template: { component: code.element.component },
        },
      )
    // A word on the page is a trace of a puzzle, not the puzzle itself.
    else report.doubt('puzzleWithoutOtherWay', { words: puzzle ?? '' }, { identity: { words: puzzle ?? '' } })
    return 1
  },
})

function isCode({ kind, width, height, path, hint, near, name }: ImageFact, options: Options): boolean {
  if (kind === 'background' || width > options.widest || width < 30 || height < 15) return false
  const said = `${name} ${near} ${hint} ${path}`.toLowerCase()
  return options.words.some(word => said.includes(word))
}
