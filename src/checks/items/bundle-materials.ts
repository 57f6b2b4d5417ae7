import { bundleItems, bundleName, childCodes, keepChild } from '../../derive/bundle-items.ts'
import { fieldValue } from '../../derive/item-text.ts'
import { defineFold } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  field: string
  /** Sources of a material that people are not asked for. */
  shared: string[]
}

/**
 * A bundle asks for each document once, and for fewer than its child items would one by one, or says why not. Bundles with a
 * child that is not in the catalogue are left to the rule on bundle definitions.
 */
export default defineFold<Options>()({
  name: 'items/bundle-materials',
  version: 1,
  unit: 'item',
  needs: { required: ['items', 'manifest'], optional: [] },
  messages: {
    notStated: ['bundle', 'sum'],
    askedTwice: ['bundle', 'material'],
    notMerged: ['bundle', 'count', 'sum', 'materials'],
    nothingShared: ['bundle', 'count', 'sum'],
  },
  options: {
    type: 'object',
    required: ['field', 'shared'],
    additionalProperties: false,
    properties: {
      field: { type: 'string' },
      shared: { type: 'array', minItems: 1, items: { type: 'string' } },
    },
  },
  // The state grows with the bundles of the manifest.
  stateBytesPerUnit: 0,
  init: ({ manifest }) => bundleItems(manifest),
  step(state, unit) {
    keepChild(state, unit.data as Item)
    return 0
  },
  end({ bundles, found }, context, { field, shared }, report) {
    // A column that is not there is said by the rules on materials and on codes.
    if (!context.mapped(field) || !context.mapped('task_code')) {
      report.untested('not-provided')
      return 0
    }
    let examined = 0
    for (const [index, declared] of bundles.entries()) {
      const codes = childCodes(declared)
      const children = codes.map(code => found.get(code)).filter(child => child !== undefined)
      if (codes.length < 2 || children.length < codes.length) continue
      const lists = children.map(child => asked(fieldValue(child, field), shared))
      // A material list that cannot be read, or one that is not stated, is the matter of other rules.
      if (lists.some(list => list === undefined)) continue
      examined++
      const bundle = bundleName(declared, index)
      const where = { identity: { bundle } }
      const sum = lists.reduce((total, list = []) => total + list.length, 0)
      const own = (declared.materials ?? []).map(name => name.trim()).filter(name => name !== '')
      const seen = new Set<string>()
      let twice = false
      for (const material of own) {
        const plain = matchingName(material)
        if (seen.has(plain)) {
          twice = true
          report.failure('askedTwice', { bundle, material }, { identity: { bundle, material } })
        }
        seen.add(plain)
      }
      // With nothing asked by the child items there is nothing to merge.
      if (twice || sum === 0) continue
      if (own.length === 0) {
        report.doubt('notStated', { bundle, sum }, where)
        continue
      }
      if (own.length < sum || declared.materialsReason?.trim()) continue
      const repeated = repeatedNames(lists.map((list = []) => list))
      if (repeated.length > 0) {
        const materials = repeated.slice(0, 5).join('、')
        report.failure('notMerged', { bundle, count: own.length, sum, materials }, where)
      } else report.doubt('nothingShared', { bundle, count: own.length, sum }, where)
    }
    return examined
  },
})

/** Names of what people are asked for; undefined when the list is not one. */
function asked(value: unknown, shared: readonly string[]): string[] | undefined {
  if (!Array.isArray(value)) return undefined
  const names: string[] = []
  for (const material of value) {
    if (!isObject(material) || typeof material.name !== 'string') return undefined
    if (!shared.includes(String(material.source ?? '').trim())) names.push(material.name.trim())
  }
  return names
}

/** Names that more than one of the child items asks for. */
function repeatedNames(lists: readonly (readonly string[])[]): string[] {
  const count = new Map<string, { name: string; times: number }>()
  for (const list of lists) {
    for (const name of new Set(list)) {
      const plain = matchingName(name)
      count.set(plain, { name, times: (count.get(plain)?.times ?? 0) + 1 })
    }
  }
  return [...count.values()].filter(({ times }) => times > 1).map(({ name }) => name)
}
