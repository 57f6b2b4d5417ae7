import { apiContents } from '../../derive/api-contents.ts'
import { type ExampleSpot, spotOf, spotPointer } from '../../derive/example-spot.ts'
import { defineCheck } from '../../model/check.ts'
import type { ApiDocument } from '../../model/evidence.ts'

/** What redaction left of a real-looking value; number 0 is the specimen of the standard or a well-known placeholder. */
const TOKEN = /⟦(citizen-id|mobile|bank-card):([1-9]\d{0,8}):\d{1,9}:valid⟧/g
const MOST_NODES = 200_000

/** Examples hold no citizen number that passes its check, no diallable mobile number, and no bank card. */
export default defineCheck()({
  name: 'openapi/example-data',
  version: 1,
  unit: 'document',
  needs: { required: ['documents'], optional: [] },
  messages: {
    citizenId: ['field', 'length'],
    mobile: ['field'],
    perhapsMobile: ['field'],
    perhapsBankCard: ['field'],
  },
  options: { type: 'object', additionalProperties: false },
  judge(unit, _context, _options, report) {
    const { examples } = apiContents(unit.data as ApiDocument)
    let nodes = 0
    for (const example of examples) {
      const { file } = example
      const open: ExampleSpot[] = [spotOf(example)]
      for (let next = open.pop(); next && nodes < MOST_NODES; next = open.pop()) {
        nodes++
        const here = next
        if (typeof here.value === 'string') {
          if (!here.value.includes('⟦')) continue
          for (const [token, kind] of here.value.matchAll(TOKEN)) {
            const field = here.name.slice(0, 100) || '-'
            const where = { file, pointer: spotPointer(here), identity: { field } }
            if (kind === 'citizen-id') {
              report.failure('citizenId', { field, length: Number(token.split(':')[2]) }, where)
            } else if (kind === 'bank-card') report.doubt('perhapsBankCard', { field }, where)
            // A number of eleven digits under the name of an identifier need not be a telephone.
            else if (
              /(id|no|number|code|key|编号|单号)$/i.test(here.name) &&
              !/phone|mobile|tel|手机|电话/i.test(here.name)
            )
              report.doubt('perhapsMobile', { field }, where)
            else report.failure('mobile', { field }, where)
          }
        } else if (here.value !== null && typeof here.value === 'object') {
          const list = Array.isArray(here.value)
          for (const [key, member] of Object.entries(here.value)) {
            open.push({ value: member, parent: here, key, name: list ? here.name : key })
          }
        }
      }
    }
    return examples.length
  },
})
