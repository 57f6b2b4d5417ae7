import { defineCheck } from '../../model/check.ts'
import type { FieldFact, PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that are application forms. */
  roles: string[]
  /** Labels of fields that identity and contact data of the person fill. */
  labels: string[]
  /** Such a label with one of these asks for somebody or something else. */
  others: string[]
  /** Fields of these may be locked: real-name data are changed where the identity is kept. */
  mayBeLocked: string[]
  /** Share that must be filled, 0..1. */
  least: number
  /** A page that holds one of these asks for a login first. */
  loginWords: string[]
}

const TYPED = new Set(['text', 'tel', 'number', 'email', 'search', 'textarea', 'select', ''])

/**
 * An application form opened by a person who is logged in comes with identity and contact filled in, and they can be changed.
 * That somebody is logged in shows in what is filled; where nothing is, no session is known and nothing can be told.
 */
export default defineCheck<Options>()({
  name: 'pages/identity-prefilled',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    tooFew: ['filled', 'total', 'missing'],
    noneFilled: ['total'],
    behindLogin: [],
    locked: ['label'],
  },
  options: {
    type: 'object',
    required: ['roles', 'labels', 'others', 'mayBeLocked', 'least', 'loginWords'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', minItems: 1, items: { type: 'string' } },
      labels: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      others: { type: 'array', items: { type: 'string', minLength: 1 } },
      mayBeLocked: { type: 'array', items: { type: 'string', minLength: 1 } },
      least: { type: 'number', minimum: 0, maximum: 1 },
      loginWords: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { roles, labels, others, mayBeLocked, least, loginWords }, report) {
    const { role, state, fields, words } = unit.data as PageCapture
    if (!roles.includes(role) || state !== 'standard') return 0
    if (fields.some(({ type }) => type === 'password') || loginWords.some(word => words.includes(word))) {
      report.doubt('behindLogin', {}, { identity: {} })
      return 1
    }
    const asks = ({ type, label }: FieldFact) => TYPED.has(type) && has(label, labels) && !has(label, others)
    const identity = fields.filter(asks)
    const filled = identity.filter(field => field.filled)
    const total = identity.length
    if (total === 0) return 0
    report.measure('identityPrefilled', filled.length / total, 'ratio')
    if (filled.length === 0) report.doubt('noneFilled', { total }, { identity: {} })
    else if (filled.length / total < least) {
      const missing = identity.filter(field => !field.filled).map(({ label }) => label)
      const data = { filled: filled.length, total, missing: missing.slice(0, 10).join('、') }
      report.failure('tooFew', data, { identity: {} })
    }
    for (const { element, label, locked } of filled) {
      if (!locked || has(label, mayBeLocked)) continue
      report.doubt('locked', { label }, { pointer: element.selector, identity: { label } })
    }
    return total
  },
})

function has(label: string, words: readonly string[]): boolean {
  return words.some(word => label.includes(word))
}
