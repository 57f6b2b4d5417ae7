import { namesOf } from '../../derive/comparable-value.ts'
import { amountsIn, feesShown, limitsShown, visitsShown } from '../../derive/guide-facts.ts'
import { ItemPages } from '../../derive/item-pages.ts'
import { fieldText, fieldValue } from '../../derive/item-text.ts'
import { defineFold } from '../../model/check.ts'
import type { Item } from '../../model/evidence.ts'
import type { PageCapture } from '../../model/page.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Roles of the pages that are guides. */
  roles: string[]
  /** Time limits: words on the page, and the item's fields they state. */
  limits: { name: string; labels: string[]; field: string; unit: string }[]
  /** Values of a unit field, by the unit they mean. */
  units: Record<'working-days' | 'calendar-days' | 'hours', string[]>
  /** Words for on the spot; an item with a promise of up to `instantUpTo` days may call itself so. */
  instantWords: string[]
  instantUpTo: number
  visits: { name: string; labels: string[]; field: string }
  fee: {
    name: string
    labels: string[]
    field: string
    amounts: string
    charged: string[]
    free: string[]
    chargedWords: string[]
    freeWords: string[]
  }
  materials: { labels: string[]; field: string }
}

const messages = {
  contradicts: ['name', 'shown', 'stated', 'field'],
  unclear: ['name', 'shown', 'stated', 'field'],
  materialsDiffer: ['missing'],
} as const

/** What a page shows of one element beside what an item states. */
interface Compared {
  name: string
  field: string
  shown: string
  stated: string
  answer: 'agrees' | 'contradicts' | 'unclear'
}

/** Text of a capture is cut there; what a cut page does not show is not known. */
const MOST_WORDS = 20_000
const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }
const text = { type: 'string', minLength: 1 }
const object = (properties: Record<string, unknown>) => ({
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
})

/**
 * A guide page does not contradict the item library on the fee, the time limits and the visits. Only what can be read on
 * both sides is compared; where a page shows several values (cases of one item) one that agrees is enough. Materials depend
 * on the case, so those not seen are a doubt.
 */
export default defineFold<Options>()<ItemPages, typeof messages>({
  name: 'pages/guide-equals-item',
  version: 1,
  unit: 'page',
  passes: ['page', 'item', 'page'],
  needs: { required: ['pages', 'items'], optional: [] },
  messages,
  stateBytesPerUnit: 4000,
  options: object({
    roles: words,
    limits: {
      type: 'array',
      minItems: 1,
      items: object({ name: text, labels: words, field: text, unit: text }),
    },
    units: object({ 'working-days': words, 'calendar-days': words, hours: words }),
    instantWords: words,
    instantUpTo: { type: 'integer', minimum: 0 },
    visits: object({ name: text, labels: words, field: text }),
    fee: object({
      name: text,
      labels: words,
      field: text,
      amounts: text,
      charged: words,
      free: words,
      chargedWords: words,
      freeWords: words,
    }),
    materials: object({ labels: words, field: text }),
  }),
  init: () => new ItemPages(),
  step(state, unit, _context, options, report, pass) {
    if (pass === 1) {
      state.offer(unit.data as Item)
      return 0
    }
    const page = unit.data as PageCapture
    if (page.state !== 'standard' || !options.roles.includes(page.role)) return 0
    if (pass === 0) {
      state.want(page)
      return 0
    }
    const records = state.of(page)
    if (records.length === 0) return 0
    const compared = best(records.map(item => comparisons(page.words, item, options)))
    for (const { answer, name, field, shown, stated } of compared) {
      const data = { name, shown, stated, field }
      if (answer === 'contradicts') report.failure('contradicts', data, { identity: { field } })
      if (answer === 'unclear') report.doubt('unclear', data, { identity: { field } })
    }
    const missing = missingMaterials(page.words, records, options.materials)
    if (missing.length > 0) {
      report.doubt('materialsDiffer', { missing: missing.join('、') }, { identity: {} })
    }
    return compared.length > 0 || missing.length > 0 ? 1 : 0
  },
  end: () => 0,
})

/** Of several records of one code, the one with which the page agrees best. */
function best(all: readonly Compared[][]): Compared[] {
  const faults = (list: Compared[]) => list.filter(({ answer }) => answer !== 'agrees').length
  return all.reduce((least, list) => (faults(list) < faults(least) ? list : least), all[0] ?? [])
}

function comparisons(said: string, item: Item, options: Options): Compared[] {
  const found = [
    ...options.limits.map(limit => limitOf(said, item, limit, options)),
    visitsOf(said, item, options.visits),
    feeOf(said, item, options.fee),
  ]
  return found.filter(one => one !== undefined)
}

function limitOf(
  said: string,
  item: Item,
  { name, labels, field, unit }: Options['limits'][number],
  { instantWords, instantUpTo, units }: Options,
): Compared | undefined {
  const days = fieldText(item, field)
  if (!/^\d{1,4}$/.test(days)) return undefined
  const stated = Number(days)
  const [kind, values = []] =
    Object.entries(units).find(([, values]) => values.includes(fieldText(item, unit))) ?? []
  const unitWord = values.find(value => !/^\d+$/.test(value)) ?? fieldText(item, unit)
  const answers = limitsShown(labels, instantWords, said).map(shown => {
    const same = shown.count === stated || (shown.count === 0 && stated <= instantUpTo)
    const comparable = kind !== undefined && (shown.unit === kind || shown.count === 0)
    // 20 days and 20 working days may be two limits or one loosely said.
    const answer = comparable
      ? same
        ? 'agrees'
        : 'contradicts'
      : same && shown.unit === 'days'
        ? 'agrees'
        : 'unclear'
    return { answer, shown: shown.text } as const
  })
  return settled(answers, { name, field, stated: `${days}${unitWord}` })
}

function visitsOf(
  said: string,
  item: Item,
  { name, labels, field }: Options['visits'],
): Compared | undefined {
  const stated = fieldText(item, field)
  if (!/^\d{1,2}$/.test(stated)) return undefined
  const answers = visitsShown(labels, said).map(
    shown =>
      ({ answer: shown.count === Number(stated) ? 'agrees' : 'contradicts', shown: shown.text }) as const,
  )
  return settled(answers, { name, field, stated })
}

function feeOf(said: string, item: Item, fee: Options['fee']): Compared | undefined {
  const stated = fieldText(item, fee.field)
  const charged = fee.charged.includes(stated)
  if (!charged && !fee.free.includes(stated)) return undefined
  const amounts = charged ? amountsIn(fieldText(item, fee.amounts)) : []
  const answers = feesShown(fee.labels, fee.freeWords, fee.chargedWords, said).map(shown => {
    const common = shown.amounts.some(amount => amounts.includes(amount))
    const open = shown.amounts.length === 0 || amounts.length === 0
    // One amount on each side contradicts; lists of amounts may name different cases.
    const single = shown.amounts.length === 1 && amounts.length === 1
    const answer =
      shown.charged !== charged
        ? 'contradicts'
        : common || open
          ? 'agrees'
          : single
            ? 'contradicts'
            : 'unclear'
    return { answer, shown: shown.text } as const
  })
  const known = amounts.length > 0 ? `${amounts.join('、')}元` : stated
  return settled(answers, { name: fee.name, field: fee.field, stated: known })
}

/** Several values on one page are cases of the item: one that agrees is enough, and different ones leave it open. */
function settled(
  answers: readonly { answer: Compared['answer']; shown: string }[],
  about: Pick<Compared, 'name' | 'field' | 'stated'>,
): Compared | undefined {
  const [first] = answers
  if (!first) return undefined
  const good = answers.find(({ answer }) => answer === 'agrees')
  if (good) return { ...about, ...good }
  const several = new Set(answers.map(({ shown }) => shown)).size > 1
  const shown = [...new Set(answers.map(({ shown }) => shown))].slice(0, 5).join('、')
  return { ...about, shown, answer: several ? 'unclear' : first.answer }
}

/** Materials of the record that fits best which a page with a list of materials does not name. */
function missingMaterials(
  said: string,
  records: readonly Item[],
  { labels, field }: Options['materials'],
): string[] {
  if (said.length >= MOST_WORDS || !labels.some(label => said.includes(label))) return []
  const shown = matchingName(said)
  const lists = records.map(item => {
    const value = fieldValue(item, field)
    const names = Array.isArray(value) ? namesOf(value) : []
    return names.filter(name => matchingName(name) !== '' && !shown.includes(matchingName(name)))
  })
  const least = lists.reduce((least, list) => (list.length < least.length ? list : least), lists[0] ?? [])
  return [...new Set(least)].slice(0, 10)
}
