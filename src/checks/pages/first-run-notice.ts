import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { ConsentLayer } from '../../model/page-privacy.ts'

interface Options {
  /** A sign-in page that says one of these gives notice before anything is collected. */
  notice: string[]
  /** Legal bases of the manifest that need consent. */
  consent: string[]
}

interface State {
  /** Undefined: no newcomer's look at the home page. */
  layer: ConsentLayer | null | undefined
  home: boolean
  signIn: boolean | undefined
}

/** A newcomer is told how personal information is used: by a layer on the home page, or before signing in where nothing is collected earlier. */
export default defineFold<Options>()<
  State,
  { noNotice: []; policyNotNamed: ['layer']; notSeen: []; consentNotAsked: ['purposes'] }
>({
  name: 'pages/first-run-notice',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: { noNotice: [], policyNotNamed: ['layer'], notSeen: [], consentNotAsked: ['purposes'] },
  stateBytesPerUnit: 600,
  options: {
    type: 'object',
    required: ['notice', 'consent'],
    additionalProperties: false,
    properties: {
      notice: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      consent: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  init: () => ({ layer: undefined, home: false, signIn: undefined }),
  step(state, unit, _context, { notice }) {
    const { role, words, firstRun, state: mode } = unit.data as PageCapture
    if (role === 'home' && mode === 'standard') state.home = true
    if (firstRun) state.layer = firstRun.layer
    if (role === 'login' && mode === 'standard')
      state.signIn = notice.some(word => words.includes(word)) || state.signIn === true
    return 0
  },
  end({ layer, home, signIn }, { manifest }, { consent }, report) {
    if (layer === undefined) {
      if (home) report.untested('incomplete')
      return 0
    }
    if (layer === null) {
      if (signIn === false) report.failure('noNotice', {}, { identity: {} })
      else if (signIn === undefined) report.doubt('notSeen', {}, { identity: {} })
      return 1
    }
    if (!layer.policy)
      report.failure(
        'policyNotNamed',
        { layer: layer.words.slice(0, 60) },
        { pointer: layer.element.selector, identity: {} },
      )
    const purposes = (manifest?.processing ?? [])
      .filter(({ basis }) => consent.includes(String(basis)))
      .map(({ purpose }) => String(purpose ?? '?'))
    if (purposes.length > 0 && (layer.agree === null || layer.refuse === null))
      report.doubt('consentNotAsked', { purposes: purposes.slice(0, 5).join('、') }, { identity: {} })
    return 1
  },
})
