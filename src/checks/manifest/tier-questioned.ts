import { defineCheck } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'

interface Options {
  /** Tiers whose own apps the source discourages in principle. */
  tiers: string[]
}

/** An app of a tier that should in principle build none: a person decides, so always a doubt and never a failure. */
export default defineCheck<Options>()({
  name: 'manifest/tier-questioned',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: { staffApp: ['tier'], publicApp: ['tier'], audienceUnknown: ['tier'] },
  options: {
    type: 'object',
    required: ['tiers'],
    additionalProperties: false,
    properties: { tiers: { type: 'array', minItems: 1, items: { type: 'string' } } },
  },
  judge(unit, { target }, { tiers }, report) {
    // A missing or unknown tier is the fault of the code that asks for it.
    if (target.tier === null) return 0
    if (!tiers.includes(target.tier)) return 1
    const audience = (unit.data as Manifest).app?.audience
    const message =
      audience === 'staff' ? 'staffApp' : audience === 'public' ? 'publicApp' : 'audienceUnknown'
    report.doubt(message, { tier: target.tier }, { pointer: '/app/tier' })
    return 1
  },
})
