import { departmentsSchema, isJudgeable, listedAs, listOf } from '../../derive/listed-items.ts'
import {
  type Availability,
  availabilityFields,
  availabilitySchema,
  isMobile,
} from '../../derive/mobile-available.ts'
import { defineFold } from '../../model/check.ts'
import type { Item, ListRow, ReferenceList } from '../../model/evidence.ts'

interface Area {
  /** Name of the measure. */
  measure: string
  name: string
  /** A row is of the area when its department holds one of these. */
  departments: string[]
}
interface Options {
  /** Id of the reference list. */
  list: string
  available: Availability
  departments: Record<string, string[]>
  areas: Area[]
}

interface State {
  list: ReferenceList
  /** Rows found available on the phone; two items for one row count once. */
  covered: Set<ListRow>
}

/**
 * Counts, per focus area, the listed items that are available on the phone. A measure: nothing fails, because the source
 * names the areas with an open end. An area without any item is a doubt that a person looks at.
 */
export default defineFold<Options>()({
  name: 'items/focus-areas',
  version: 1,
  unit: 'item',
  needs: { required: ['items', 'lists'], optional: [] },
  messages: { noneInArea: ['area', 'list', 'rows'] },
  options: {
    type: 'object',
    required: ['list', 'available', 'departments', 'areas'],
    additionalProperties: false,
    properties: {
      list: { type: 'string' },
      available: availabilitySchema,
      departments: departmentsSchema,
      areas: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['measure', 'name', 'departments'],
          additionalProperties: false,
          properties: {
            measure: { type: 'string', pattern: '^[a-z][A-Za-z]*$' },
            name: { type: 'string', minLength: 1 },
            departments: { type: 'array', minItems: 1, items: { type: 'string' } },
          },
        },
      },
    },
  },
  fields: ({ available }) => availabilityFields(available),
  // The state grows with the list, not with the catalogue.
  stateBytesPerUnit: 0,
  init(context, { list: id }): State | undefined {
    const list = listOf(context, id)
    return list && { list, covered: new Set() }
  },
  step(state, unit, context, { available, departments }) {
    if (!state) return 0
    const item = unit.data as Item
    const listed = listedAs(item, state.list, departments)
    if (listed?.certainty !== 'sure' || !isMobile(item, available, context)) return 0
    for (const row of listed.rows) state.covered.add(row)
    return 0
  },
  end(state, context, { areas }, report) {
    if (!state) {
      report.untested('not-provided')
      return 0
    }
    const { list, covered } = state
    const judgeable = isJudgeable(list)
    if (!judgeable) report.untested('list-unconfirmed')
    for (const { measure, name, departments } of areas) {
      const rows = list.rows.filter(({ department = '' }) =>
        departments.some(word => department.includes(word)),
      )
      const count = rows.filter(row => covered.has(row)).length
      report.measure(measure, count, 'items')
      if (count > 0) continue
      // What was lost of the catalogue may be what is missing here.
      if (judgeable && context.record.units.missing > 0) {
        report.untested('incomplete')
        continue
      }
      const data = { area: name, list: list.id, rows: rows.length }
      report[judgeable ? 'doubt' : 'note']('noneInArea', data, { identity: { area: name } })
    }
    return areas.length
  },
})
