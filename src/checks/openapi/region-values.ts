import { resolveRegion } from '../../codes/region.ts'
import { type ApiExample, apiContents } from '../../derive/api-contents.ts'
import { type ExampleSpot, spotOf, spotPointer } from '../../derive/example-spot.ts'
import { FIELD_KIND, type FieldKind, recognised } from '../../derive/field-kind.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'
import { pointerTo } from '../../text/json-tree.ts'

interface Options {
  region: FieldKind
}

interface Value {
  value: unknown
  file: string
  pointer: string
  field: string
  /** The description says so, not only the name. */
  sure: boolean
}

const MOST_NODES = 200_000

/** Region codes written into an API document (enum, const, default, examples) are codes of GB/T 2260. */
export default defineCheck<Options>()({
  name: 'openapi/region-values',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    noProvince: ['field', 'code'],
    perhapsNoProvince: ['field', 'code'],
    notInData: ['field', 'code'],
    withdrawn: ['field', 'code', 'name', 'revision'],
  },
  options: {
    type: 'object',
    required: ['region'],
    additionalProperties: false,
    properties: { region: FIELD_KIND },
  },
  judge(unit, context, options, report) {
    let examined = 0
    for (const { value, file, pointer, field, sure } of valuesIn(unit.data as ApiDocument, options)) {
      const code = String(value)
      // Six digits, or the longer codes of towns and villages that begin with them; other lengths are U1-29's affair.
      if (!/^\d{6}$|^\d{9}$|^\d{12}$/.test(code)) continue
      examined++
      const answer = resolveRegion(code.slice(0, 6), { asOf: context.asOf })
      const where = { file, pointer, identity: { field, code } }
      if (answer.status === 'invalid') {
        if (sure) report.failure('noProvince', { field, code }, where)
        else report.doubt('perhapsNoProvince', { field, code }, where)
      } else if (answer.status === 'legacy') {
        const { name = '-', revision = '-' } = answer
        report.note('withdrawn', { field, code, name, revision }, where)
      } else if (answer.status === 'unknown' && answer.why === 'not-in-data') {
        report.doubt('notInData', { field, code }, where)
      }
    }
    return examined
  },
})

function* valuesIn(document: ApiDocument, { region }: Options): Generator<Value> {
  const { fields, examples } = apiContents(document)
  const sureNames = new Set<string>()
  const known = new Set<string>()
  for (const field of fields) {
    const how = recognised(field, region)
    if (!how) continue
    known.add(field.name)
    if (how === 'described') sureNames.add(field.name)
    const [part] = field.parts
    for (const keyword of ['enum', 'const']) {
      const value = part?.[keyword]
      const base = pointerTo(field.pointer, keyword)
      const list = Array.isArray(value) ? value.slice(0, 5000) : []
      const at = { file: field.file, field: field.name, sure: how === 'described' }
      for (const [index, one] of list.entries()) yield { ...at, value: one, pointer: pointerTo(base, index) }
      if (value !== undefined && list.length === 0) yield { ...at, value, pointer: base }
    }
  }
  if (known.size === 0) return
  for (const example of examples) {
    for (const spot of scalarsOf(example)) {
      if (!known.has(spot.name)) continue
      const { value, name } = spot
      yield { value, file: example.file, pointer: spotPointer(spot), field: name, sure: sureNames.has(name) }
    }
  }
}

/** Every scalar of an example with the name it stands under. */
function* scalarsOf(example: ApiExample): Generator<ExampleSpot> {
  const open: ExampleSpot[] = [spotOf(example)]
  let nodes = 0
  for (let next = open.pop(); next && nodes < MOST_NODES; next = open.pop()) {
    nodes++
    const { value } = next
    if (value === null || typeof value !== 'object') {
      yield next
      continue
    }
    const list = Array.isArray(value)
    const keys = Object.keys(value)
    for (let index = keys.length - 1; index >= 0; index--) {
      const key = keys[index] as string
      const member = (value as Record<string, unknown>)[key]
      open.push({ value: member, parent: next, key, name: list ? next.name : key })
    }
  }
}
