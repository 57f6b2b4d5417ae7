import type { RuleExample } from '../../../model/rule.ts'
import { cut } from '../../../reporters/pretty/layout.ts'

const LINES = 14
const STRING = 60

/** An example's evidence, short: one line per scalar, nested indented, cut after a few lines. */
export function exampleText({ evidence, target, options }: RuleExample, width: number): string {
  const lines: string[] = []
  const shown = { ...(target ? { target } : {}), ...(options ? { options } : {}), ...evidence }
  write(shown, '', lines, 0)
  const kept = lines.length > LINES ? [...lines.slice(0, LINES - 1), '...'] : lines
  return kept.map(line => cut(line, width)).join('\n')
}

function write(value: unknown, indent: string, lines: string[], depth: number): void {
  if (lines.length > LINES) return
  if (Array.isArray(value)) {
    for (const entry of value.slice(0, LINES)) {
      const flat = inline(entry)
      if (flat !== undefined || depth > 6) lines.push(`${indent}- ${flat ?? '...'}`)
      else {
        const at = lines.length
        write(entry, `${indent}  `, lines, depth + 1)
        const first = lines[at]
        if (first !== undefined) lines[at] = `${indent}- ${first.slice(indent.length + 2)}`
      }
    }
    return
  }
  for (const [key, entry] of Object.entries(value as Record<string, unknown>)) {
    const flat = inline(entry)
    if (flat !== undefined || depth > 6) lines.push(`${indent}${key}: ${flat ?? '...'}`)
    else {
      lines.push(`${indent}${key}:`)
      write(entry, `${indent}  `, lines, depth + 1)
    }
  }
}

/** A scalar, or a small structure, on one line. */
function inline(value: unknown): string | undefined {
  if (typeof value === 'string')
    return value.length > STRING ? `${value.slice(0, STRING)}...` : JSON.stringify(value)
  if (value === null || typeof value !== 'object') return String(value)
  const text = JSON.stringify(value)
  return text.length <= 50 ? text : undefined
}
