import { dayNumber, dayOf } from '../../derive/calendar.ts'
import { codeInAddress, itemCodeOf } from '../../derive/item-pages.ts'
import { fieldText } from '../../derive/item-text.ts'
import { LinkTexts } from '../../derive/link-texts.ts'
import { type CheckContext, defineFold, type Report } from '../../model/check.ts'
import type { Item, Unit } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that are about one item. */
  roles: string[]
  state: { field: string; inactive: string[] }
  /** Field with the day from which the item is no longer handled. */
  cancelled: string
  /** A page that says this tells people that the item is no longer handled. */
  farewells: string[]
}

const messages = {
  opens: ['name', 'code', 'reason'],
  linked: ['name', 'code', 'reason'],
  perhapsLinked: ['name', 'reason'],
  stateUnknown: [],
} as const

/** What the library says of a code that pages show; `reason` undefined = in use. */
interface Standing {
  name: string
  reason: string | undefined
}
interface State {
  codes: Map<string, Standing | undefined>
  texts: LinkTexts<Standing>
  /** Did any item state whether it is in use? */
  stated: boolean
}

const MOST_CODES = 50_000
const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/**
 * Items that are no longer in use are neither shown nor linked: by code for certain, by name as a doubt. A page that tells
 * people the item has ended is no fault; of several records of one code one in use is enough.
 */
export default defineFold<Options>()<State, typeof messages>({
  name: 'pages/withdrawn-hidden',
  version: 1,
  unit: 'page',
  passes: ['page', 'item', 'page'],
  needs: { required: ['pages', 'items'], optional: [] },
  messages,
  stateBytesPerUnit: 60_000,
  options: {
    type: 'object',
    required: ['roles', 'state', 'cancelled', 'farewells'],
    additionalProperties: false,
    properties: {
      roles: words,
      state: {
        type: 'object',
        required: ['field', 'inactive'],
        additionalProperties: false,
        properties: { field: { type: 'string' }, inactive: words },
      },
      cancelled: { type: 'string' },
      farewells: words,
    },
  },
  init: () => ({ codes: new Map(), texts: new LinkTexts(), stated: false }),
  step(state, unit, context, options, report, pass) {
    if (pass === 1) {
      learn(state, unit.data as Item, context, options)
      return 0
    }
    const page = unit.data as PageCapture
    if (page.state !== 'standard' && page.state !== 'elder') return 0
    if (pass === 0) {
      collect(state, page, options)
      return 0
    }
    return judge(state, unit, options, report)
  },
  end({ codes, stated }, _context, _options, report) {
    const known = [...codes.values()].some(standing => standing !== undefined)
    if (known && !stated) report.doubt('stateUnknown', {}, { identity: {} })
    return 0
  },
})

function collect({ codes, texts }: State, page: PageCapture, { roles }: Options): void {
  const own = roles.includes(page.role) ? itemCodeOf(page) : undefined
  if (own !== undefined) codes.set(own, undefined)
  for (const { href, text } of page.links) {
    if (codes.size > MOST_CODES) return
    const code = codeInAddress(href)
    if (code === undefined) texts.want(text)
    else codes.set(code, undefined)
  }
}

function learn(state: State, item: Item, { asOf }: CheckContext, { state: inUse, cancelled }: Options): void {
  const code = fieldText(item, 'task_code')
  const name = fieldText(item, 'task_name')
  const written = fieldText(item, inUse.field)
  const cancelDay = fieldText(item, cancelled).slice(0, 10)
  state.stated ||= written !== '' || cancelDay !== ''
  const day = dayNumber(cancelDay)
  const past = day !== undefined && day < dayOf(asOf) ? cancelDay : undefined
  const reason = inUse.inactive.includes(written) ? written : past
  const known = state.codes.get(code)
  if (state.codes.has(code) && (!known || known.reason !== undefined)) state.codes.set(code, { name, reason })
  state.texts.offer(name, { name, reason }, reason === undefined)
}

function judge(
  state: State,
  unit: Unit,
  { roles, farewells }: Options,
  report: Report<typeof messages>,
): number {
  const page = unit.data as PageCapture
  const own = roles.includes(page.role) ? itemCodeOf(page) : undefined
  const standing = own === undefined ? undefined : state.codes.get(own)
  let examined = standing ? 1 : 0
  if (
    own !== undefined &&
    standing?.reason !== undefined &&
    !farewells.some(word => page.words.includes(word))
  ) {
    const { name, reason } = standing
    report.failure('opens', { name, code: own, reason }, { identity: { code: own } })
  }
  const told = new Set<string>()
  for (const { element, href, text } of page.links) {
    const code = codeInAddress(href)
    const found = code === undefined ? state.texts.find(text) : state.codes.get(code)
    const key = code ?? found?.name ?? ''
    if (!found || key === own || told.has(key)) continue
    told.add(key)
    examined++
    const { name, reason } = found
    if (reason === undefined) continue
    const where = { pointer: element.selector, identity: { item: key }, template: { item: key } }
    if (code === undefined) report.doubt('perhapsLinked', { name, reason }, where)
    else report.failure('linked', { name, code, reason }, where)
  }
  return examined
}
