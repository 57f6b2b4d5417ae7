import { promisedDays } from '../../derive/promised-days.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Names of the entry; services such as 企业注销登记 have others. */
  entry: string[]
  /** Most working days. */
  mostDays: number
  /** Conditions that are mostly not needed; where one stands on the page of cancellation, a person looks. */
  conditions: string[]
  /** Characters between the entry's name and the time limit. */
  reach: number
}

interface State {
  signIn: boolean
  /** Pages whose buttons or links lead there. */
  entries: number
  policy: string
  /** What the page of cancellation says. */
  page: string
}

/** An account can be cancelled: an entry is shown, within the time limit and without conditions that nobody needs. */
export default defineFold<Options>()<
  State,
  {
    nowhere: []
    onlyInPolicy: []
    tooLate: ['days', 'most']
    limitNotStated: ['most']
    condition: ['words']
  }
>({
  name: 'pages/account-cancellation',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: {
    nowhere: [],
    onlyInPolicy: [],
    tooLate: ['days', 'most'],
    limitNotStated: ['most'],
    condition: ['words'],
  },
  stateBytesPerUnit: 40_000,
  options: {
    type: 'object',
    required: ['entry', 'mostDays', 'conditions', 'reach'],
    additionalProperties: false,
    properties: {
      entry: { type: 'array', minItems: 1, items: { type: 'string', minLength: 2 } },
      mostDays: { type: 'integer', minimum: 1 },
      conditions: { type: 'array', items: { type: 'string', minLength: 2 } },
      reach: { type: 'integer', minimum: 1 },
    },
  },
  init: ({ manifest }) => ({ signIn: manifest?.identity !== undefined, entries: 0, policy: '', page: '' }),
  step(state, unit, _context, { entry }) {
    const { role, state: mode, words, targets, links } = unit.data as PageCapture
    if (mode !== 'standard') return 0
    if (role === 'login') state.signIn = true
    if (role === 'privacy') state.policy += words
    if (role === 'cancel') state.page += words
    const names = [...targets.map(({ name }) => name), ...links.map(({ text }) => text)]
    if (names.some(name => entry.some(word => name.includes(word)))) state.entries++
    return 0
  },
  end({ signIn, entries, policy, page }, _context, { entry, mostDays, conditions, reach }, report) {
    if (!signIn && entries === 0 && page === '') return 0
    const where = { identity: {} }
    if (entries === 0) {
      if (entry.some(word => policy.includes(word))) report.doubt('onlyInPolicy', {}, where)
      else report.failure('nowhere', {}, where)
      return 1
    }
    const limits = [
      ...promisedDays(page, ['注销', '办结', '处理', ...entry], page.length),
      ...promisedDays(policy, entry, reach),
    ].filter(({ working }) => working)
    const days = Math.max(...limits.map(limit => limit.days))
    if (limits.length === 0) report.doubt('limitNotStated', { most: mostDays }, where)
    else if (days > mostDays) report.failure('tooLate', { days, most: mostDays }, where)
    const asked = conditions.filter(word => page.includes(word))
    if (asked.length > 0) report.doubt('condition', { words: asked.join('、') }, where)
    return 1
  },
})
