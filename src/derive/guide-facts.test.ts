import { expect, test } from 'vitest'
import { amountsIn, feesShown, limitsShown, visitsShown } from './guide-facts.ts'

test('reads time limits with their unit; the name of a tab is none', () => {
  const text = '承诺办结时限 申请材料 承诺办结时限：20 个工作日 办理地点'
  expect(limitsShown(['承诺办结时限'], ['即办'], text)).toEqual([
    { count: 20, unit: 'working-days', text: '20 个工作日' },
  ])
  expect(limitsShown(['承诺时限'], ['即办'], '承诺时限 即办')).toEqual([
    { count: 0, unit: 'days', text: '即办' },
  ])
})

test('reads visits in digits and in words', () => {
  expect(visitsShown(['到现场次数'], '到现场次数 0 次').map(({ count }) => count)).toEqual([0])
  expect(visitsShown(['到现场次数'], '到现场次数：最多一次').map(({ count }) => count)).toEqual([1])
  expect(visitsShown(['到现场次数'], '到现场次数 见说明')).toEqual([])
})

test('reads fees: free, an amount, charged without one', () => {
  const fees = (text: string) =>
    feesShown(['收费'], ['不收费', '免费', '否'], ['是', '收费'], text).map(fee => [
      fee.charged,
      ...fee.amounts,
    ])
  expect(fees('收费 不收费 办理地点')).toEqual([[false]])
  expect(fees('收费 工本费 20元/证')).toEqual([[true, 20]])
  expect(fees('收费：是 依据')).toEqual([[true]])
  expect(fees('收费 0 元')).toEqual([[false]])
  expect(fees('收费 详见说明')).toEqual([])
})

test('amounts stand by themselves', () => {
  expect(amountsIn('20元/证，加急 40.50 元；编号123456789元')).toEqual([20, 40.5])
})
