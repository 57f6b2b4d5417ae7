import type { ElementRef, PageCapture } from '../model/page.ts'

/** One thing a reviewer can choose. */
export interface LevelChoice {
  element: ElementRef
  /** As shown, without stars and brackets. */
  name: string
  /** Stars shown beside it, 1 to 5; undefined where none are. */
  stars: number | undefined
}

const NUMERALS = '一二三四五'

/**
 * What a review page offers to choose from, one list for each question it asks: radio buttons of one name, else what can be
 * tapped, else texts. Only lists with at least one of the `known` names are given; each name once, in the order shown.
 */
export function levelLists(page: PageCapture, known: ReadonlySet<string>): LevelChoice[][] {
  const radios = Map.groupBy(
    page.fields.filter(({ type }) => type === 'radio'),
    ({ name }) => name,
  )
  const sources = [
    [...radios.values()].map(group => group.map(({ element, label }) => choiceOf(element, label))),
    [page.targets.map(({ element, name }) => choiceOf(element, name))],
    [page.texts.map(({ element, text }) => choiceOf(element, text))],
  ]
  for (const lists of sources) {
    const found = lists.map(distinct).filter(list => list.some(({ name }) => known.has(name)))
    if (found.length > 0) return found
  }
  return []
}

function choiceOf(element: ElementRef, label: string): LevelChoice {
  const name = label
    .replace(/[（(【[][^（()）【】[\]]{0,20}[)）】\]]/g, '')
    .replace(/[1-5一二三四五] ?颗?星/g, '')
    .replace(/[★☆⭐\s]/g, '')
  return { element, name, stars: starsOf(label) }
}

function starsOf(label: string): number | undefined {
  const said = /([1-5一二三四五]) ?颗?星/.exec(label)?.[1]
  if (said !== undefined) return NUMERALS.includes(said) ? NUMERALS.indexOf(said) + 1 : Number(said)
  const drawn = [...label].filter(mark => mark === '★' || mark === '⭐').length
  return drawn >= 1 && drawn <= 5 ? drawn : undefined
}

function distinct(choices: readonly LevelChoice[]): LevelChoice[] {
  const seen = new Set<string>()
  return choices.filter(({ name }) => {
    if (name === '' || seen.has(name)) return false
    seen.add(name)
    return true
  })
}
