import { promisedDays } from '../../derive/promised-days.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  roles: string[]
  /** A complaint channel is named by one of these. */
  channel: string[]
  /** And can be used through one of these. */
  contact: string[]
  mostDays: number
  /** Characters between the channel's name and the time limit. */
  reach: number
}

/** Bound of a capture's words: beyond it nothing was read. */
const ALL_WORDS = 20_000
const strings = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/** The privacy policy says how to complain and by when an answer comes. */
export default defineCheck<Options>()({
  name: 'pages/complaint-promise',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { noChannel: [], tooLate: ['days', 'most'], limitNotStated: ['most'] },
  options: {
    type: 'object',
    required: ['roles', 'channel', 'contact', 'mostDays', 'reach'],
    additionalProperties: false,
    properties: {
      roles: strings,
      channel: strings,
      contact: strings,
      mostDays: { type: 'integer', minimum: 1 },
      reach: { type: 'integer', minimum: 1 },
    },
  },
  judge(unit, _context, { roles, channel, contact, mostDays, reach }, report) {
    const { role, state, words } = unit.data as PageCapture
    if (!roles.includes(role) || state !== 'standard') return 0
    const says = (list: readonly string[]) => list.some(word => words.includes(word))
    const limits = promisedDays(words, channel, reach).filter(({ working }) => working)
    const days = Math.min(...limits.map(limit => limit.days))
    const cut = words.length >= ALL_WORDS
    if (!cut && !(says(channel) && says(contact))) report.failure('noChannel', {}, { identity: {} })
    else if (limits.length === 0) report.doubt('limitNotStated', { most: mostDays }, { identity: {} })
    else if (days > mostDays) report.failure('tooLate', { days, most: mostDays }, { identity: {} })
    return 1
  },
})
