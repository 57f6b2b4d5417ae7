import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOf, dayNumber, dayOf, daysOf } from './calendar.ts'

describe('calendar', () => {
  it('knows which days exist', () => {
    expect(dayNumber('1970-01-02')).toBe(1)
    expect(dayNumber('2024-02-29')).toBeDefined()
    for (const text of [
      '2026-02-29',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '0050-01-01',
      '2026-1-1',
      '2026/01/01',
      '',
      ' 2026-01-01',
    ])
      expect(dayNumber(text), text).toBeUndefined()
  })

  it('reads a day back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40_000 }), day => {
        expect(dayNumber(dateOf(day))).toBe(day)
      }),
    )
  })

  it('takes the date of a time as written', () => {
    expect(dayOf('2026-11-23T23:59:59.000Z')).toBe(dayNumber('2026-11-23'))
    expect(dayOf('nonsense')).toBeNaN()
  })

  it('spans a month where only the month is known', () => {
    const length = (text: string) => {
      const days = daysOf(text)
      return days && days.last - days.first + 1
    }
    expect([length('2026-02'), length('2024-02'), length('2026-04'), length('2026-10')]).toEqual([
      28, 29, 30, 31,
    ])
    expect(length('2026-10-05')).toBe(1)
    expect([length('2026-13'), length('2026'), length('2026-02-30')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
