import { isObject } from '../../text/json-tree.ts'

/** Text of a plain value; several plain values are joined by commas, as the standard writes multi-value fields. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return trimmed(value)
  if (value === null || value === undefined) return ''
  if (Array.isArray(value) && value.every(one => typeof one !== 'object')) return value.map(textOf).join(',')
  if (Array.isArray(value) || isObject(value)) return JSON.stringify(value)
  return String(value)
}

/** Without ASCII spaces around it. Full-width and invisible ones stay: they are for rules to judge. */
export function trimmed(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && blank(text.charCodeAt(start))) start++
  while (end > start && blank(text.charCodeAt(end - 1))) end--
  return start === 0 && end === text.length ? text : text.slice(start, end)
}

const blank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13)
