import { ItemPages } from '../../derive/item-pages.ts'
import { fieldValue } from '../../derive/item-text.ts'
import { defineFold } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'
import { isObject } from '../../text/json-tree.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Roles of the pages that are application forms. */
  roles: string[]
  /** Field of the item that lists its materials. */
  field: string
  /** Sources of a material that the person need not bring. */
  provided: string[]
  /** Sources of a material that the person uploads. */
  uploaded: string[]
}

const messages = { uploadAsked: ['label', 'material'], moreUploads: ['uploads', 'listed'] } as const

/** Shorter names stand inside too many labels. */
const SHORTEST = 3
const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/**
 * The application form of an item asks for no upload of what the item library says is shared or issued by the offices
 * themselves; more uploads than the library lists are a doubt, for they may belong to a case of their own.
 */
export default defineFold<Options>()<ItemPages, typeof messages>({
  name: 'pages/form-asks-no-more',
  version: 1,
  unit: 'page',
  passes: ['page', 'item', 'page'],
  needs: { required: ['pages', 'items'], optional: [] },
  messages,
  stateBytesPerUnit: 4000,
  options: {
    type: 'object',
    required: ['roles', 'field', 'provided', 'uploaded'],
    additionalProperties: false,
    properties: { roles: words, field: { type: 'string' }, provided: words, uploaded: words },
  },
  init: () => new ItemPages(),
  step(state, unit, _context, { roles, field, provided, uploaded }, report, pass) {
    if (pass === 1) {
      state.offer(unit.data as Item)
      return 0
    }
    const page = unit.data as PageCapture
    if (page.state !== 'standard' || !roles.includes(page.role)) return 0
    if (pass === 0) {
      state.want(page)
      return 0
    }
    const lists = state.of(page).map(item => fieldValue(item, field))
    const materials = lists.filter(Array.isArray).flat().filter(isObject)
    if (materials.length === 0) return 0
    const from = (sources: readonly string[]) =>
      materials
        .filter(({ source }) => sources.includes(String(source).trim()))
        .map(({ name }) => String(name))
    const [given, listed] = [from(provided), from(uploaded)]
    const uploads = page.fields.filter(({ type }) => type === 'file')
    let asked = 0
    for (const { element, label } of uploads) {
      const shown = matchingName(label)
      const holds = (name: string) => name.length >= SHORTEST && shown.includes(matchingName(name))
      const material = listed.some(holds) ? undefined : given.find(holds)
      if (material === undefined) continue
      asked++
      const where = { pointer: element.selector, identity: { material } }
      report.failure('uploadAsked', { label, material }, where)
    }
    const more = uploads.length - asked
    if (more > listed.length)
      report.doubt('moreUploads', { uploads: more, listed: listed.length }, { identity: {} })
    return 1
  },
  end: () => 0,
})
