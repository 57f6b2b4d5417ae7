import { describe, expect, it } from 'vitest'
import { meets } from './item-elements.ts'

describe('meets', () => {
  it('wants the whole text for `in` and a part for `contains`; either will do', () => {
    const item = { mode: '异地代收代办', is_fee: '1' }
    expect(meets(item, { field: 'is_fee', in: ['1'] })).toBe(true)
    expect(meets(item, { field: 'mode', in: ['代收代办'] })).toBe(false)
    expect(meets(item, { field: 'mode', contains: ['代收代办'] })).toBe(true)
    expect(meets(item, { field: 'mode', in: ['x'], contains: ['代办'] })).toBe(true)
  })

  it('is never met by a field that is not stated, nor by a condition that names nothing', () => {
    expect(meets({ mode: ' ' }, { field: 'mode', in: [''], contains: [''] })).toBe(false)
    expect(meets({ mode: 'x' }, { field: 'mode' })).toBe(false)
  })

  it('knows ends, plain numbers above a bound, and parts that must not be there', () => {
    const item = { name: '许可证', visits: '2', odd: '2次' }
    expect(meets(item, { field: 'name', endsWith: ['证'] })).toBe(true)
    expect(meets(item, { field: 'name', endsWith: ['证'], lacks: ['许可'] })).toBe(false)
    expect(meets(item, { field: 'name', endsWith: ['文'] })).toBe(false)
    expect(meets(item, { field: 'visits', above: 0 })).toBe(true)
    expect(meets(item, { field: 'visits', above: 2 })).toBe(false)
    expect(meets(item, { field: 'odd', above: 0 })).toBe(false)
  })
})
