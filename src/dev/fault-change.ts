import type { Seeded } from './seeded.ts'

/** How a value is spoiled: exactly one of these. A bare value stands for itself. */
export type Change =
  | string
  | number
  | boolean
  | null
  | { value: unknown }
  /** One of these, `{text}` filled in. */
  | { pick: unknown[] }
  /** One character between these places (from 1) becomes one of these characters. */
  | { replace: { at: [number, number]; with: string[] } }
  /** That many characters fall off the end. */
  | { cut: [number, number] }
  | { append: string[] }
  /** `{field}` slots filled from the record; `{field:9-17}` takes those characters (from 1). */
  | { text: string }
  /** The number in this field plus a drawn number. */
  | { plus: { field: string; by: [number, number] } }
  /** Digits become full-width digits. */
  | { fullWidth: true }
  /** One material that fits `where` gets these values. */
  | { material: { where: Record<string, string[]>; set: Record<string, string> } }

/** Which records a fault can be put in. A bare text must be equal; a list holds the allowed values. */
export type Condition =
  | string
  | string[]
  | { filled: boolean }
  | { not: string[] }
  | { contains: string }
  | { above: number }

export function holds(condition: Condition, value: string): boolean {
  if (typeof condition === 'string') return value === condition
  if (Array.isArray(condition)) return condition.includes(value)
  if ('filled' in condition) return (value !== '') === condition.filled
  if ('not' in condition) return !condition.not.includes(value)
  if ('contains' in condition) return value.includes(condition.contains)
  return value !== '' && Number(value) > condition.above
}

/** The spoiled value. @throws Error when the change does not fit the value. */
export function changed(
  change: Change,
  current: unknown,
  record: Readonly<Record<string, string>>,
  random: Seeded,
): unknown {
  if (typeof change !== 'object' || change === null) return change
  if ('value' in change) return change.value
  if ('pick' in change) {
    const drawn = random.pick(change.pick)
    return isText(drawn) ? filled(drawn.text, record) : drawn
  }
  if ('text' in change) return filled(change.text, record)
  if ('plus' in change) return String(Number(record[change.plus.field]) + random.between(...change.plus.by))
  if ('material' in change) return spoiledMaterial(change.material, String(current), random)
  const text = String(current ?? '')
  if ('append' in change) return text + random.pick(change.append)
  if ('cut' in change) return text.slice(0, text.length - random.between(...change.cut))
  if ('fullWidth' in change) {
    return text.replace(/[0-9]/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
  }
  const [from, to] = change.replace.at
  const at = random.between(from, Math.min(to, text.length)) - 1
  const other = random.pick(change.replace.with.filter(character => character !== text[at]))
  return text.slice(0, at) + other + text.slice(at + 1)
}

function isText(value: unknown): value is { text: string } {
  return typeof value === 'object' && value !== null && 'text' in value && Object.keys(value).length === 1
}

function filled(text: string, record: Readonly<Record<string, string>>): string {
  return text.replace(/\{([\w.]+)(?::(\d+)-(\d+))?\}/g, (_, field: string, from?: string, to?: string) => {
    const value = record[field] ?? ''
    return from === undefined ? value : value.slice(Number(from) - 1, Number(to))
  })
}

const PARTS = ['name', 'source', 'required', 'shareable']

/** Materials stand in one cell as `name|source|required|shareable; …`. */
function spoiledMaterial(
  { where, set }: { where: Record<string, string[]>; set: Record<string, string> },
  cell: string,
  random: Seeded,
): string {
  const materials = materialsOf(cell)
  const fitting = materials.filter(material =>
    Object.entries(where).every(([part, allowed]) => allowed.includes(material[PARTS.indexOf(part)] ?? '')),
  )
  const chosen = random.pick(fitting)
  for (const [part, value] of Object.entries(set)) chosen[PARTS.indexOf(part)] = value
  return materials.map(material => material.join('|')).join('; ')
}

export function materialsOf(cell: string): string[][] {
  return cell.split('; ').map(material => material.split('|'))
}
