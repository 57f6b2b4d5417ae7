import { textsBehind } from '../../derive/labelled-text.ts'
import { defineCheck } from '../../model/check.ts'
import type { PageCapture } from '../../model/page.ts'

interface Options {
  /** Roles of the pages that show a licence. */
  roles: string[]
  /** Labels of the holder's name. */
  nameLabels: string[]
  /** What may stand behind such a label and is no name. */
  notNames: string[]
  /** Signs that stand for what is hidden. */
  masks: string[]
}

/** What redaction leaves of a number on the page; 0 is the specimen of the standard. */
const TOKEN = /⟦(citizen-id|mobile):\d{1,9}:\d{1,9}:(valid|invalid|masked)⟧/g
const NAME = /^[\u4e00-\u9fff·]{2,15}(?![\u4e00-\u9fff·])/

/**
 * A licence page shows the holder's numbers and name hidden in part when it comes. Numbers are known for certain; a name
 * behind its label is a doubt. A page that shows neither cannot be judged.
 */
export default defineCheck<Options>()({
  name: 'pages/masked-by-default',
  version: 1,
  unit: 'page',
  needs: { required: ['pages'], optional: [] },
  messages: { citizenId: [], mobile: [], perhapsName: ['label', 'length'], nothingSeen: [] },
  options: {
    type: 'object',
    required: ['roles', 'nameLabels', 'notNames', 'masks'],
    additionalProperties: false,
    properties: {
      roles: { type: 'array', minItems: 1, items: { type: 'string' } },
      nameLabels: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
      notNames: { type: 'array', items: { type: 'string', minLength: 1 } },
      masks: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } },
    },
  },
  judge(unit, _context, { roles, nameLabels, notNames, masks }, report) {
    const { role, state, words } = unit.data as PageCapture
    if (!roles.includes(role) || state !== 'standard') return 0
    const shown = [...words.matchAll(TOKEN)].map(([, kind, how]) => ({ kind, masked: how === 'masked' }))
    const open = new Set(shown.filter(({ masked }) => !masked).map(({ kind }) => kind))
    if (open.has('citizen-id')) report.failure('citizenId', {}, { identity: {} })
    if (open.has('mobile')) report.failure('mobile', {}, { identity: {} })
    let seen = shown.length
    for (const label of nameLabels) {
      const behind = textsBehind([label], words)
      if (behind.some(value => masks.some(mask => value.slice(0, 4).includes(mask)))) seen++
      const name = behind
        .map(value => NAME.exec(value)?.[0])
        .find(name => name !== undefined && ![...notNames, ...masks].some(word => name.includes(word)))
      if (name === undefined) continue
      seen++
      report.doubt('perhapsName', { label, length: [...name].length }, { identity: { label } })
    }
    if (seen === 0) report.doubt('nothingSeen', {}, { identity: {} })
    return Math.max(1, seen)
  },
})
