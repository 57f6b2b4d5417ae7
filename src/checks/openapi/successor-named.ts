import { type Operation, operationsById } from '../../derive/operations.ts'
import { defineCheck } from '../../model/check.ts'
import { isObject } from '../../text/json-tree.ts'

interface Options {
  /** Words, lower case, by which a text names what to use instead. */
  words: string[]
  /** Extension keys and answer headers, lower case, that state the successor or the last day. */
  fields: string[]
}

/** A deprecated operation names its successor or its last day. */
export default defineCheck<Options>()({
  name: 'openapi/successor-named',
  version: 1,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: { noSuccessor: ['method', 'path'], perhapsNoSuccessor: ['method', 'path'] },
  options: {
    type: 'object',
    required: ['words', 'fields'],
    additionalProperties: false,
    properties: {
      words: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      fields: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { words, fields }, report) {
    const operation = unit.data as Operation
    const { method, path, file, pointer, node } = operation
    if (node.deprecated !== true) return 0
    if (isObject(node.externalDocs) || statesField(operation, fields)) return 1
    const said = [node.summary, node.description].filter(text => typeof text === 'string').join('\n')
    const text = said.slice(0, 5000)
    const lower = text.toLowerCase()
    if (words.some(word => lower.includes(word)) || DATE.test(text) || namesOperation(text, operation))
      return 1
    const where = { file, pointer: `${pointer}/deprecated`, identity: {} }
    // A text of its own may name it in words we do not know.
    const tells = typeof node.description === 'string' && node.description.trim() !== ''
    if (tells) report.doubt('perhapsNoSuccessor', { method, path }, where)
    else report.failure('noSuccessor', { method, path }, where)
    return 1
  },
})

const DATE = /20\d\d\s*[-/.年]\s*\d{1,2}/

/** An address or the id of another operation of the document. */
function namesOperation(text: string, operation: Operation): boolean {
  for (const [word] of text.matchAll(/(?<![\w/])\/[a-z][\w/{}.-]*/gi))
    if (word !== operation.path) return true
  const ids = operationsById(operation.document)
  for (const [word] of text.matchAll(/[\w.-]{4,}/g)) {
    if (word !== operation.node.operationId && ids.has(word)) return true
  }
  return false
}

function statesField({ node, answers }: Operation, fields: readonly string[]): boolean {
  if (Object.keys(node).some(key => fields.includes(key.toLowerCase()))) return true
  return [...answers.values()].some(({ response }) => {
    const headers = response?.node.headers
    return isObject(headers) && Object.keys(headers).some(name => fields.includes(name.toLowerCase()))
  })
}
