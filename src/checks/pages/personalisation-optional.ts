import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Words of what is chosen for a person. */
  personal: string[]
  /** A field, switch or button whose name holds one of these turns it off. */
  control: string[]
  /** Words by which the policy tells how to refuse. */
  refuse: string[]
}

interface State {
  words: Set<string>
  policySays: string | undefined
  refusable: boolean
  controls: number
}

const strings = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/** Where things are chosen by a person's traits, there is an option without. */
export default defineFold<Options>()<
  State,
  { noOption: ['words']; perhapsNoOption: ['words']; onlySaid: ['words'] }
>({
  name: 'pages/personalisation-optional',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { noOption: ['words'], perhapsNoOption: ['words'], onlySaid: ['words'] },
  stateBytesPerUnit: 200,
  options: {
    type: 'object',
    required: ['personal', 'control', 'refuse'],
    additionalProperties: false,
    properties: { personal: strings, control: strings, refuse: strings },
  },
  init: () => ({ words: new Set(), policySays: undefined, refusable: false, controls: 0 }),
  step(state, unit, _context, { personal, control, refuse }) {
    const { role, state: mode, words, fields, targets } = unit.data as PageCapture
    if (mode !== 'standard') return 0
    const controls = [
      ...fields.filter(({ type }) => /checkbox|radio|select/.test(type)).map(({ label }) => label),
      ...targets.map(({ name }) => name),
    ]
    if (controls.some(name => control.some(word => name.includes(word)))) state.controls++
    const found = personal.find(word => words.includes(word))
    if (found === undefined) return 0
    state.words.add(found)
    if (role === 'privacy') {
      state.policySays = found
      state.refusable = refuse.some(word => words.includes(word))
    }
    return 0
  },
  end({ words, policySays, refusable, controls }, _context, _options, report) {
    if (words.size === 0 && controls === 0) return 0
    if (controls > 0) return 1
    const said = { words: [...words].sort().join('、') }
    if (refusable) report.doubt('onlySaid', said, { identity: {} })
    else if (policySays !== undefined) report.failure('noOption', said, { identity: {} })
    else report.doubt('perhapsNoOption', said, { identity: {} })
    return 1
  },
})
