import { dayNumber, dayOf } from '../../derive/calendar.ts'
import { defineCheck, type Report } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'

interface Options {
  /** The stages in the order in which an app goes through them, each with the words that name it. */
  stages: { id: string; words: string[] }[]
  /** Stage ids whose app is gone and must have been announced. */
  announced: string[]
}

const messages = {
  notStated: ['field'],
  unknownStatus: ['status', 'allowed'],
  stageUndated: ['status'],
  badDate: ['stage', 'date'],
  futureDate: ['stage', 'date'],
  outOfOrder: ['earlier', 'earlierDate', 'later', 'laterDate'],
  notAnnounced: ['status'],
  noAddress: ['status', 'announcement'],
} as const
type Speak = Report<typeof messages>
const BASE = '/app/lifecycle'

/**
 * The stage an app is in is one of the known ones and dated, the dates of the stages are real and in their order, and
 * an app taken offline has the address of its announcement. Dates of stages still ahead may be plans.
 */
export default defineCheck<Options>()({
  name: 'manifest/life-cycle',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages,
  options: {
    type: 'object',
    required: ['stages', 'announced'],
    additionalProperties: false,
    properties: {
      stages: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['id', 'words'],
          additionalProperties: false,
          properties: { id: { type: 'string' }, words: { type: 'array', items: { type: 'string' } } },
        },
      },
      announced: { type: 'array', items: { type: 'string' } },
    },
  },
  judge(unit, context, { stages, announced }, report) {
    const lifecycle = (unit.data as Manifest).app?.lifecycle
    const status = lifecycle?.status?.trim() ?? ''
    const stageOf = (word: string) => stages.find(({ id, words }) => id === word || words.includes(word))?.id
    const dated = dates(lifecycle?.dates ?? {}, stages, stageOf, report)
    if (status === '') {
      const pointer = lifecycle ? `${BASE}/status` : BASE
      report.doubt('notStated', { field: 'app.lifecycle.status' }, { pointer })
      return 1
    }
    const stage = stageOf(status)
    if (!stage) {
      const allowed = stages.map(({ id }) => id).join('、')
      report.failure('unknownStatus', { status: status.slice(0, 40), allowed }, { pointer: `${BASE}/status` })
      return 1
    }
    const reached = dated.find(({ id }) => id === stage)
    if (!reached)
      report.doubt('stageUndated', { status: stage }, { pointer: BASE, identity: { status: stage } })
    else if (reached.day !== undefined && reached.day > dayOf(context.asOf)) {
      report.failure('futureDate', { stage, date: reached.date }, at(reached))
    }
    if (announced.includes(stage)) judgeAnnouncement(stage, lifecycle?.announcement?.trim() ?? '', report)
    return 1
  },
})

interface Dated {
  id: string
  key: string
  date: string
  day: number | undefined
}

/** Dates of known stages in the order of the stages; what is wrong with them is said. */
function dates(
  given: Record<string, string>,
  stages: Options['stages'],
  stageOf: (word: string) => string | undefined,
  report: Speak,
): Dated[] {
  const found = Object.entries(given).flatMap(([key, text]): Dated[] => {
    const id = stageOf(key.trim())
    const date = text.trim()
    return id === undefined || date === '' ? [] : [{ id, key, date, day: dayNumber(date) }]
  })
  const rank = ({ id }: Dated) => stages.findIndex(stage => stage.id === id)
  found.sort((a, b) => rank(a) - rank(b))
  let before: Dated | undefined
  for (const one of found) {
    if (one.day === undefined) {
      report.failure('badDate', { stage: one.id, date: one.date.slice(0, 40) }, at(one))
      continue
    }
    if (before?.day !== undefined && before.id !== one.id && one.day < before.day) {
      const data = { earlier: before.id, earlierDate: before.date, later: one.id, laterDate: one.date }
      report.failure('outOfOrder', data, at(one))
    } else before = one
  }
  return found
}

/** A missing address may stand elsewhere, so it is asked for; one that is given and no web address is wrong. */
function judgeAnnouncement(status: string, announcement: string, report: Speak): void {
  if (announcement === '') report.doubt('notAnnounced', { status }, { pointer: BASE, identity: {} })
  else if (!/^https?:\/\/[^\s/?#]+\.[^\s]+$/i.test(announcement.slice(0, 2000))) {
    const data = { status, announcement: announcement.slice(0, 80) }
    report.failure('noAddress', data, { pointer: `${BASE}/announcement`, identity: {} })
  }
}

function at({ id, key }: Dated) {
  const pointer = `${BASE}/dates/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  return { pointer, identity: { stage: id } }
}
