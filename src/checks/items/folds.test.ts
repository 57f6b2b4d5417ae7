import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import listCoverage from './list-coverage.ts'
import onlineDepth from './online-depth.ts'
import unique from './unique.ts'

const uniqueRule = shippedRule('catalog/unique-items')
const coverageRule = shippedRule('catalog/list-coverage')
const depthRule = shippedRule('catalog/online-depth')

describe('items/unique', () => {
  const record = fc.record({
    task_code: fc.constantFrom('', 'A', 'B', 'C'),
    task_handle_item: fc.constantFrom('', '无', '01', '02'),
    task_state: fc.constantFrom('1', '在用', '取消', '?', ''),
  })

  it('fails exactly as often as a plain count of active records does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 30 }), async items => {
        const active = items.filter(
          ({ task_code, task_state }) => task_code !== '' && ['1', '在用'].includes(task_state),
        )
        const keys = active.map(
          ({ task_code, task_handle_item: handle }) => `${task_code}|${handle === '无' ? '' : handle}`,
        )
        const repeats = keys.length - new Set(keys).size
        const { findings, crash } = await observe(uniqueRule, unique, { evidence: { items } })
        expect(crash).toBeUndefined()
        const failures = findings.filter(({ kind }) => kind === 'failure')
        expect(failures.length).toBe(repeats)
        for (const { data } of failures) expect(Number(data.first)).toBeLessThan(Number(data.second))
      }),
    )
  })

  it('gives repetitions of one code one cause and different codes different ones', async () => {
    const items = ['A', 'A', 'A', 'B', 'B'].map(task_code => ({
      task_code,
      task_handle_item: '',
      task_state: '1',
    }))
    const { findings } = await observe(uniqueRule, unique, { evidence: { items } })
    expect(new Set(findings.map(({ cause }) => cause)).size).toBe(2)
  })
})

describe('items/list-coverage', () => {
  const target = { kind: 'host', tier: 'province' }
  const row = (index: number) => ({
    name: `事项${index}`,
    department: '公安部',
    code: String(index).padStart(12, '0'),
  })
  const item = (index: number) => ({
    task_name: `事项${index}`,
    catalog_code: String(index).padStart(12, '0'),
    dept_name: '示例省公安厅',
    mobile_terminal_url: 'https://m.example.cn/',
    app_is_single_login: '1',
    is_online: '1',
  })

  it('measures the covered share, fails below 95 % and nowhere else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        async (rows, covered) => {
          fc.pre(covered <= rows)
          const lists = [
            {
              id: 'cross-province',
              confirmed: true,
              rows: Array.from({ length: rows }, (_, index) => row(index)),
            },
          ]
          const items = [{ task_name: '其他' }, ...Array.from({ length: covered }, (_, index) => item(index))]
          const seen = await observe(coverageRule, listCoverage, { evidence: { items, lists }, target })
          expect(seen.measures.listCoverage).toBeCloseTo(covered / rows, 12)
          expect(seen.outcome).toBe(covered / rows >= 0.95 ? 'passed' : 'failed')
          const missing = seen.findings.filter(({ messageId }) => messageId === 'missingItems')
          expect(missing.reduce((sum, { data }) => sum + Number(data.count), 0)).toBe(rows - covered)
        },
      ),
    )
  })

  it('does not depend on the order of the items', async () => {
    const lists = [
      { id: 'cross-province', confirmed: true, rows: [row(0), { name: '失业登记', department: '人社部' }] },
    ]
    const items = [
      item(0),
      { task_name: '失业登记', dept_name: '审批局' },
      { ...item(1), task_name: '失业登记', dept_name: '人社局' },
    ]
    const [once, turned] = await Promise.all(
      [items, [...items].reverse()].map(list =>
        observe(coverageRule, listCoverage, { evidence: { items: list, lists }, target }),
      ),
    )
    expect(once?.outcome).toBe('passed')
    expect(turned?.said).toEqual(once?.said)
    expect(turned?.measures).toEqual(once?.measures)
  })

  it('does not count an element that is not stated against the item: that is another code', async () => {
    const lists = [{ id: 'cross-province', confirmed: true, rows: [row(0)] }]
    const items = [{ ...item(0), app_is_single_login: '', is_online: '' }]
    const seen = await observe(coverageRule, listCoverage, { evidence: { items, lists }, target })
    expect(seen.outcome).toBe('passed')
  })
})

describe('items/online-depth', () => {
  it('judges a target met exactly at its share', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 100 }),
        async (total, full, percent) => {
          fc.pre(full <= total)
          const items = Array.from({ length: total }, (_, index) => ({
            online_handle_depth: index < full ? '全程网办(IV级)' : '网上受理(III级)',
            limit_scene_num: index < full ? '0' : '1',
          }))
          const target = percent / 100
          const manifest = { wutong: 1, catalogue: { targets: { fullOnline: target, zeroVisit: target } } }
          const seen = await observe(depthRule, onlineDepth, { evidence: { items, manifest } })
          expect(seen.outcome).toBe(full / total >= target ? 'passed' : 'failed')
          expect(seen.said.length).toBe(full / total >= target ? 0 : 2)
        },
      ),
    )
  })
})
