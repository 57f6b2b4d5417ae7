import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of pages on which people sign in or prove who they are. */
  roles: string[]
  face: string[]
  /** Ways that need no face. */
  others: string[]
}

const strings = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/** Where a face is asked for to sign in, another way stands beside it. */
export default defineCheck<Options>()({
  name: 'pages/face-alternative',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { onlyFace: ['word'], perhapsOnlyFace: ['word'] },
  options: {
    type: 'object',
    required: ['roles', 'face', 'others'],
    additionalProperties: false,
    properties: { roles: strings, face: strings, others: strings },
  },
  judge(unit, _context, { roles, face, others }, report) {
    const { role, state, words, targets, fields } = unit.data as PageCapture
    if (state !== 'standard') return 0
    const names = targets.map(({ name }) => name).join(' ')
    const signIn = roles.includes(role)
    const word = face.find(one => (signIn ? `${words} ${names}` : names).includes(one))
    if (word === undefined) return 0
    const said = `${words} ${names}`
    const other = others.some(one => said.includes(one)) || fields.some(({ type }) => type === 'password')
    if (!other && signIn) report.failure('onlyFace', { word }, { identity: {} })
    else if (!other) report.doubt('perhapsOnlyFace', { word }, { identity: {} })
    return 1
  },
})
