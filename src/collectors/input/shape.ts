import type { ErrorObject, ValidateFunction } from 'ajv'
import localizeZh from 'ajv-i18n/localize/zh/index.js'
import type { InputError, Place } from '../../model/input-error.ts'
import { nearest } from '../../text/nearest.ts'
import { createLocator, keysOf, type Locator } from '../../text/positions.ts'
import attestationShape from './attestation-shape.generated.ts'
import { fault, type InputCode } from './codes.ts'
import manifestShape from './manifest-shape.generated.ts'
import mappingShape from './mapping-shape.generated.ts'

export interface ShapedText {
  /** As the user knows the file. */
  file: string
  text: string
  format: 'yaml' | 'json'
  value: unknown
}

/** Ours: more faults than this in one file help nobody. */
const MOST_ERRORS = 50

const VALIDATORS = { manifest: manifestShape, mapping: mappingShape, attestation: attestationShape }

const EXPECTED: Record<string, InputCode> = {
  string: 'expected-text',
  object: 'expected-map',
  array: 'expected-list',
  boolean: 'expected-flag',
  number: 'expected-number',
  integer: 'expected-number',
}

/** Checks a parsed file against a schema of ours. @returns all faults in text order, empty when there is none. */
export function shapeFaults(input: ShapedText, schema: keyof typeof VALIDATORS): InputError[] {
  const validate = VALIDATORS[schema] as unknown as ValidateFunction
  if (validate(input.value)) return []
  const locator = createLocator(input.text, input.format)
  const faults = (validate.errors ?? [])
    .filter(error => !(error.keyword === 'if' || error.keyword === 'propertyNames'))
    .slice(0, MOST_ERRORS)
    .map(error => faultOf(error, input, locator))
  return faults.sort((a, b) => spotOrder(a.place) - spotOrder(b.place))
}

function faultOf(error: ErrorObject, input: ShapedText, locator: Locator): InputError {
  const { instancePath, params } = error
  const place = (pointer: string): Place => ({ file: input.file, ...locator.locate(pointer), pointer })
  const key = keysOf(instancePath).at(-1) ?? ''
  if (error.keyword === 'additionalProperties') {
    const unknown = String(params.additionalProperty)
    const known = Object.keys((error.parentSchema?.properties ?? {}) as object)
    const pointer = `${instancePath}/${unknown.replaceAll('~', '~0').replaceAll('/', '~1')}`
    return fault(
      'unknown-key',
      { ...place(pointer), ...locator.locateKey(pointer) },
      {
        key: unknown.slice(0, 100),
        nearest: nearest(unknown, known) ?? '',
        allowed: known.join(' '),
      },
    )
  }
  if (error.keyword === 'required') {
    return fault('missing-key', place(instancePath), { key: String(params.missingProperty) })
  }
  const at = place(instancePath)
  if (error.keyword === 'type') {
    const wanted = String(Array.isArray(params.type) ? params.type[0] : params.type)
    const number = typeof error.data === 'number'
    if (wanted === 'string' && number)
      return fault('bare-number', at, { key, value: written(input.text, at, error.data) })
    return fault(EXPECTED[wanted] ?? 'shape', at, { key, value: excerpt(error.data) })
  }
  if (error.keyword === 'enum') {
    const allowed = (params.allowedValues as unknown[]).map(String)
    const value = excerpt(error.data)
    return fault('expected-one-of', at, {
      key,
      value,
      allowed: allowed.join(' '),
      nearest: nearest(value, allowed) ?? allowed.join(' '),
    })
  }
  const english = error.message ?? error.keyword
  ;(localizeZh as unknown as (errors: ErrorObject[]) => void)([error])
  return fault('shape', at, { key, value: excerpt(error.data), zh: error.message ?? english, en: english })
}

/** The number as it stands in the text: a long code is no longer whole as a number. */
function written(text: string, at: Place, value: unknown): string {
  const line = text.split('\n', at.line ?? 1).at(-1) ?? ''
  return /^[-+.\w]+/.exec(line.slice((at.column ?? 1) - 1))?.[0].slice(0, 64) ?? String(value)
}

/** A short look at a value of any size. */
function excerpt(value: unknown): string {
  if (Array.isArray(value)) return '[…]'
  if (value !== null && typeof value === 'object') return '{…}'
  return String(value).slice(0, 60)
}

const spotOrder = (place: Place | undefined): number => (place?.line ?? 0) * 100_000 + (place?.column ?? 0)
