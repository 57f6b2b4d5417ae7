import { depthFault, jsonFault } from '../../text/json-scan.ts'
import { isObject } from '../../text/json-tree.ts'
import { spotAt } from '../../text/line-column.ts'
import { fault } from '../input/codes.ts'
import { MOST_DEPTH } from '../input/structured.ts'
import type { RawRecord } from './record.ts'

/** A code of 31 digits written as a bare number would lose digits on the way; then the digits are kept as text. */
const LONG_NUMBER = /[:[,]\s*-?\d{16}|[:[,]\s*-?\d[\d.]*[eE]/

/** Parses one JSON object that starts at a line and column of a file. */
export function parseElement(
  text: string,
  file: string,
  line: number,
  column: number,
): RawRecord<Record<string, unknown>> {
  const place = (offset: number) => {
    const at = spotAt(text, offset)
    return { file, line: line + at.line - 1, column: at.line === 1 ? column + at.column - 1 : at.column }
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const found = jsonFault(text)
    const data =
      found?.kind === 'syntax'
        ? { expected: found.expected, found: found.found }
        : { expected: '', found: '' }
    return { line, column, fault: fault('json-syntax', place(found?.offset ?? 0), data) }
  }
  if (!isObject(value)) return { line, column, fault: fault('row-not-an-object', place(0), { line }) }
  const deep = text.length > MOST_DEPTH ? depthFault(text, MOST_DEPTH) : undefined
  if (deep !== undefined)
    return { line, column, fault: fault('too-deep', place(deep), { limit: MOST_DEPTH }) }
  return { line, column, value: LONG_NUMBER.test(text) ? withSourceDigits(text) : value }
}

type SourceReviver = (this: unknown, key: string, value: unknown, context?: { source?: string }) => unknown

function withSourceDigits(text: string): Record<string, unknown> {
  const revive: SourceReviver = (_key, value, context) =>
    typeof value === 'number' && context?.source !== undefined && String(value) !== context.source
      ? context.source
      : value
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown) as Record<string, unknown>
}
