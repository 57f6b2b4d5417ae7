import { describe, expect, it } from 'vitest'
import type { Item } from '../model/evidence.ts'
import { fieldPointer, fieldText, fieldValue } from './item-text.ts'

describe('item fields', () => {
  const item: Item = {
    task_name: ' 示例事项 ',
    task_code: '',
    ext: { review_type: '即审即办', materials: [] },
  }

  it('reads the table and what stands under ext, without outer spaces', () => {
    expect(fieldText(item, 'task_name')).toBe('示例事项')
    expect(fieldText(item, 'ext.review_type')).toBe('即审即办')
    expect([
      fieldText(item, 'task_code'),
      fieldText(item, 'missing'),
      fieldText(item, 'ext.missing'),
    ]).toEqual(['', '', ''])
  })

  it('reads numbers and truth values as text, lists and objects as nothing', () => {
    const odd = JSON.parse('{"limit_scene_num": 0, "is_fee": false, "ext": {"materials": [1]}}') as Item
    expect([fieldText(odd, 'limit_scene_num'), fieldText(odd, 'is_fee')]).toEqual(['0', 'false'])
    expect([fieldText(odd, 'ext.materials'), fieldText(odd, 'ext')]).toEqual(['', ''])
    expect(fieldValue(odd, 'ext.materials')).toEqual([1])
  })

  it('never reads what is only inherited', () => {
    for (const field of ['__proto__', 'constructor', 'toString', 'ext.constructor', 'ext.__proto__'])
      expect([fieldText(item, field), fieldValue(item, field)], field).toEqual(['', undefined])
    expect(fieldText({} as Item, 'ext.review_type')).toBe('')
  })

  it('points into the data of the unit', () => {
    expect([fieldPointer('task_code'), fieldPointer('ext.review_type')]).toEqual([
      '/task_code',
      '/ext/review_type',
    ])
  })
})
