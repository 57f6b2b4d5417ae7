import { isObject } from '../../text/json-tree.ts'
import { textOf, trimmed } from './text-value.ts'

/** Order of the parts of a record written as `a|b|c` in a cell. */
const PARTS: Record<string, readonly string[]> = {
  materials: ['name', 'source', 'required', 'shareable', 'licenceType'],
  stages: ['name', 'days'],
  faqs: ['question', 'answer'],
  samples: ['name', 'file'],
}

/**
 * A list field (`materials`, `stages` …): an array stays one, its plain members as text; a text is read as JSON, else as
 * `name|source|required|shareable; …`. A text that is neither is left as it is, for the rules to say so.
 */
export function listOf(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(one => (isObject(one) ? record(one) : textOf(one)))
  if (typeof value !== 'string') return value
  const text = trimmed(value)
  if (/^[[{]/.test(text)) {
    try {
      const parsed = JSON.parse(text) as unknown
      return Array.isArray(parsed) ? listOf(name, parsed) : text
    } catch {
      return text
    }
  }
  const parts = PARTS[name]
  if (!parts) return text === '' ? '' : split(text)
  if (!text.includes('|')) return text
  return split(text).map(one => {
    const cells = one.split('|').map(trimmed)
    return Object.fromEntries(parts.flatMap((part, index) => (cells[index] ? [[part, cells[index]]] : [])))
  })
}

function record(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== '')
      .map(([key, member]) => [key, typeof member === 'object' ? member : textOf(member)]),
  )
}

function split(text: string): string[] {
  return text
    .split(/[;；\n]/)
    .map(trimmed)
    .filter(one => one !== '')
}
