import { fieldOfColumn, ITEM_FIELD_NAMES } from '../../derive/item-fields.ts'
import { type InputError, InputErrorList } from '../../model/input-error.ts'
import { isObject } from '../../text/json-tree.ts'
import { nearest } from '../../text/nearest.ts'
import { createLocator, keysOf } from '../../text/positions.ts'
import { fault } from '../input/codes.ts'
import { shapeFaults } from '../input/shape.ts'
import { LARGEST, readParsed } from '../input/structured.ts'
import { type Cut, CutPatternError, compileCut } from './cut-pattern.ts'
import { textOf } from './text-value.ts'

/** One line of a mapping, ready for use. */
interface MappedField {
  field: string
  /** Source column or JSON pointer; undefined for a constant. */
  from: string | undefined
  /** What the field becomes of the source's value. */
  convert(value: unknown): unknown
}
export interface Mapping {
  file: string
  /** JSON pointer to the array of items. */
  items: string | undefined
  fields: readonly MappedField[]
}

interface Source {
  from?: string
  const?: string
  pad?: number
  cut?: string
  values?: Record<string, string>
  each?: Record<string, string>
}

const SIZES = { largest: { yaml: LARGEST.manifest, json: LARGEST.manifest }, duplicates: true }

/**
 * Reads a mapping of a province's own columns to the standard's fields.
 *
 * @throws InputError when it cannot be read, InputErrorList with every fault of its shape, fields and patterns
 */
export async function readMapping(folder: string, path: string): Promise<Mapping> {
  const read = await readParsed(folder, path, SIZES)
  const { text, format, value } = read
  const file = read.path
  if (!isObject(value)) throw fault('not-a-map', { file, line: 1, column: 1 }, {})
  const shape = shapeFaults({ file, text, format, value }, 'mapping')
  if (shape.length > 0) throw new InputErrorList(shape)
  const { items, fields } = value as { items?: string; fields: Record<string, string | Source> }
  const locate = createLocator(text, format).locate
  const faults: InputError[] = []
  const mapped = Object.entries(fields).map(([name, given]): MappedField => {
    const field =
      ITEM_FIELD_NAMES.includes(name) || /^ext\.[\w-]{1,64}$/.test(name) ? name : fieldOfColumn(name)
    const source: Source = typeof given === 'string' ? { from: given } : given
    const pointer = `/fields/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    const place = { file, ...locate(pointer), pointer }
    if (field === undefined) {
      faults.push(
        fault('mapping-field', place, { field: name, nearest: nearest(name, ITEM_FIELD_NAMES) ?? '' }),
      )
    }
    let cut: Cut | undefined
    if (source.cut !== undefined) {
      try {
        cut = compileCut(source.cut)
      } catch (error) {
        if (!(error instanceof CutPatternError)) throw error
        faults.push(fault('mapping-cut', place, { field: name, pattern: source.cut.slice(0, 60) }))
      }
    }
    if (source.from === undefined && source.const === undefined) {
      faults.push(fault('missing-key', place, { key: 'from' }))
    }
    return { field: field ?? name, from: source.from, convert: conversion(source, cut) }
  })
  if (faults.length > 0) throw new InputErrorList(faults)
  return { file, items, fields: mapped }
}

/** In this order: constant, cut, value table, padding. */
function conversion(source: Source, cut: Cut | undefined): (value: unknown) => unknown {
  if (source.from === undefined) return () => source.const
  if (source.each) return renaming(source.each)
  if (!cut && !source.values && source.pad === undefined) return value => value
  return value => {
    let text = textOf(value)
    if (text !== '' && cut) text = cut(text) ?? ''
    if (source.values && Object.hasOwn(source.values, text)) text = source.values[text] as string
    return text !== '' && source.pad !== undefined ? text.padStart(source.pad, '0') : text
  }
}

/** Members of a list (materials, stages …) under their canonical names. */
function renaming(each: Record<string, string>): (value: unknown) => unknown {
  const pairs = Object.entries(each)
  return value => {
    const list = Array.isArray(value) ? value : parsedList(value)
    if (!list) return value
    return list.map(one =>
      isObject(one)
        ? Object.fromEntries(
            pairs.flatMap(([to, from]) => (Object.hasOwn(one, from) ? [[to, one[from]]] : [])),
          )
        : one,
    )
  }
}

function parsedList(value: unknown): unknown[] | undefined {
  if (typeof value !== 'string') return undefined
  try {
    const parsed = JSON.parse(value) as unknown
    return Array.isArray(parsed) ? parsed : undefined
  } catch {
    return undefined
  }
}

/** Reads a column or JSON pointer out of an object, over own properties only. */
export function readerOf(from: string): (record: Record<string, unknown>) => unknown {
  if (!from.startsWith('/')) return record => (Object.hasOwn(record, from) ? record[from] : undefined)
  const keys = keysOf(from)
  return record => {
    let node: unknown = record
    for (const key of keys) {
      if (node === null || typeof node !== 'object' || !Object.hasOwn(node, key)) return undefined
      node = (node as Record<string, unknown>)[key]
    }
    return node
  }
}
