import { textsBehind } from '../../derive/labelled-text.ts'
import { defineFold, type Report } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Role of the page that says whose app this is, and other roles where it may stand. */
  about: string
  elsewhere: string[]
  owner: { name: string; labels: string[]; endings: string[] }
  number: { name: string; labels: string[] }
}

const messages = {
  otherShown: ['what', 'shown', 'stated'],
  notShown: ['what', 'stated'],
  notSeen: ['what', 'stated'],
} as const

interface State {
  seen: boolean
  aboutSeen: boolean
  /** What some page shows, or shows otherwise. */
  settled: Set<string>
}

/** A text of a capture behind a label is cut there. */
const CUT = 30
const words = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }
const text = { type: 'string', minLength: 1 }

/**
 * The page about the app, or another one named for it, shows the body that runs it and its filing number as the manifest
 * states them. Where the page about the app was not looked at, what is not to be seen is a doubt.
 */
export default defineFold<Options>()<State, typeof messages>({
  name: 'pages/filing-shown',
  version: 1,
  unit: 'page',
  needs: { required: ['pages', 'manifest'], optional: [] },
  messages,
  stateBytesPerUnit: 16,
  options: {
    type: 'object',
    required: ['about', 'elsewhere', 'owner', 'number'],
    additionalProperties: false,
    properties: {
      about: text,
      elsewhere: { type: 'array', items: text },
      owner: {
        type: 'object',
        required: ['name', 'labels', 'endings'],
        additionalProperties: false,
        properties: { name: text, labels: words, endings: words },
      },
      number: {
        type: 'object',
        required: ['name', 'labels'],
        additionalProperties: false,
        properties: { name: text, labels: words },
      },
    },
  },
  init: () => ({ seen: false, aboutSeen: false, settled: new Set() }),
  step(state, unit, { manifest }, { about, elsewhere, owner, number }, report) {
    const page = unit.data as PageCapture
    if (page.state !== 'standard' || ![about, ...elsewhere].includes(page.role)) return 0
    state.seen = true
    state.aboutSeen ||= page.role === about
    const body = manifest?.app?.owner?.name
    const filed = manifest?.filings?.governmentApp?.number
    const isBody = (shown: string) =>
      owner.endings.some(ending => shown.replace(/[（(][^（）()]*[)）]$/, '').endsWith(ending))
    look(state, page.words, owner, body, isBody, report)
    // A number has digits; a sentence about numbers has none.
    look(state, page.words, number, filed, shown => /\d{2}/.test(shown), report)
    return 0
  },
  end({ seen, aboutSeen, settled }, { manifest }, { owner, number }, report) {
    const asked = [
      { what: owner.name, stated: manifest?.app?.owner?.name },
      { what: number.name, stated: manifest?.filings?.governmentApp?.number },
    ]
    let examined = 0
    for (const { what, stated } of asked) {
      // What the manifest does not state is the fault of the codes that ask for it.
      if (!seen || !stated || matchingName(stated) === '') continue
      examined++
      if (settled.has(what)) continue
      const id = aboutSeen ? 'notShown' : 'notSeen'
      if (id === 'notShown') report.failure(id, { what, stated }, { identity: { what } })
      else report.doubt(id, { what, stated }, { identity: { what } })
    }
    return examined
  },
})

function look(
  { settled }: State,
  said: string,
  { name: what, labels }: { name: string; labels: string[] },
  stated: string | null | undefined,
  isOne: (shown: string) => boolean,
  report: Report<typeof messages>,
): void {
  if (!stated || matchingName(stated) === '') return
  const wanted = matchingName(stated)
  const same = matchingName(said).includes(wanted)
  if (same) settled.add(what)
  for (const value of textsBehind(labels, said)) {
    const shown = /^\S+/.exec(value)?.[0] ?? ''
    const plain = matchingName(shown)
    if (plain === '' || !isOne(shown) || plain.startsWith(wanted)) continue
    // A value that goes on beyond what is known of it.
    if (value.length >= CUT && wanted.startsWith(plain)) continue
    settled.add(what)
    report.failure('otherShown', { what, shown, stated }, { identity: { what } })
    return
  }
}
