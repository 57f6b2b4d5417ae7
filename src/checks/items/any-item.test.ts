import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ITEM_FIELD_NAMES } from '../../derive/item-fields.ts'
import type { AnyCheck } from '../../model/check.ts'
import { observe, shippedRule } from '../../testing/observe.ts'
import agreesWhen from './agrees-when.ts'
import basicCode from './basic-code.ts'
import bundleDefined from './bundle-defined.ts'
import bundleMaterials from './bundle-materials.ts'
import channelsDialable from './channels-dialable.ts'
import crossProvinceFlag from './cross-province-flag.ts'
import elementsPresent from './elements-present.ts'
import focusAreas from './focus-areas.ts'
import handlingItemCode from './handling-item-code.ts'
import implementationCode from './implementation-code.ts'
import listCoverage from './list-coverage.ts'
import materialsShared from './materials-shared.ts'
import mobileSignOn from './mobile-sign-on.ts'
import onlineDepth from './online-depth.ts'
import sampleAttached from './sample-attached.ts'
import silentWhen from './silent-when.ts'
import stagesOrdered from './stages-ordered.ts'
import statedWhen from './stated-when.ts'
import taskType from './task-type.ts'
import timeLimits from './time-limits.ts'
import unique from './unique.ts'

const RULES: [string, AnyCheck][] = [
  ['standards/basic-code', basicCode],
  ['standards/item-elements', elementsPresent],
  ['standards/handling-item-code', handlingItemCode],
  ['standards/implementation-code', implementationCode],
  ['standards/time-limits', timeLimits],
  ['standards/on-site-visits', agreesWhen],
  ['standards/fees', agreesWhen],
  ['standards/outcome-type', agreesWhen],
  ['standards/task-type', taskType],
  ['standards/item-phones', channelsDialable],
  ['standards/item-topics', silentWhen],
  ['standards/outcome-sample', sampleAttached],
  ['standards/permit-stages', stagesOrdered],
  ['catalog/list-coverage', listCoverage],
  ['catalog/cross-province-mode', statedWhen],
  ['catalog/online-depth', onlineDepth],
  ['catalog/bundle-definition', bundleDefined],
  ['catalog/bundle-materials', bundleMaterials],
  ['catalog/cross-province-flag', crossProvinceFlag],
  ['catalog/focus-areas', focusAreas],
  ['catalog/mobile-sign-on', mobileSignOn],
  ['catalog/unique-items', unique],
  ['data/materials', materialsShared],
]

const FIELDS = [
  'task_name',
  'task_code',
  'catalog_code',
  'task_handle_item',
  'task_type',
  'dept_code',
  'promise_day',
]
const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '无',
    '0',
    '即办',
    '11330000MB0FAKE29C2332099900100',
    '332099900100',
    '5E+11',
    '\u202E',
    '１２',
    'x'.repeat(5000),
  ),
  fc.integer(),
  fc.constant(null),
)
const item = fc.record({
  fields: fc.dictionary(
    fc.constantFrom(...FIELDS, ...ITEM_FIELD_NAMES.filter(name => !name.startsWith('ext.'))),
    value,
    { maxKeys: 12 },
  ),
  ext: fc.oneof(
    fc.dictionary(
      fc.constantFrom(
        'materials',
        'review_type',
        'cross_province_mode',
        'cross_province',
        'stages',
        'samples',
      ),
      fc.jsonValue({ maxDepth: 3 }),
    ),
    fc.jsonValue({ maxDepth: 2 }),
  ),
})
const items = fc.array(item, { maxLength: 4 }).map(list =>
  // Through JSON, as evidence comes: `__proto__` is then a key like any other.
  (JSON.parse(JSON.stringify(list)) as { fields: object; ext: unknown }[]).map(({ fields, ext }) => ({
    ...fields,
    ext,
  })),
)

describe.each(RULES)('%s on whatever an item may hold', (id, check) => {
  it('never throws, and says what it declared and nothing else', async () => {
    const rule = shippedRule(id)
    await fc.assert(
      fc.asyncProperty(items, async given => {
        const lists = [{ id: 'cross-province', confirmed: true, rows: [{ name: '示例' }] }]
        const manifest = { wutong: 1, catalogue: { targets: { fullOnline: 0.5, zeroVisit: 0.5 } } }
        const evidence = { items: given, lists, manifest }
        const target = { kind: 'host', tier: 'province', region: '330000' }
        const { crash, findings } = await observe(rule, check, { evidence, target })
        expect(crash).toBeUndefined()
        for (const { messageId, data } of findings) {
          expect(Object.keys(data).sort()).toEqual([...(check.messages[messageId] ?? [])].sort())
          for (const part of Object.values(data)) expect(['string', 'number']).toContain(typeof part)
        }
      }),
      { numRuns: 60 },
    )
  })
})
