import { describe, expect, it } from 'vitest'
import { observe, shippedRule } from '../../testing/observe.ts'
import { createRedactor } from '../../text/redact.ts'
import check from './field-shapes.ts'

const rule = shippedRule('standards/field-shapes')
const said = async (item: Record<string, string>, adopted = true) => {
  const { outcome, examined, said } = await observe(rule, check, {
    evidence: { items: [item] },
    options: { adopted },
  })
  return { outcome, examined, said }
}

describe('dates', () => {
  it.each([
    '2026-11-24',
    '2026/11/4',
    '2026.1.4',
    '20261124',
    '20261124080000',
    '2026-11-24 08:00',
    '2026-11-24 08:00:00.0',
    '2026-11-24T08:00:00Z',
    '2026-11-24T08:00:00+0800',
    '2024-02-29',
  ])('%s is one', async plan_effective_date => {
    expect(await said({ plan_effective_date })).toEqual({ outcome: 'passed', examined: 1, said: [] })
  })

  it.each([
    ['2026-02-29', 'failure notDate'],
    ['2026-11-24 24:00', 'failure notDate'],
    ['2026-11/24', 'failure notDate'],
    ['2026-11-24 上午', 'failure notDate'],
    ['20260230', 'failure notDate'],
    ['长期有效', 'failure notDate'],
    ['9', 'failure notDate'],
    ['2026 年 11 月 24 日', 'doubt dateNotation'],
    ['2026/11', 'doubt dateNotation'],
    ['46350', 'doubt dateNotation'],
    ['1793491200', 'doubt dateNotation'],
  ])('%s is none, or not for sure', async (plan_cancel_date, finding) => {
    expect((await said({ plan_cancel_date })).said).toEqual([`${finding} /plan_cancel_date`])
  })
})

describe('whole numbers', () => {
  it.each(['5', '0', '-1', '+5', '5.', '5.00', '99999999999999999999'])('%s parses', async promise_day => {
    expect((await said({ promise_day })).outcome).toBe('passed')
  })

  it.each([
    ['1,000', 'failure notNumber'],
    ['5天', 'failure notNumber'],
    ['1e3', 'failure notNumber'],
    ['０', 'failure notNumber'],
    ['.5', 'doubt fraction'],
    ['2.50', 'doubt fraction'],
  ])('%s does not, or not wholly', async (promise_day, finding) => {
    expect((await said({ promise_day })).said).toEqual([`${finding} /promise_day`])
  })
})

describe('lengths', () => {
  it('end where the table says', async () => {
    expect((await said({ special_procedure: '无'.repeat(500) })).outcome).toBe('passed')
    expect((await said({ special_procedure: '无'.repeat(501) })).said).toEqual([
      'failure tooLong /special_procedure',
    ])
  })

  it('are those of the value, not of what redaction left', async () => {
    const number = '11010519491231002X'
    const redacted = createRedactor().text(number)
    expect(redacted.length).toBeGreaterThan(number.length)
    expect((await said({ server_type: redacted })).outcome).toBe('passed')
    expect((await said({ project_type: redacted })).said).toEqual(['failure tooLong /project_type'])
    expect((await said({ promise_day: redacted, plan_cancel_date: redacted })).outcome).toBe('inapplicable')
  })
})

it('examines nothing without adoption, however wrong the values', async () => {
  const item = { promise_day: '五天', project_type: '承诺件', plan_cancel_date: '长期' }
  expect(await said(item, false)).toEqual({ outcome: 'inapplicable', examined: 0, said: [] })
  expect((await said(item)).said).toHaveLength(3)
})

it('takes long and strange texts in its stride', async () => {
  const long = '2026-11-24 '.repeat(50_000)
  const started = performance.now()
  const { said: found } = await said({
    special_procedure: long,
    plan_effective_date: long,
    promise_day: '9'.repeat(500_000),
    limit_scene_num: `${'9'.repeat(500_000)}x`,
    server_type: '⟦'.repeat(200_000),
    entrust_name: '⟦mobile:1:9999999:valid⟧'.repeat(2000),
  })
  expect(performance.now() - started).toBeLessThan(5000)
  expect(found).toEqual([
    'failure tooLong /entrust_name',
    'failure tooLong /server_type',
    'failure notNumber /limit_scene_num',
    'failure tooLong /special_procedure',
    'failure notDate /plan_effective_date',
  ])
})
