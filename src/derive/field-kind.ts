import type { ApiField } from './api-contents.ts'

/** How a kind of field is recognised, as data of a rule. */
export interface FieldKind {
  /** Whole names, lower-case, without separators: `regioncode` stands for regionCode, region_code, RegionCode. */
  names?: string[]
  /** Last words of names: `time` stands for acceptTime, accept_time, but not for lifetime. */
  endings?: string[]
  /** Ends of the first phrase of a Chinese description, up to the first punctuation mark. */
  described?: string[]
  /** Texts in name (as in `names`) or first phrase that mean something else after all. */
  except?: string[]
}

const TEXTS = { type: 'array', uniqueItems: true, items: { type: 'string', minLength: 1 } }

/** JSON Schema of a `FieldKind` in options. */
export const FIELD_KIND = {
  type: 'object',
  additionalProperties: false,
  minProperties: 1,
  properties: { names: TEXTS, endings: TEXTS, described: TEXTS, except: TEXTS },
}

/** How sure the recognition is: the text says what the field is, or only its name does. */
export type Recognised = 'described' | 'named' | undefined

/** Is the field of this kind? The description decides before the name. */
export function recognised(field: Pick<ApiField, 'name' | 'description'>, kind: FieldKind): Recognised {
  const { key, last, phrases } = marksOf(field)
  if (kind.except?.some(text => key.includes(text) || phrases.some(phrase => phrase.includes(text))))
    return undefined
  if (phrases.some(phrase => kind.described?.some(end => phrase.endsWith(end)))) return 'described'
  if (kind.names?.includes(key)) return 'named'
  return last !== undefined && kind.endings?.includes(last) ? 'named' : undefined
}

interface Marks {
  key: string
  last: string | undefined
  phrases: readonly string[]
}

const known = new WeakMap<object, Marks>()

/** What recognition looks at, computed once a field: several rules ask. */
function marksOf(field: Pick<ApiField, 'name' | 'description'>): Marks {
  let marks = known.get(field)
  if (!marks) {
    const { name, description } = field
    marks = { key: nameKey(name), last: nameWords(name).at(-1), phrases: firstPhrases(description) }
    known.set(field, marks)
  }
  return marks
}

/** Lower-case, without separators. */
export function nameKey(name: string): string {
  return name
    .slice(0, 200)
    .replace(/[\s_.[\]-]/g, '')
    .toLowerCase()
}

/** Words of a camelCase, PascalCase, snake_case or kebab-case name, lower-case. */
function nameWords(name: string): string[] {
  return name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .split(/[\s_.[\]-]+/)
    .filter(word => word !== '')
    .map(word => word.toLowerCase())
}

function firstPhrases(description: string): string[] {
  // Recognised by Chinese words only; most descriptions of large documents have none.
  if (!/[\u4e00-\u9fff]/.test(description)) return []
  return description
    .split('\n', 3)
    .map(line => (line.slice(0, 100).split(/[，,。：:；;（(、|/“"]/, 1)[0] ?? '').trim())
    .filter(phrase => phrase !== '')
}
