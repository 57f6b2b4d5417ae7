import { resolveRegion } from '../../codes/region.ts'
import { checkUscc, isCheckDigitOnly } from '../../codes/uscc.ts'
import { defineCheck, type Report } from '../../model/check.ts'
import type { CodeAnswer } from '../../model/code-answer.ts'
import type { Manifest } from '../../model/manifest.ts'

interface Options {
  /** Tiers the guide knows. */
  tiers: string[]
  /** Tiers that belong to no region: an absent code is not asked of them. */
  regionless: string[]
}

const messages = {
  notStated: ['field'],
  unknownTier: ['tier'],
  regionLength: ['region', 'length'],
  regionCharacter: ['region', 'at', 'found'],
  regionProvince: ['region', 'prefix'],
  regionUnknown: ['region'],
  regionWithdrawn: ['region', 'name'],
  regionXpcc: ['region'],
  ownerLength: ['uscc', 'length'],
  ownerCharacter: ['uscc', 'at', 'found', 'expected'],
  ownerOldCode: ['uscc'],
  ownerCheckDigit: ['uscc', 'at', 'found', 'expected'],
  operatorShape: ['uscc'],
  fictional: [],
} as const
type Speak = Report<typeof messages>

/** Who runs the app, at which tier, for which region: stated and well formed. Absent is a doubt, wrong is a failure. */
export default defineCheck<Options>()({
  name: 'manifest/app-owner',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['tiers', 'regionless'],
    additionalProperties: false,
    properties: {
      tiers: { type: 'array', minItems: 1, items: { type: 'string' } },
      regionless: { type: 'array', items: { type: 'string' } },
    },
  },
  judge(unit, context, { tiers, regionless }, report) {
    const manifest = unit.data as Manifest
    const { tier, region, owner, operator } = manifest.app ?? {}
    if (!tier) notStated(report, 'app.tier', '/app/tier')
    else if (!tiers.includes(tier)) report.failure('unknownTier', { tier }, { pointer: '/app/tier' })
    const hasRegion = tier === undefined || !regionless.includes(tier)
    if (region) judgeRegion(region, hasRegion, context.asOf, report)
    else if (hasRegion) notStated(report, 'app.region', '/app/region')
    if (!owner?.name) notStated(report, 'app.owner.name', '/app/owner/name')
    if (owner?.uscc) judgeOwner(owner.uscc, report)
    else notStated(report, 'app.owner.uscc', '/app/owner/uscc')
    if (operator?.uscc) judgeOperator(operator.uscc, report)
    if (manifest.fictional) report.note('fictional', {}, { pointer: '/fictional' })
    return region || hasRegion ? 4 : 3
  },
})

function notStated(report: Speak, field: string, pointer: string): void {
  report.doubt('notStated', { field }, { pointer, identity: { field } })
}

function judgeRegion(region: string, hasRegion: boolean, asOf: string, report: Speak): void {
  const answer = resolveRegion(region, { asOf })
  const where = { pointer: '/app/region' }
  if (answer.status === 'legacy') {
    report.note('regionWithdrawn', { region, name: answer.name ?? region }, where)
  } else if (answer.status === 'unknown') {
    if (answer.why === 'xpcc') report.note('regionXpcc', { region }, where)
    // 100000 stands for the State; only a body that has a region owes a code of one.
    else if (answer.why !== 'national' || hasRegion) report.doubt('regionUnknown', { region }, where)
  } else if (answer.status === 'invalid') {
    if (answer.why === 'length') report.failure('regionLength', { region, length: [...region].length }, where)
    else if (answer.why === 'province') {
      report.failure('regionProvince', { region, prefix: answer.found ?? region.slice(0, 2) }, where)
    } else report.failure('regionCharacter', { region, ...placeOf(answer) }, where)
  }
}

function judgeOwner(uscc: string, report: Speak): void {
  const answer = checkUscc(uscc)
  const where = { pointer: '/app/owner/uscc' }
  if (answer.status === 'legacy') report.failure('ownerOldCode', { uscc }, where)
  else if (answer.status === 'invalid') {
    const { expected = '' } = answer
    if (answer.at === undefined || [...uscc].length !== 18) {
      report.failure('ownerLength', { uscc, length: [...uscc].length }, where)
    } else if (isCheckDigitOnly(answer)) {
      report.note('ownerCheckDigit', { uscc, ...placeOf(answer), expected }, where)
    } else report.failure('ownerCharacter', { uscc, ...placeOf(answer), expected }, where)
  }
}

/** The pass condition names the owner; what is wrong with the operator's code is said and nothing more. */
function judgeOperator(uscc: string, report: Speak): void {
  const answer = checkUscc(uscc)
  if (answer.status === 'valid' || isCheckDigitOnly(answer)) return
  report.note('operatorShape', { uscc }, { pointer: '/app/operator/uscc' })
}

function placeOf(answer: Extract<CodeAnswer, { status: 'invalid' }>): { at: number; found: string } {
  return { at: answer.at ?? 1, found: answer.found ?? '' }
}
