import { fieldText } from '../../derive/item-text.ts'
import { type CheckContext, defineFold, type Report } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import type { CatalogueSource, Manifest } from '../../model/manifest.ts'

interface Options {
  depthField: string
  /** A depth that holds one of these is full online handling. */
  full: string[]
  /** Depths that hold one of these are known and less. */
  partial: string[]
  visitsField: string
}

interface State {
  items: number
  full: number
  /** Depths known to mean something; the others make the share uncertain. */
  unknown: number
  firstUnknown: string
  visitsStated: number
  zeroVisits: number
}

const messages = {
  belowFullOnline: ['share', 'target', 'count', 'items'],
  belowZeroVisit: ['share', 'target', 'count', 'items'],
  unknownDepth: ['value', 'count'],
  badTarget: ['field', 'value'],
  notProvided: ['field'],
} as const
type Speak = Report<typeof messages>

/**
 * Measures the share of items handled wholly online (depthRate) and without a visit (zeroVisit). Judged only against targets
 * that the owner states in `catalogue.targets`; without one the figures are told and nothing is judged.
 */
export default defineFold<Options>()({
  name: 'items/online-depth',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: ['manifest'] },
  messages,
  options: {
    type: 'object',
    required: ['depthField', 'full', 'partial', 'visitsField'],
    additionalProperties: false,
    properties: {
      depthField: { type: 'string' },
      full: { type: 'array', minItems: 1, items: { type: 'string' } },
      partial: { type: 'array', items: { type: 'string' } },
      visitsField: { type: 'string' },
    },
  },
  stateBytesPerUnit: 0,
  init: (): State => ({ items: 0, full: 0, unknown: 0, firstUnknown: '', visitsStated: 0, zeroVisits: 0 }),
  step(state, unit, _context, { depthField, full, partial, visitsField }) {
    const item = unit.data as Item
    state.items++
    const depth = fieldText(item, depthField)
    if (full.some(word => depth.includes(word))) state.full++
    else if (depth !== '' && !partial.some(word => depth.includes(word))) {
      if (state.unknown === 0) state.firstUnknown = depth
      state.unknown++
    }
    // An item that does not say how many visits it takes lacks a required element: another code's fault.
    const visits = fieldText(item, visitsField)
    if (visits !== '') state.visitsStated++
    if (/^0{1,3}$/.test(visits)) state.zeroVisits++
    return 0
  },
  end(state, context, { depthField, visitsField }, report) {
    if (state.items === 0) return 0
    const depthMapped = context.mapped(depthField)
    const visitsMapped = context.mapped(visitsField)
    if (depthMapped) report.measure('depthRate', state.full / state.items, 'ratio')
    if (visitsMapped && state.visitsStated > 0) {
      report.measure('zeroVisit', state.zeroVisits / state.visitsStated, 'ratio')
    }
    // Shares of part of a catalogue decide nothing.
    if (context.record.units.missing > 0 && targetsOf(context.manifest)) {
      report.untested('incomplete')
      return 0
    }
    let judged = 0
    const fullOnline = targetOf('fullOnline', context, report)
    if (fullOnline !== undefined) {
      judged++
      if (!depthMapped)
        report.doubt('notProvided', { field: depthField }, { identity: { field: depthField } })
      else judgeDepth(state, fullOnline, report)
    }
    const zeroVisit = targetOf('zeroVisit', context, report)
    if (zeroVisit !== undefined) {
      judged++
      const { zeroVisits: count, visitsStated: items } = state
      if (!visitsMapped || items === 0) {
        report.doubt('notProvided', { field: visitsField }, { identity: { field: visitsField } })
      } else if (count / items < zeroVisit) {
        report.failure('belowZeroVisit', { ...figures(count, items, zeroVisit), count, items })
      }
    }
    return judged
  },
})

function judgeDepth(
  { full: count, items, unknown, firstUnknown }: State,
  target: number,
  report: Speak,
): void {
  if (count / items >= target) return
  // If the values nobody knows were all full online handling, would the target be met?
  if ((count + unknown) / items >= target)
    report.doubt('unknownDepth', { value: firstUnknown, count: unknown })
  else report.failure('belowFullOnline', { ...figures(count, items, target), count, items })
}

/** The owner's own target, 0..1; one outside that range is said and judged by nothing. */
function targetOf(
  name: 'fullOnline' | 'zeroVisit',
  { manifest }: CheckContext,
  report: Speak,
): number | undefined {
  const value = targetsOf(manifest)?.[name]
  if (value === undefined) return undefined
  if (typeof value === 'number' && value >= 0 && value <= 1) return value
  const field = `catalogue.targets.${name}`
  report.doubt('badTarget', { field, value: String(value) }, { identity: { field } })
  return undefined
}

function targetsOf(manifest: Manifest | undefined): CatalogueSource['targets'] {
  const catalogue = manifest?.catalogue
  return catalogue && !('none' in catalogue) ? catalogue.targets : undefined
}

/** Shares in per cent with one decimal, rounded down so that a missed target never reads as met. */
function figures(count: number, items: number, target: number): { share: number; target: number } {
  return { share: Math.floor((count / items) * 1000) / 10, target: Number((target * 100).toFixed(1)) }
}
