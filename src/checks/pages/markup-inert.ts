import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface State {
  pages: number
  /** Pages without a policy that keeps scripts in the markup from running. */
  open: number
  weak: string | undefined
  inert: boolean
}

/** Markup typed in does not run: kept down by a content security policy, or shown as text. */
export default defineFold()<State, { ran: []; weakPolicy: ['directive']; unguarded: ['count'] }>({
  name: 'pages/markup-inert',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { ran: [], weakPolicy: ['directive'], unguarded: ['count'] },
  stateBytesPerUnit: 0,
  options: { type: 'object', additionalProperties: false },
  init: () => ({ pages: 0, open: 0, weak: undefined, inert: false }),
  step(state, unit, _context, _options, report) {
    const { state: mode, csp, probe } = unit.data as PageCapture
    if (mode !== 'standard') return 0
    state.pages++
    if (probe?.ran) report.failure('ran', {}, { identity: {} })
    else if (probe && !probe.element) state.inert = true
    const scripts = csp.map(scriptSources)
    if (scripts.some(sources => sources !== undefined && holds(sources))) return 1
    state.open++
    state.weak ??= scripts.find(sources => sources !== undefined)
    return 1
  },
  end({ open, weak, inert }, _context, _options, report) {
    // Shown as text where it was tried: a sanitiser is at work, with or without a policy.
    if (open === 0 || inert) return 0
    if (weak !== undefined) report.doubt('weakPolicy', { directive: weak.slice(0, 200) }, { identity: {} })
    else report.doubt('unguarded', { count: open }, { identity: {} })
    return 0
  },
})

/** What a policy says about scripts; undefined where it says nothing. */
function scriptSources(policy: string): string | undefined {
  const directives = policy.split(';').map(directive => directive.trim().toLowerCase())
  return (
    directives.find(directive => directive.startsWith('script-src ')) ??
    directives.find(directive => directive.startsWith('default-src '))
  )
}

function holds(sources: string): boolean {
  const guarded = /'nonce-|'sha(?:256|384|512)-|'strict-dynamic'/.test(sources)
  return (guarded || !sources.includes("'unsafe-inline'")) && !/ (?:\*|https?:|data:)(?: |$)/.test(sources)
}
