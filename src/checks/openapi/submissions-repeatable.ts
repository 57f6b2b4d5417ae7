import { inputs, plainName } from '../../derive/operation-inputs.ts'
import type { Operation } from '../../derive/operations.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

interface Options {
  /** Endings of manifest roles that submit something. */
  submitRoles: string[]
  /** Words of an operation's id, in lower case, or parts of its summary: it probably submits something. */
  submitWords: string[]
  /** Parts of a summary, or words of the id, that say it does not: it asks about a submission or tells a state. */
  notWords: string[]
  /** Names that tell a repeat, without case and separators: whole. */
  keyNames: string[]
  /** Parts of names that tell a repeat, likewise. */
  keyParts: string[]
  /** Parts of descriptions that say a field tells a repeat. */
  keyWords: string[]
}

const LIST = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } }

/** A POST that submits something takes a key or a business serial number by which a repeat is told from a second one. */
export default defineCheck<Options>()({
  name: 'openapi/submissions-repeatable',
  version: 2,
  unit: 'operation',
  needs: { required: ['documents'], optional: [] },
  messages: { noKey: ['method', 'path', 'role'], perhapsNoKey: ['method', 'path', 'word'] },
  options: {
    type: 'object',
    required: ['submitRoles', 'submitWords', 'notWords', 'keyNames', 'keyParts', 'keyWords'],
    additionalProperties: false,
    properties: {
      submitRoles: LIST,
      submitWords: LIST,
      notWords: LIST,
      keyNames: LIST,
      keyParts: LIST,
      keyWords: LIST,
    },
  },
  judge(unit, _context, options, report) {
    const operation = unit.data as Operation
    // PUT and DELETE may be repeated by their definition.
    if (operation.method !== 'POST') return 0
    const { method, path, file, pointer } = operation
    const role = submitRole(operation, options.submitRoles)
    const word = role === undefined ? submitWord(operation, options) : ''
    if (word === undefined) return 0
    const keyed = inputs(operation).some(({ name, description }) => {
      const plain = plainName(name)
      return (
        options.keyNames.includes(plain) ||
        options.keyParts.some(part => plain.includes(part)) ||
        options.keyWords.some(said => description.slice(0, 1000).toLowerCase().includes(said))
      )
    })
    if (keyed) return 1
    const where = { file, pointer, identity: {} }
    if (role !== undefined) report.failure('noKey', { method, path, role }, where)
    else report.doubt('perhapsNoKey', { method, path, word }, where)
    return 1
  },
})

const known = new WeakMap<ApiDocument, ReadonlyMap<string, readonly string[]>>()

function submitRole({ key, document }: Operation, endings: readonly string[]): string | undefined {
  let byOperation = known.get(document)
  if (!byOperation) {
    const roles = Object.entries(document.roles ?? {})
    byOperation = new Map(
      [...Map.groupBy(roles, ([, operation]) => operation)].map(([operation, entries]) => [
        operation,
        entries.map(([role]) => role),
      ]),
    )
    known.set(document, byOperation)
  }
  return byOperation.get(key)?.find(role => endings.some(ending => role.endsWith(ending)))
}

function submitWord({ node, path }: Operation, { submitWords, notWords }: Options): string | undefined {
  const id = typeof node.operationId === 'string' ? node.operationId.slice(0, 200) : ''
  const summary = typeof node.summary === 'string' ? node.summary.slice(0, 200) : ''
  if (isNumbered(path)) return undefined
  // `submitCase`, `case_submit`, `CaseController.submit`: words of the id, in lower case.
  const words = id
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
  const says = (word: string) => (/^[a-z]+$/.test(word) ? words.includes(word) : summary.includes(word))
  return notWords.some(says) ? undefined : submitWords.find(says)
}

/** What is submitted bears a number in the path already, as in `/drafts/{id}/submit`: a repeat is told by it. */
function isNumbered(path: string): boolean {
  const segments = path.slice(0, 1000).split('/').filter(Boolean)
  const last = segments.at(-1) ?? ''
  if (last.startsWith('{')) return true
  return segments.at(-2)?.startsWith('{') === true || (path.includes('{') && last.includes('submit'))
}
