import { bundleItems, bundleName, childCodes, keepChild, partlyRead } from '../../derive/bundle-items.ts'
import { fieldText } from '../../derive/item-text.ts'
import { defineFold, type Report } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import type { ServiceBundle } from '../../model/manifest.ts'

interface Options {
  /** Says whether an item can be handed in online, and the values that say no. */
  online: { field: string; no: string[] }
  /** Promised working days of an item. */
  promiseField: string
}

const DECLARED = ['notice', 'form', 'submission', 'limit'] as const

const messages = {
  noneStated: [],
  notStated: ['bundle', 'field'],
  childMissing: ['bundle', 'child'],
  oneChild: ['bundle', 'count'],
  childOffline: ['bundle', 'child', 'field', 'value'],
  limitUnclear: ['bundle', 'value'],
  limitOverSum: ['bundle', 'limit', 'sum'],
} as const

/**
 * Every service bundle of the manifest names child items that the catalogue has, and states one notice, form, submission and
 * time limit. Only a child that does not exist fails; what the child items merely suggest is a doubt.
 */
export default defineFold<Options>()({
  name: 'items/bundle-defined',
  version: 1,
  unit: 'item',
  needs: { required: ['items', 'manifest'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['online', 'promiseField'],
    additionalProperties: false,
    properties: {
      online: {
        type: 'object',
        required: ['field', 'no'],
        additionalProperties: false,
        properties: { field: { type: 'string' }, no: { type: 'array', items: { type: 'string' } } },
      },
      promiseField: { type: 'string' },
    },
  },
  fields: () => ['task_code'],
  // The state grows with the bundles of the manifest.
  stateBytesPerUnit: 0,
  init: ({ manifest }) => bundleItems(manifest),
  step(state, unit) {
    keepChild(state, unit.data as Item)
    return 0
  },
  end({ bundles, found }, context, { online, promiseField }, report) {
    if (bundles.length === 0) report.doubt('noneStated', {})
    const partly = partlyRead(context.manifest, context.record.units.missing)
    for (const [index, bundle] of bundles.entries()) {
      const name = bundleName(bundle, index)
      const at = (field: string) => ({ identity: { bundle: name, field } })
      for (const field of DECLARED) {
        if (`${bundle[field] ?? ''}`.trim() === '')
          report.doubt('notStated', { bundle: name, field }, at(field))
      }
      const codes = childCodes(bundle)
      if (codes.length === 0) {
        report.doubt('notStated', { bundle: name, field: 'items' }, at('items'))
        continue
      }
      if (codes.length === 1) report.doubt('oneChild', { bundle: name, count: 1 }, at('items'))
      const children: Item[] = []
      for (const code of context.mapped('task_code') ? codes : []) {
        const child = found.get(code)
        if (child) children.push(child)
        else if (partly) report.untested('incomplete')
        else
          report.failure(
            'childMissing',
            { bundle: name, child: code },
            { identity: { bundle: name, child: code } },
          )
      }
      for (const child of children) {
        const value = fieldText(child, online.field)
        if (!online.no.includes(value)) continue
        const code = fieldText(child, 'task_code')
        const data = {
          bundle: name,
          child: fieldText(child, 'task_name') || code,
          field: online.field,
          value,
        }
        report.doubt('childOffline', data, { identity: { bundle: name, child: code } })
      }
      if (children.length === codes.length) judgeLimit(bundle, name, children, promiseField, report)
    }
    return bundles.length
  },
})

/** One after another the child items would take the sum of their promises; a bundle that takes longer saves nobody time. */
function judgeLimit(
  { limit = '' }: ServiceBundle,
  bundle: string,
  children: readonly Item[],
  promiseField: string,
  report: Report<typeof messages>,
): void {
  const value = String(limit).trim()
  if (value === '') return
  const where = { identity: { bundle, field: 'limit' } }
  if (!/^\d{1,4}$/.test(value)) {
    report.doubt('limitUnclear', { bundle, value }, where)
    return
  }
  const promises = children.map(child => fieldText(child, promiseField))
  if (!promises.every(text => /^\d{1,4}$/.test(text))) return
  const sum = promises.reduce((total, text) => total + Number(text), 0)
  // Items handled on the spot promise 0 days; a bundle of them has no days to compare with.
  if (sum > 0 && Number(value) > sum) report.doubt('limitOverSum', { bundle, limit: value, sum }, where)
}
