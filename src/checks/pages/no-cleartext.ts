import { isThirdParty, ownSites } from '../../derive/site.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  places: string[]
  kinds: string[]
}

/** No citizen number and no phone in addresses, storage and console. What goes to hosts of others is for another code. */
export default defineCheck<Options>()({
  name: 'pages/no-cleartext',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: ['manifest'] },
  messages: {
    inAddress: ['kind', 'name'],
    inStorage: ['kind', 'name'],
    inConsole: ['kind', 'name'],
    specimenInTheOpen: ['kind', 'place', 'name'],
  },
  options: {
    type: 'object',
    required: ['places', 'kinds'],
    additionalProperties: false,
    properties: {
      places: { type: 'array', minItems: 1, items: { type: 'string' } },
      kinds: { type: 'array', minItems: 1, items: { type: 'string' } },
    },
  },
  judge(unit, { manifest }, { places, kinds }, report) {
    const { traces, finalUrl } = unit.data as PageCapture
    const own = ownSites(manifest)
    for (const { place, host, name, kind, specimen } of traces) {
      if (!places.includes(place) || !kinds.includes(kind)) continue
      if (place === 'request' && isThirdParty(host, finalUrl, own)) continue
      const where = { identity: { kind, place, name } }
      if (specimen) report.doubt('specimenInTheOpen', { kind, place, name }, where)
      else if (place === 'storage') report.failure('inStorage', { kind, name }, where)
      else if (place === 'console') report.failure('inConsole', { kind, name }, where)
      else report.failure('inAddress', { kind, name }, where)
    }
    return 1
  },
})
