import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnyCheck } from '../../model/check.ts'
import { observe, shippedRule } from '../../testing/observe.ts'
import appName from './app-name.ts'
import appOwner from './app-owner.ts'
import featuresFiled from './features-filed.ts'
import filingNumber from './filing-number.ts'
import layersDeclared from './layers-declared.ts'
import lifeCycle from './life-cycle.ts'
import listVersion from './list-version.ts'
import sameVersion from './same-version.ts'
import standardsDeclared from './standards-declared.ts'
import tierQuestioned from './tier-questioned.ts'
import waiversComplete from './waivers-complete.ts'

const RULES: [string, AnyCheck][] = [
  ['standards/app-owner', appOwner],
  ['standards/three-layers', layersDeclared],
  ['standards/standards-declared', standardsDeclared],
  ['catalog/list-version', listVersion],
  ['apps/government-filing', filingNumber],
  ['apps/below-county', tierQuestioned],
  ['apps/app-name', appName],
  ['apps/life-cycle', lifeCycle],
  ['apps/same-version', sameVersion],
  ['apps/change-filing', featuresFiled],
  ['conduct/waivers', waiversComplete],
]
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    'province',
    'offline',
    'online',
    '中国（示例）自由贸易试验区',
    'township',
    'staff',
    '330000',
    '11330000MB0FAKE02L',
    '2026-02-30',
    '2026-10',
    'bundled',
    'x'.repeat(5000),
  ),
)
const some = <T extends Record<string, fc.Arbitrary<unknown>>>(shape: T) =>
  fc.record(shape, { requiredKeys: [] })
const body = some({ name: text, uscc: text })
/** Whatever the schema of the manifest lets through: every field may be absent, every text may say anything. */
const manifest = some({
  fictional: fc.boolean(),
  app: some({
    name: text,
    tier: text,
    region: text,
    audience: text,
    owner: body,
    operator: body,
    features: fc.array(some({ name: text, since: text }), { maxLength: 3 }),
    lifecycle: some({ status: text, dates: fc.dictionary(text, text, { maxKeys: 4 }), announcement: text }),
  }),
  components: fc.array(some({ name: text, layer: text }), { maxLength: 4 }),
  channels: fc.array(some({ id: text, type: text, version: text, sameSourceAs: text }), { maxLength: 3 }),
  standards: fc.array(some({ id: text, version: text, date: text, expires: text }), { maxLength: 4 }),
  catalogue: some({ source: text, none: text }),
  lists: fc.array(some({ id: text, version: text, date: text }), { maxLength: 4 }),
  filings: some({
    governmentApp: some({
      number: fc.option(text),
      date: text,
      status: text,
      since: text,
      features: fc.array(text, { maxLength: 3 }),
    }),
  }),
  waivers: fc.array(some({ code: text, reason: text, approver: text, expires: text }), { maxLength: 4 }),
})

describe.each(RULES)('%s on whatever a manifest may say', (id, check) => {
  it('never throws, and says what it declared and nothing else', async () => {
    const rule = shippedRule(id)
    await fc.assert(
      fc.asyncProperty(manifest, async given => {
        const evidence = { manifest: { wutong: 1, ...given } }
        const { crash, findings } = await observe(rule, check, {
          evidence,
          target: { kind: 'host', tier: 'province' },
        })
        expect(crash).toBeUndefined()
        for (const { messageId, data } of findings)
          expect(Object.keys(data).sort()).toEqual([...(check.messages[messageId] ?? [])].sort())
      }),
      { numRuns: 200 },
    )
  })

  it('never fails a manifest that states nothing', async () => {
    const target = { kind: 'host', tier: 'province' }
    const { said } = await observe(shippedRule(id), check, { evidence: { manifest: { wutong: 1 } }, target })
    expect(said.filter(line => line.startsWith('failure'))).toEqual([])
  })
})

describe('fingerprints of waivers', () => {
  it('do not change when another waiver is put before', async () => {
    const rule = shippedRule('conduct/waivers')
    const bare = { code: 'U1-04', place: 'x' }
    const whole = { code: 'U1-08', reason: '改造中', approver: '张某（虚构）', expires: '2027-01-01' }
    const of = async (waivers: object[]) =>
      (await observe(rule, waiversComplete, { evidence: { manifest: { wutong: 1, waivers } } })).findings.map(
        ({ fingerprint }) => fingerprint,
      )
    expect(await of([whole, bare])).toEqual(await of([bare]))
    expect(new Set(await of([bare])).size).toBe(3)
  })
})
