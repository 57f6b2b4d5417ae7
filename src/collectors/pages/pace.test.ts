import { expect, it } from 'vitest'
import { gapOf, isWithin, Pace } from './pace.ts'

it.each([
  ['1/s', 1000],
  ['4/s', 250],
  ['30/min', 2000],
  ['1 / h', 3_600_000],
  ['0.5/s', 2000],
])('gapOf(%s) is %d ms', (pace, gap) => {
  expect(gapOf(pace)).toBe(gap)
})

it.each(['', '1', '0/s', 'fast', '1/d', '-1/s'])('gapOf(%s) is refused', pace => {
  expect(() => gapOf(pace)).toThrow('pace-unknown')
})

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`)

it.each([
  ['01:00-05:00+08:00', '17:00', true],
  ['01:00-05:00+08:00', '20:59', true],
  ['01:00-05:00+08:00', '21:00', false],
  ['01:00-05:00+08:00', '03:00', false],
  ['22:00-02:00+00:00', '23:30', true],
  ['22:00-02:00Z', '01:59', true],
  ['22:00-02:00Z', '02:00', false],
  ['08:00-18:00', '00:30', true],
])('isWithin(%s) at %s UTC: %s', (window, time, within) => {
  expect(isWithin(window, at(time))).toBe(within)
})

it.each(['', '1-5', '25:00-26:00', '01:00'])('isWithin(%s) is refused', window => {
  expect(() => isWithin(window, at('00:00'))).toThrow('window-unknown')
})

it('lets one through a gap, in the order asked', async () => {
  const pace = new Pace(30)
  const started = performance.now()
  const order: number[] = []
  await Promise.all([0, 1, 2].map(async one => pace.turn().then(() => order.push(one))))
  expect(order).toEqual([0, 1, 2])
  // Two gaps lie between three turns; a timer may fire a millisecond early.
  expect(performance.now() - started).toBeGreaterThan(57)
})
