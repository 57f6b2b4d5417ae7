import { isFirstLook } from '../../derive/page-sayings.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** By id of the host: the call that logs a page view, and the fields it needs. */
  calls: { host: string; method: string; fields: string[] }[]
  /** Names of fields under which people are told apart. */
  personal: string[]
}

/** A page inside a host logs that it was viewed, with the fields the host asks for and none that names a person. */
export default defineCheck<Options>()({
  name: 'pages/page-views-logged',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: {
    notLogged: ['host', 'method'],
    fieldMissing: ['method', 'field'],
    perhapsPersonal: ['method', 'field'],
  },
  options: {
    type: 'object',
    required: ['calls', 'personal'],
    additionalProperties: false,
    properties: {
      calls: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['host', 'method', 'fields'],
          additionalProperties: false,
          properties: {
            host: { type: 'string', minLength: 1 },
            method: { type: 'string', minLength: 1 },
            fields: { type: 'array', items: { type: 'string', minLength: 1 } },
          },
        },
      },
      personal: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { calls, personal }, report) {
    const page = unit.data as PageCapture
    const asked = calls.find(({ host }) => host === page.bridge?.host)
    if (!asked || !page.bridge || !isFirstLook(page)) return 0
    const { host, method } = asked
    const call = page.bridge.calls.find(one => one.method === method)
    if (!call) {
      // It may be sent by another object, or by a server.
      report.doubt('notLogged', { host, method }, { identity: { method } })
      return 1
    }
    const given = new Set(call.fields)
    for (const field of asked.fields)
      if (!given.has(field))
        report.failure('fieldMissing', { method, field }, { identity: { method, field } })
    const names = new Set(personal.map(plain))
    for (const field of given)
      if (names.has(plain(field)))
        report.doubt('perhapsPersonal', { method, field }, { identity: { method, field } })
    return 1
  },
})

function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '')
}
