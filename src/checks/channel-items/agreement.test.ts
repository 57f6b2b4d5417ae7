import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import notWorse from './not-worse.ts'
import sameElements from './same-elements.ts'
import { differingNames, differingText } from './shown-difference.ts'

const singleSource = shippedRule('apps/single-source')
const sameQuality = shippedRule('apps/same-quality')
const code = fc.constantFrom('A', 'B', 'C', 'D')
const value = fc.constantFrom('', '1', '2', '3')
const shown = fc.array(fc.record({ task_code: code, promise_day: value, limit_scene_num: value }), {
  maxLength: 12,
})
/** One record a code: where several may be meant, the check is lenient on purpose. */
const library = fc.uniqueArray(fc.record({ task_code: code, promise_day: value, limit_scene_num: value }), {
  minLength: 1,
  maxLength: 4,
  selector: item => item.task_code,
})

describe('channel-items/same-elements', () => {
  it('fails exactly where a plain comparison does', async () => {
    await fc.assert(
      fc.asyncProperty(library, shown, shown, async (items, h5, app) => {
        const { findings, crash, measures } = await observe(singleSource, sameElements, {
          evidence: { items, channelItems: { h5, app } },
        })
        expect(crash).toBeUndefined()
        const pairs = [...h5, ...app].flatMap(theirs =>
          items.filter(ours => ours.task_code === theirs.task_code).map(ours => [theirs, ours] as const),
        )
        const differing = pairs.filter(
          ([theirs, ours]) =>
            theirs.promise_day !== '' && ours.promise_day !== '' && theirs.promise_day !== ours.promise_day,
        )
        const failures = findings.filter(({ kind }) => kind === 'failure')
        expect(failures.map(({ data }) => [data.theirs, data.ours])).toEqual(
          differing.map(([theirs, ours]) => [theirs.promise_day, ours.promise_day]),
        )
        expect(measures.itemsCompared).toBe(pairs.length)
        expect(measures.itemsOnlyInChannels).toBe(h5.length + app.length - pairs.length)
      }),
      { numRuns: 60 },
    )
  })

  it('counts every difference and shows the value of the library while its store lasts', async () => {
    const items = Array.from({ length: 1500 }, (_, index) => ({ task_code: `T${index}`, task_name: '甲' }))
    const h5 = items.map(item => ({ ...item, task_name: '乙' }))
    const { findings } = await observe(singleSource, sameElements, {
      evidence: { items, channelItems: { h5 } },
    })
    expect(findings.length).toBe(1500)
    expect(findings.filter(({ data }) => data.ours === '甲').length).toBe(1000)
    expect(findings.filter(({ data }) => data.ours === '…').length).toBe(500)
  })

  it('takes nothing that stands on a prototype and no shape that is none', async () => {
    const h5 = [
      { task_code: 'A', ext: { materials: 'x' }, task_name: ['甲'] },
      { task_code: '__proto__', ext: [] },
      { task_code: 'constructor', task_name: { name: '甲' } },
    ]
    const items = [{ task_code: 'A', task_name: '甲', ext: { materials: [{ name: null }] } }]
    for (const [rule, check] of [
      [singleSource, sameElements],
      [sameQuality, notWorse],
    ] as const) {
      const { crash, findings } = await observe(rule, check, { evidence: { items, channelItems: { h5 } } })
      expect(crash).toBeUndefined()
      expect(findings.filter(({ kind }) => kind === 'failure')).toEqual([])
    }
  })
})

describe('channel-items/not-worse', () => {
  it('fails exactly where the channel asks for more', async () => {
    await fc.assert(
      fc.asyncProperty(library, shown, async (items, h5) => {
        const { findings, crash } = await observe(sameQuality, notWorse, {
          evidence: { items, channelItems: { h5 } },
        })
        expect(crash).toBeUndefined()
        const expected = h5.flatMap(theirs =>
          items
            .filter(ours => ours.task_code === theirs.task_code)
            .flatMap(ours =>
              (['promise_day', 'limit_scene_num'] as const).filter(
                field => theirs[field] !== '' && ours[field] !== '' && theirs[field] > ours[field],
              ),
            ),
        )
        const failures = findings.filter(({ kind }) => kind === 'failure')
        expect(failures.map(({ data }) => data.field)).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })
})

describe('what is shown of a difference', () => {
  it('starts shortly before it and stays short', () => {
    const same = '同'.repeat(100)
    const { theirs, ours } = differingText(`${same}甲`, `${same}乙${'丙'.repeat(100)}`)
    expect(theirs).toBe(`…${'同'.repeat(10)}甲`)
    expect(ours.startsWith(`…${'同'.repeat(10)}乙丙`)).toBe(true)
    expect(ours.length).toBeLessThan(65)
  })

  it('names what only one side has', () => {
    const names = Array.from({ length: 8 }, (_, index) => `材料${index}`)
    expect(differingNames(names, ['材料0'], name => name).theirs).toBe('材料1、材料2、材料3、材料4、材料5…')
    expect(differingNames(names, ['材料0'], name => name).ours).toBe('-')
  })
})
