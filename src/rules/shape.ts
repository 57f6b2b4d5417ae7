import { existsSync, readFileSync } from 'node:fs'
import type { ErrorObject, ValidateFunction } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { InputError } from '../model/input-error.ts'
import type { PathStep, YamlFile } from './yaml-file.ts'

export type ShapeKind =
  | 'rule'
  | 'examples'
  | 'source'
  | 'clause'
  | 'requirement'
  | 'ruleset'
  | 'scoring'
  | 'list'
  | 'host'

export interface ShapeFault {
  path: PathStep[]
  /** What is wrong, in both languages. */
  zh: string
  en: string
  /** The key that should not be there, to name the nearest known one. */
  unknownKey?: string
}

const schemas = new URL('../../schemas/', import.meta.url)
const compiled = new Map<ShapeKind, ValidateFunction | undefined>()
let ajv: Ajv2020 | undefined

/** Where a value departs from the published schema of its kind. */
export function shapeFaults(kind: ShapeKind, value: unknown): ShapeFault[] {
  return schemaFaults(validatorOf(kind), value)
}

/** Where options depart from the schema their check declares. @throws Error when that schema is not a schema. */
export function optionFaults(schema: Record<string, unknown>, options: unknown): ShapeFault[] {
  return schemaFaults(ajvOf().compile(schema), options)
}

/** Shape faults as input errors at file, line and column. `under` = where in the file the value stands. */
export function asInputErrors(
  faults: readonly ShapeFault[],
  file: YamlFile,
  under: readonly PathStep[] = [],
): InputError[] {
  return faults.map(({ path, zh, en }) => {
    const full = [...under, ...path]
    return new InputError(
      'rules-shape',
      { file: file.file, ...file.locate(full) },
      { at: full.length === 0 ? '/' : full.join('.'), zh, en },
    )
  })
}

function ajvOf(): Ajv2020 {
  ajv ??= new Ajv2020({ allErrors: true, strict: false, validateFormats: false })
  return ajv
}

function validatorOf(kind: ShapeKind): ValidateFunction | undefined {
  if (!compiled.has(kind)) {
    const file = new URL(`${kind}.schema.json`, schemas)
    compiled.set(kind, existsSync(file) ? ajvOf().compile(JSON.parse(readFileSync(file, 'utf8'))) : undefined)
  }
  return compiled.get(kind)
}

function schemaFaults(validate: ValidateFunction | undefined, value: unknown): ShapeFault[] {
  if (!validate || validate(value)) return []
  return faultsOf(validate.errors ?? [])
}

function faultsOf(errors: readonly ErrorObject[]): ShapeFault[] {
  // A wrapper says only that something inside it is wrong.
  const telling = errors.filter(({ keyword }) => !['if', 'anyOf', 'oneOf', 'allOf', 'not'].includes(keyword))
  return (telling.length > 0 ? telling : errors).slice(0, 20).map(faultOf)
}

function faultOf(error: ErrorObject): ShapeFault {
  const { keyword, params, message = keyword } = error
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map(step => (/^(0|[1-9]\d*)$/.test(step) ? Number(step) : step))
  switch (keyword) {
    case 'additionalProperties':
    case 'unevaluatedProperties': {
      const key = String(params.additionalProperty ?? params.unevaluatedProperty)
      return { path: [...path, key], zh: `不认识的键 ${key}`, en: `unknown key ${key}`, unknownKey: key }
    }
    case 'required':
      return { path, zh: `缺少 ${params.missingProperty}`, en: `${params.missingProperty} is missing` }
    case 'type':
      return { path, zh: `类型应为 ${params.type}`, en: `should be of type ${params.type}` }
    case 'enum': {
      const allowed = (params.allowedValues as unknown[]).join(' | ')
      return { path, zh: `应为 ${allowed} 之一`, en: `should be one of ${allowed}` }
    }
    case 'const':
      return { path, zh: `应为 ${params.allowedValue}`, en: `should be ${params.allowedValue}` }
    case 'pattern':
      return { path, zh: `格式应符合 ${params.pattern}`, en: `should match ${params.pattern}` }
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return { path, zh: `至少 ${params.limit} 个`, en: `should have at least ${params.limit}` }
    case 'uniqueItems':
      return { path, zh: '有重复的条目', en: 'holds the same entry twice' }
    default:
      return { path, zh: `不符合 ${keyword}(${message})`, en: message }
  }
}
