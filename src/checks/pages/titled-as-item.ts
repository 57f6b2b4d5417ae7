import { ItemPages } from '../../derive/item-pages.ts'
import { fieldText } from '../../derive/item-text.ts'
import { defineFold } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Roles of the pages that are about one item. */
  roles: string[]
}

const messages = { otherTitle: ['name', 'title'], inTextOnly: ['name', 'title'] } as const

/** Texts of a capture are cut there; a name that goes on is compared as far as it is known. */
const CUT = 60

/**
 * A page about an item carries the item's name: in the title of the document, in a heading, or in the bar above the page.
 * A name that stands in the text only may be drawn as a title and marked as none: left to a person.
 */
export default defineFold<Options>()<ItemPages, typeof messages>({
  name: 'pages/titled-as-item',
  version: 1,
  unit: 'page',
  passes: ['page', 'item', 'page'],
  needs: { required: ['pages', 'items'], optional: [] },
  messages,
  stateBytesPerUnit: 4000,
  options: {
    type: 'object',
    required: ['roles'],
    additionalProperties: false,
    properties: { roles: { type: 'array', minItems: 1, items: { type: 'string' } } },
  },
  init: () => new ItemPages(),
  step(state, unit, _context, { roles }, report, pass) {
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
    const names = state
      .of(page)
      .map(item => fieldText(item, 'task_name'))
      .filter(name => matchingName(name) !== '')
    const [name] = names
    if (name === undefined) return 0
    const titles = [
      page.title,
      ...page.headings.map(({ text }) => text),
      ...page.texts.filter(({ main }) => !main).map(({ text }) => text),
    ]
    if (titles.some(title => names.some(name => holds(title, name)))) return 1
    const data = { name, title: page.title || '-' }
    const said = matchingName(page.words)
    if (names.some(name => said.includes(matchingName(name))))
      report.doubt('inTextOnly', data, { identity: {} })
    else report.failure('otherTitle', data, { identity: {} })
    return 1
  },
  end: () => 0,
})

function holds(title: string, name: string): boolean {
  const shown = matchingName(title)
  const wanted = matchingName(name)
  return shown.includes(wanted) || (title.length >= CUT && shown !== '' && wanted.startsWith(shown))
}
