import { type Friction, median, ServiceWays } from '../../derive/friction.ts'
import { defineFold } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that are about one item, and of application forms. */
  items: string[]
  forms: string[]
  /** Most taps from home to the page of an item. */
  most: number
}

const messages = {
  tooFar: ['taps', 'most'],
  noWayFound: [],
  way: ['taps', 'screens'],
  form: ['typed', 'uploads', 'prefilled'],
} as const

interface State {
  ways: ServiceWays
  walked: Friction[]
}

const roles = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/**
 * Items are reached from home in few taps, over links of pages that were looked at. What a person does on the way and fills
 * in at its end is told for every item and measured over all; only the taps are judged. That no way was found is a doubt for
 * items the manifest names, and says nothing of the others: most pages of an app were not looked at.
 */
export default defineFold<Options>()<State, typeof messages>({
  name: 'pages/steps-to-services',
  version: 1,
  unit: 'page',
  passes: ['page', 'page'],
  needs: { required: ['pages'], optional: [] },
  messages,
  stateBytesPerUnit: 60_000,
  options: {
    type: 'object',
    required: ['items', 'forms', 'most'],
    additionalProperties: false,
    properties: { items: roles, forms: roles, most: { type: 'integer', minimum: 1 } },
  },
  init: () => ({ ways: new ServiceWays(), walked: [] }),
  step({ ways, walked }, unit, _context, { items, forms, most }, report, pass) {
    const page = unit.data as PageCapture
    if (page.state !== 'standard') return 0
    if (pass === 0) {
      ways.add(page, forms)
      return 0
    }
    if (!items.includes(page.role) || !ways.hasHome) return 0
    const friction = ways.to(page)
    if (!friction) {
      if (unit.required) report.doubt('noWayFound', {}, { identity: {} })
      return unit.required ? 1 : 0
    }
    walked.push(friction)
    const { taps, screens, form } = friction
    report.note('way', { taps, screens }, { identity: {} })
    if (form) {
      const prefilled = Math.round(form.prefilled * 100)
      report.note('form', { typed: form.typed, uploads: form.uploads, prefilled }, { identity: {} })
    }
    if (taps > most) report.failure('tooFar', { taps, most }, { identity: {} })
    return 1
  },
  end({ walked }, _context, _options, report) {
    const measure = (name: string, value: number | undefined, unit: string) => {
      if (value !== undefined) report.measure(name, value, unit)
    }
    const forms = walked.flatMap(({ form }) => form ?? [])
    if (walked.length > 0) report.measure('servicesWalked', walked.length, 'items')
    measure('tapsMedian', median(walked.map(({ taps }) => taps)), 'taps')
    measure(
      'tapsMost',
      walked
        .map(({ taps }) => taps)
        .toSorted((a, b) => a - b)
        .at(-1),
      'taps',
    )
    measure('screensMedian', median(walked.map(({ screens }) => screens)), 'screens')
    measure('fieldsTypedMedian', median(forms.map(({ typed }) => typed)), 'fields')
    measure('uploadsMedian', median(forms.map(({ uploads }) => uploads)), 'uploads')
    measure('formPrefilledMedian', median(forms.map(({ prefilled }) => prefilled)), 'ratio')
    return 0
  },
})
