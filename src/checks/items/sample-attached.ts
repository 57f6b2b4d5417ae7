import { fieldPointer, fieldText, fieldValue } from '../../derive/item-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  /** Names the outcome. */
  outcome: string
  /** List of samples, each with a name and a file. */
  samples: string
  /** Texts that name no outcome or no file. */
  empty: string[]
}

/**
 * Where an outcome is named, a sample of it is attached, with an address. Nothing is fetched; a relative address belongs to
 * the portal that published it, so its absence beside the manifest would prove nothing: a note.
 */
export default defineCheck<Options>()({
  name: 'items/sample-attached',
  version: 1,
  unit: 'item',
  needs: { required: ['items'], optional: [] },
  messages: {
    noSample: ['outcome'],
    addressNotStated: ['outcome'],
    unreadable: ['field'],
    relativeAddress: ['file'],
  },
  options: {
    type: 'object',
    required: ['outcome', 'samples', 'empty'],
    additionalProperties: false,
    properties: {
      outcome: { type: 'string' },
      samples: { type: 'string' },
      empty: { type: 'array', items: { type: 'string' } },
    },
  },
  fields: ({ outcome, samples }) => [outcome, samples],
  judge(unit, context, options, report) {
    if (!context.mapped(options.outcome) || !context.mapped(options.samples)) return 0
    const item = unit.data as Item
    const outcome = fieldText(item, options.outcome).slice(0, 60)
    if (outcome === '' || options.empty.includes(outcome)) return 0
    const pointer = fieldPointer(options.samples)
    const stated = fieldValue(item, options.samples) ?? ''
    // A cell that is one plain address: what most exports hold.
    const samples = isPath(stated) ? [stated] : stated
    if (samples === '' || (Array.isArray(samples) && samples.length === 0)) {
      report.failure('noSample', { outcome }, { pointer })
    } else if (!Array.isArray(samples)) report.doubt('unreadable', { field: options.samples }, { pointer })
    else {
      const files = samples.map(addressOf).filter(file => file !== '' && !options.empty.includes(file))
      const [file] = files
      if (file === undefined) report.doubt('addressNotStated', { outcome }, { pointer })
      else if (!files.some(one => /^(?:https?|data):/i.test(one))) {
        report.note('relativeAddress', { file: file.slice(0, 120) }, { pointer })
      }
    }
    return 1
  },
})

/** Where a sample lies; `''` when it does not say. A member that is text alone counts if it looks like a path. */
function addressOf(sample: unknown): string {
  if (typeof sample === 'string') return isPath(sample) ? sample.trim() : ''
  const file = isObject(sample) && Object.hasOwn(sample, 'file') ? sample.file : ''
  return typeof file === 'string' ? file.trim() : ''
}

function isPath(text: unknown): text is string {
  return typeof text === 'string' && /[/.\\]/.test(text) && !/^\s*[[{]/.test(text)
}
