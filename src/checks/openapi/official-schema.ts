import type { Fault } from '../../derive/openapi-schema/fault.ts'
import { loadSchemaOf, schemaFaults } from '../../derive/openapi-schema/faults.ts'
import { type DataFields, defineCheck, type Report } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { nearest } from '../../text/nearest.ts'

type MessageId = Fault['kind'] | 'misspeltField'

interface Options {
  /** Faults reported of one document at most; a note says when there are more. */
  most: number
}

/** A document is valid against the official OpenAPI schema of its version. */
export default defineCheck<Options>()({
  name: 'openapi/official-schema',
  version: 2,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    missingField: ['object', 'field'],
    missingOneOf: ['object', 'fields'],
    unknownField: ['object', 'field'],
    misspeltField: ['object', 'field', 'nearest'],
    exclusiveFields: ['object', 'fields'],
    wrongType: ['object', 'expected', 'found'],
    notAllowed: ['object', 'value', 'allowed'],
    wrongForm: ['object', 'value', 'form'],
    badName: ['object', 'name', 'form'],
    wrongSize: ['object', 'limit', 'found'],
    duplicateEntry: ['object', 'first'],
    converted: ['from', 'version'],
    moreFaults: ['most'],
    ownDialect: ['version'],
    besideReference: ['field', 'count'],
    unescapedReference: ['ref', 'count'],
  },
  options: {
    type: 'object',
    required: ['most'],
    additionalProperties: false,
    properties: { most: { type: 'integer', minimum: 1, maximum: 1000 } },
  },
  ready: unit => loadSchemaOf(unit.data as ApiDocument),
  judge(unit, _context, options, report) {
    const document = unit.data as ApiDocument
    const answer = schemaFaults(document, options.most)
    if (!answer.faults) {
      report.untested('incomplete')
      return 0
    }
    if (document.convertedFrom) {
      report.note('converted', { from: document.convertedFrom, version: document.version })
    }
    if (answer.dialect.endsWith('-other-dialect')) report.note('ownDialect', { version: document.version })
    asides(answer.aside, report)
    for (const { id, data, fault } of withoutEchoes(answer.faults.map(worded))) {
      const { first: _order, object: _object, ...said } = data
      report.failure(id, data as never, {
        file: fault.file,
        pointer: fault.pointer,
        identity: { place: fault.place, ...said },
        // The same mistake on the same kind of object: most likely one line of a generator.
        template: { object: fault.object, ...said },
      })
    }
    if (answer.more) report.note('moreFaults', { most: options.most })
    return 1
  },
})

/** What every reader understands though the schema refuses it: one note a kind, at the first place. */
function asides(
  aside: readonly (Fault & { file: string })[],
  report: Report<{
    besideReference: readonly ['field', 'count']
    unescapedReference: readonly ['ref', 'count']
  }>,
): void {
  const beside = aside.filter(fault => fault.kind === 'unknownField')
  const [first] = beside
  if (first?.kind === 'unknownField') {
    const { field, file, pointer } = first
    report.note('besideReference', { field, count: beside.length }, { file, pointer, identity: {} })
  }
  const unescaped = aside.filter(fault => fault.kind === 'wrongForm')
  const [one] = unescaped
  if (one?.kind === 'wrongForm') {
    const { value, file, pointer } = one
    report.note(
      'unescapedReference',
      { ref: value, count: unescaped.length },
      { file, pointer, identity: {} },
    )
  }
}

interface Worded {
  id: MessageId
  data: DataFields
  fault: Fault & { file: string }
}

/** Message id and data of a fault; an unknown field close to a known one is taken for a slip of the pen. */
function worded(fault: Fault & { file: string }): Worded {
  const { kind, pointer: _pointer, place: _place, file: _file, ...data } = fault
  if (fault.kind !== 'unknownField') return { id: kind, data: data as DataFields, fault }
  const { object, field, allowed } = fault
  const close = nearest(field, allowed)
  return close === undefined
    ? { id: 'unknownField', data: { object, field }, fault }
    : { id: 'misspeltField', data: { object, field, nearest: close }, fault }
}

/** A required field that is only misspelt is one fault, not two. */
function withoutEchoes(faults: Worded[]): Worded[] {
  const meant = new Set<string>()
  for (const { id, data, fault } of faults) {
    const holder = fault.pointer.slice(0, fault.pointer.lastIndexOf('/'))
    if (id === 'misspeltField') meant.add(`${fault.file}#${holder} ${data.nearest}`)
  }
  return faults.filter(
    ({ id, data, fault }) =>
      id !== 'missingField' || !meant.has(`${fault.file}#${fault.pointer} ${data.field}`),
  )
}
