import { defineCheck } from '../../model/check.ts'
import type { Manifest } from '../../model/manifest.ts'
import { matchingName } from '../../text/normalise.ts'

interface Options {
  /** Words that only apps of the `tiers` may carry without a question. */
  words: string[]
  /** Tiers that may carry them. */
  tiers: string[]
  /** Names of well-known national apps: no app of another tier is called so. */
  reserved: string[]
  /** Proper names that hold one of the words and are open to every tier (国家公园 …). */
  properNames: string[]
  /** What may follow a word at a short distance: 中国（某省）自由贸易试验区. */
  properEndings: string[]
}

/** Ours: so many characters may stand between a word and an ending of `properEndings`. */
const LONGEST_PLACE = 8

/**
 * The app has a name, and one below the level of the State carries neither the name of a national app nor, unexplained,
 * a word that claims the whole country. What belongs to the owner's own name or to a proper name claims nothing.
 */
export default defineCheck<Options>()({
  name: 'manifest/app-name',
  version: 1,
  unit: 'manifest',
  needs: { required: ['manifest'], optional: [] },
  messages: { notStated: ['field'], nationalApp: ['name', 'tier'], nationalWord: ['name', 'word', 'tier'] },
  options: {
    type: 'object',
    required: ['words', 'tiers', 'reserved', 'properNames', 'properEndings'],
    additionalProperties: false,
    properties: {
      words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      tiers: { type: 'array', minItems: 1, items: { type: 'string' } },
      reserved: { type: 'array', items: { type: 'string', minLength: 1 } },
      properNames: { type: 'array', items: { type: 'string', minLength: 1 } },
      properEndings: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, context, options, report) {
    const { app } = unit.data as Manifest
    const where = { pointer: '/app/name' }
    const name = app?.name?.trim() ?? ''
    if (matchingName(name) === '') {
      report.doubt('notStated', { field: 'app.name' }, where)
      return 1
    }
    // Whose app it is, is asked for by U1-02; until it is known no word is out of place.
    const { tier } = context.target
    if (tier === null || options.tiers.includes(tier)) return 1
    const plain = matchingName(name)
    if (options.reserved.some(reserved => matchingName(reserved) === plain)) {
      report.failure('nationalApp', { name: name.slice(0, 60), tier }, where)
      return 1
    }
    const claiming = withoutProperNames(plain, app?.owner?.name ?? '', options)
    const word = options.words.find(one => claims(claiming, one, options.properEndings))
    if (word) report.doubt('nationalWord', { name: name.slice(0, 60), word, tier }, where)
    return 1
  },
})

/** The owner's name and proper names give way to a mark that no name holds once normalised. */
function withoutProperNames(plain: string, owner: string, { properNames }: Options): string {
  return [owner, ...properNames]
    .map(matchingName)
    .filter(proper => proper !== '')
    .reduce((rest, proper) => rest.replaceAll(proper, '|'), plain)
}

function claims(plain: string, word: string, endings: readonly string[]): boolean {
  for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
    const after = plain.slice(at + word.length)
    const proper = endings.some(ending => {
      const far = after.indexOf(ending)
      return far >= 0 && far <= LONGEST_PLACE
    })
    if (!proper) return true
  }
  return false
}
