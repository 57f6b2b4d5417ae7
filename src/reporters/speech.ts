import type { DataFields } from '../model/check.ts'
import type { Place } from '../model/input-error.ts'
import type { ReportOptions, WordTable } from '../model/reporter.ts'
import type { Finding, Scorecard, Unreadable } from '../model/scorecard.ts'
import type { Holder, Mark } from '../model/vocabulary.ts'
import type { Lang, Words } from '../model/words.ts'
import { cellName } from '../text/csv-positions.ts'
import { fill, fillStated, visible } from '../text/fill.ts'

/** Words in one language. Nothing it returns holds control or bidi characters; markup is still to be escaped. */
export interface Speech {
  lang: Lang
  /** Words of `report.yaml` by key; a key without words is shown as it stands, never dropped. */
  say(key: string, data?: DataFields): string
  /** Words that come with the scorecard. */
  pick(words: Words | undefined): string
  /** A message that comes with the scorecard, its fields filled in. */
  phrase(template: Words, data: DataFields): string
  /** Several things in one sentence. */
  list(parts: readonly string[]): string
  /** Clauses of one sentence. */
  clauses(parts: readonly string[]): string
  has(key: string): boolean
}

/** @param style Applied to our own templates before data is filled in (typography of one medium). */
export function speechOf(
  { lang, words }: Pick<ReportOptions, 'lang' | 'words'>,
  style: (template: string) => string = template => template,
): Speech {
  const own = (key: string): Words | undefined => (Object.hasOwn(words, key) ? words[key] : undefined)
  return {
    lang,
    say: (key, data) => {
      const template = own(key)?.[lang]
      return template === undefined ? visible(key) : fill(style(template), data ?? {})
    },
    pick: stated => visible(style(stated?.[lang] || stated?.zh || '')),
    phrase: (template, data) => fill(style(template[lang] || template.zh), data),
    list: parts => parts.join(lang === 'zh' ? '、' : ', '),
    clauses: parts => parts.join(lang === 'zh' ? style('字;字').slice(1, -1) : '; '),
    has: key => own(key) !== undefined,
  }
}

/** What a finding says. A message without words shows its id and its data. */
export function sentence(scorecard: Scorecard, rule: string, finding: Finding, speech: Speech): string {
  const { messageId, data } = finding
  const messages = Object.hasOwn(scorecard.messages, rule) ? scorecard.messages[rule] : undefined
  const template = messages && Object.hasOwn(messages, messageId) ? messages[messageId] : undefined
  if (template) return speech.phrase(template, data)
  if (speech.has(`builtin.${messageId}`)) return speech.say(`builtin.${messageId}`, data)
  const fields = Object.entries(data).map(([name, value]) => `${name}=${value}`)
  return visible([messageId, ...fields].join(' '))
}

/** `data/items.csv:12:5`, as editors and terminals open it, or `data/items.xlsx 事项!B12`; empty where no file is known. */
export function placeOf(locus: Partial<Place>): string {
  if (locus.file !== undefined && locus.sheet !== undefined) {
    return visible(`${locus.file} ${sheetCell(locus)}`)
  }
  const parts = [locus.file, locus.line, locus.line === undefined ? undefined : locus.column]
  return locus.file === undefined ? '' : visible(parts.filter(part => part !== undefined).join(':'))
}

/** `事项!B12`; the sheet alone where no row is known, the row alone where no column is. Quoted as spreadsheet programs quote. */
export function sheetCell({ sheet = '', line, column }: Partial<Place>): string {
  if (line === undefined) return sheet
  const name = /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(sheet) ? sheet : `'${sheet.replaceAll("'", "''")}'`
  return `${name}!${column === undefined ? `${line}:${line}` : cellName(column - 1, line)}`
}

/** What stands there: unit key and pointer, without repeating what the file or the sentence already says. */
export function unitOf(locus: { unit: string; pointer?: string }, said = ''): string {
  const unit = locus.unit === 'manifest' || said.includes(locus.unit) ? '' : locus.unit
  return visible([unit, locus.pointer ?? ''].filter(Boolean).join(' '))
}

/** An input that could not be read: what it is and how to mend it. */
export function unreadableWords(
  { code, place, unit, data }: Unreadable,
  words: WordTable,
  speech: Speech,
): { where: string; what: string; mend: string } {
  const all = { ...(place ? { file: place.file } : {}), ...data }
  const part = (name: string) =>
    speech.has(`input.${code}.${name}`)
      ? fillStated(words[`input.${code}.${name}`]?.[speech.lang] ?? '', all)
      : ''
  return {
    where: (place && placeOf(place)) || visible(unit),
    what: part('what') || visible(code),
    mend: part('mend'),
  }
}

export const ownerWords = (owner: Holder, speech: Speech): string => speech.say(`owner.${owner}`)
export const markWords = (marks: readonly (Mark | 'declared')[], speech: Speech): string =>
  marks.map(mark => speech.say(`mark.${mark}`)).join('')

/** What is said of a finding after the marks of its certainty. */
export const marked = (marks: readonly (Mark | 'declared')[], said: string, speech: Speech): string =>
  [markWords(marks, speech), said].filter(Boolean).join(speech.lang === 'zh' ? '' : ' ')

/** ISO time as read in China (UTC+8, no daylight saving): `2026-11-24 14:36`. The text itself where it is no time. */
export function beijingTime(iso: string): string {
  const time = Date.parse(iso)
  if (Number.isNaN(time)) return visible(iso)
  return new Date(time + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
