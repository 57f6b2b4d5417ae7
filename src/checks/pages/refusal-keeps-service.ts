import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import type { FirstRun } from '../../model/page-privacy.ts'

interface Options {
  /** Share of its usual text that a page still shows once consent was refused. */
  share: number
}

/** Who refuses can still search and read guides: these pages come, without the layer, and with most of their text. */
export default defineFold<Options>()<
  { firstRun: FirstRun | undefined; home: boolean; usual: Map<string, number> },
  { gone: ['role']; askedAgain: ['role']; emptied: ['role', 'characters', 'usual']; noWayToRefuse: ['agree'] }
>({
  name: 'pages/refusal-keeps-service',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    gone: ['role'],
    askedAgain: ['role'],
    emptied: ['role', 'characters', 'usual'],
    noWayToRefuse: ['agree'],
  },
  stateBytesPerUnit: 200,
  options: {
    type: 'object',
    required: ['share'],
    additionalProperties: false,
    properties: { share: { type: 'number', minimum: 0, maximum: 1 } },
  },
  init: () => ({ firstRun: undefined, home: false, usual: new Map() }),
  step(state, unit) {
    const { role, state: mode, words, firstRun } = unit.data as PageCapture
    if (mode !== 'standard') return 0
    if (role === 'home') state.home = true
    if (firstRun) state.firstRun = firstRun
    if (!state.usual.has(role)) state.usual.set(role, words.length)
    return 0
  },
  end({ firstRun, home, usual }, _context, { share }, report) {
    if (!firstRun) {
      if (home) report.untested('incomplete')
      return 0
    }
    const { layer, refused } = firstRun
    if (!layer) return 0
    if (!refused) {
      if (layer.agree === null) return 0
      report.doubt('noWayToRefuse', { agree: layer.agree }, { identity: {} })
      return 1
    }
    for (const { role, loaded, layer: again, characters } of refused) {
      const most = usual.get(role) ?? 0
      // A page that does not come at all is lost in the ordinary look as well.
      if (!loaded && most > 0) report.failure('gone', { role }, { identity: { role } })
      else if (again) report.failure('askedAgain', { role }, { identity: { role } })
      else if (loaded && characters < most * share)
        report.failure('emptied', { role, characters, usual: most }, { identity: { role } })
    }
    return refused.length
  },
})
