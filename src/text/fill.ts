import type { DataFields } from '../model/check.ts'

/** A field longer than this is cut when shown: one hostile value must not become the whole report. */
const LONGEST_FIELD = 400

/** Controls, bidi and other format characters, line separators, lone surrogates. Joiners inside emoji stay. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu
const EMOJI_JOINER = '\u200D'
const SHORT_FORMS: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Text of others made safe to show: characters that move the cursor, turn the reading direction or cannot be seen
 * appear as `\n`, `\t` or `[U+202E]`. Pure ASCII answers, so that nothing depends on the reader's font.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, character =>
    character === EMOJI_JOINER ? character : (SHORT_FORMS[character] ?? `[${codePoint(character)}]`),
  )
}

/**
 * Message template with its fields put in: `fill('第 {at} 位', { at: 3 })`. A field without data stays as `{at}`, so that
 * the gap is seen. Values are made visible and cut at 400 characters; braces inside values are not filled again.
 */
export function fill(template: string, data: Readonly<DataFields>): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) =>
    Object.hasOwn(data, name) ? shown(data[name] as string | number) : placeholder,
  )
}

/**
 * As `fill`, but a clause (up to `;` or `,`) that asks for a field stated empty is left out: "the nearest is" with nothing
 * near says nothing.
 */
export function fillStated(template: string, data: Readonly<DataFields>): string {
  const clauses = template.split(/(?<=[;；,，])/)
  const kept = clauses.filter(clause => !fieldsOf(clause).some(name => data[name] === ''))
  if (kept.length === clauses.length) return fill(template, data)
  return fill(
    kept
      .join('')
      .trim()
      .replace(/[;；,，]$/, ''),
    data,
  )
}

/** Names of the fields a template asks for, in order of appearance, each once. */
export function fieldsOf(template: string): string[] {
  return [...new Set([...template.matchAll(/\{(\w+)\}/g)].map(match => match[1] as string))]
}

function shown(value: string | number): string {
  const characters = [...String(value).slice(0, (LONGEST_FIELD + 1) * 2)]
  const cut = characters.length > LONGEST_FIELD
  return cut ? `${visible(characters.slice(0, LONGEST_FIELD).join(''))}...` : visible(characters.join(''))
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`
}
