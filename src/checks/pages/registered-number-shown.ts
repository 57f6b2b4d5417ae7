import { checkAppFiling, checkIcpFiling } from '../../codes/filing-number.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import { halfWidth } from '../../text/normalise.ts'

interface Options {
  /** Role of the page that says whose app this is, and other roles where the number may stand. */
  about: string
  elsewhere: string[]
  /** Host of the register the number links to. */
  register: string
}

const messages = {
  badForm: ['found', 'why'],
  notLinked: ['number', 'register'],
  otherNumber: ['shown', 'stated'],
  manifestSilent: ['shown'],
  notShown: [],
  notSeen: [],
} as const

interface State {
  seen: boolean
  aboutSeen: boolean
  linked: boolean
  /** Well-formed numbers, each once. */
  numbers: Set<string>
  bad: boolean
}

/** Anything that means to be such a number. */
const CANDIDATE =
  /[\u4e00-\u9fff]?ICP[备備](?:案?(?:编?号)?[:：]?)? {0,2}\d{4,14} {0,2}号?(?: {0,2}[-－–—] {0,2}\d{1,4}[A-Za-z]?)?/gi
const MOST = 20

/**
 * The number under which the app or its site is registered stands on a page, in its form, links to the register, and is the
 * manifest's: the same number of the body, whatever app or site of it the suffix names.
 */
export default defineFold<Options>()<State, typeof messages>({
  name: 'pages/registered-number-shown',
  version: 1,
  unit: 'page',
  needs: { required: ['pages', 'manifest'], optional: [] },
  messages,
  stateBytesPerUnit: 200,
  options: {
    type: 'object',
    required: ['about', 'elsewhere', 'register'],
    additionalProperties: false,
    properties: {
      about: { type: 'string', minLength: 1 },
      elsewhere: { type: 'array', items: { type: 'string', minLength: 1 } },
      register: { type: 'string', minLength: 1 },
    },
  },
  init: () => ({ seen: false, aboutSeen: false, linked: false, numbers: new Set(), bad: false }),
  step(state, unit, _context, { about, elsewhere, register }, report) {
    const { role, state: how, words, links } = unit.data as PageCapture
    if (how !== 'standard' || ![about, ...elsewhere].includes(role)) return 0
    state.seen = true
    state.aboutSeen ||= role === about
    const told = new Set<string>()
    for (const [found] of [...words.matchAll(CANDIDATE)].slice(0, MOST)) {
      const number = found.trim()
      const answer = [checkAppFiling(number), checkIcpFiling(number)].find(
        ({ status }) => status !== 'invalid',
      )
      if (answer) state.numbers.add(number)
      else if (!told.has(number)) {
        told.add(number)
        state.bad = true
        const why = checkIcpFiling(number)
        report.failure(
          'badForm',
          { found: number, why: why.status === 'invalid' ? why.why : '-' },
          { identity: { found: number } },
        )
      }
    }
    state.linked ||= links.some(({ href }) => URL.parse(href)?.hostname === register)
    return 0
  },
  end({ seen, aboutSeen, linked, numbers, bad }, { manifest }, { register }, report) {
    if (!seen) return 0
    const [first] = numbers
    if (first === undefined) {
      if (bad) return 1
      if (aboutSeen) report.failure('notShown', {}, { identity: {} })
      else report.doubt('notSeen', {}, { identity: {} })
      return 1
    }
    if (!linked) report.failure('notLinked', { number: first, register }, { identity: {} })
    const stated = halfWidth(manifest?.filings?.miitApp?.number ?? '').trim()
    if (stated === '') report.doubt('manifestSilent', { shown: first }, { identity: {} })
    else if (![...numbers].some(number => bodyPart(number) === bodyPart(stated)))
      report.failure('otherNumber', { shown: [...numbers].slice(0, 5).join('、'), stated }, { identity: {} })
    return 1
  },
})

/** `浙ICP备12345678号` of every number registered for one body. */
function bodyPart(number: string): string {
  return number.replace(/号-.*$/, '号')
}
