import { expect, test } from 'vitest'
import { textsBehind } from './labelled-text.ts'

test('takes what stands behind a label, wherever the label stands', () => {
  expect(textsBehind(['收费'], '收费：不收费 办理地点 某路')).toEqual([
    '不收费 办理地点 某路',
    '办理地点 某路',
  ])
})

test('a longer label takes the place from the shorter one inside it', () => {
  expect(textsBehind(['收费', '收费依据'], '收费依据 某办法 收费 20元')).toEqual(['某办法 收费 20元', '20元'])
})

test('stays bounded where a label is repeated without end', () => {
  expect(textsBehind(['收费'], '收费'.repeat(100_000)).length).toBeLessThanOrEqual(40)
})
