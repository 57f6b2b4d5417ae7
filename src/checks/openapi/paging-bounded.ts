import { type BodyShape, bodyShape, jsonSchemas } from '../../derive/body-shape.ts'
import { type Input, inputs, plainName } from '../../derive/operation-inputs.ts'
import type { Operation } from '../../derive/operations.ts'
import { defineCheck } from '../../model/check.ts'

interface Options {
  /** Names of a page's size that mean nothing else, without case and separators. */
  sizeNames: string[]
  /** Names that mean a page's size beside a `placeNames` parameter. */
  sizeNamesBeside: string[]
  /** Names that say which page is wanted. */
  placeNames: string[]
}

/** What an operation hands out by pages has a largest page; what is a list without pages has a largest length. */
export default defineCheck<Options>()({
  name: 'openapi/paging-bounded',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: {
    unbounded: ['method', 'path', 'parameter'],
    boundInWords: ['method', 'path', 'parameter'],
    noPaging: ['method', 'path'],
  },
  options: {
    type: 'object',
    required: ['sizeNames', 'sizeNamesBeside', 'placeNames'],
    additionalProperties: false,
    properties: Object.fromEntries(
      ['sizeNames', 'sizeNamesBeside', 'placeNames'].map(name => [
        name,
        { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[a-z0-9]+$' } },
      ]),
    ),
  },
  judge(unit, _context, options, report) {
    const operation = unit.data as Operation
    const { method, path, file, pointer } = operation
    if (method !== 'GET' && method !== 'POST') return 0
    const asked = inputs(operation).filter(one => one.in === 'query' || one.in === 'body')
    const named = asked.map(input => ({ input, name: plainName(input.name) }))
    const placed = named.some(({ name }) => options.placeNames.includes(name))
    const size = named.find(
      ({ input, name }) =>
        isNumber(input) &&
        (options.sizeNames.includes(name) || (placed && options.sizeNamesBeside.includes(name))),
    )?.input
    if (size) {
      if (isBounded(size)) return 1
      const data = { method, path, parameter: size.name.slice(0, 200) }
      const where = { file: size.at.file, pointer: size.at.pointer, identity: { parameter: size.name } }
      if (saysBound(size.description)) report.doubt('boundInWords', data, where)
      else report.failure('unbounded', data, where)
      return 1
    }
    if (method !== 'GET' || placed) return placed && method === 'GET' ? 1 : 0
    const list = listAnswered(operation)
    if (!list) return 0
    if (!list.bounded) report.doubt('noPaging', { method, path }, { file, pointer, identity: {} })
    return 1
  },
})

/** A size is a number, or a text of digits in documents that type everything as text. */
function isNumber({ schema }: Input): boolean {
  const type = schema?.type
  const types = Array.isArray(type) ? type : [type]
  return (
    schema === undefined ||
    types.some(one => one === 'integer' || one === 'number' || one === 'string' || one === undefined)
  )
}

function isBounded({ schema }: Input): boolean {
  if (!schema) return true
  if (
    ['maximum', 'exclusiveMaximum', 'pattern', 'maxLength', 'const'].some(key => Object.hasOwn(schema, key))
  )
    return true
  return Array.isArray(schema.enum) || ['allOf', 'oneOf', 'anyOf'].some(key => Object.hasOwn(schema, key))
}

/** A word for the largest with a number soon after it in the same sentence, or a number before such a word. */
const BOUND =
  /(max|range|up to|at most|no more than|between|not exceed|最大|最多|上限|不超过|不得超过|至多)[^.;。；\d]{0,30}\d|\d\s{0,3}(max|条?以内)/i

/** Does a text name a largest number? Only its beginning is read. */
function saysBound(description: string): boolean {
  return BOUND.test(description.slice(0, 1000))
}

/** The list an operation answers a success with, bare at the top of the body; undefined where it is none. */
function listAnswered(operation: Operation): (BodyShape & { kind: 'list' }) | undefined {
  for (const { status, response } of operation.answers.values()) {
    if (!response || !/^2/.test(status)) continue
    for (const schema of jsonSchemas(response)) {
      const shape = bodyShape(operation.document, schema)
      if (shape?.kind === 'list') return shape
    }
  }
  return undefined
}
