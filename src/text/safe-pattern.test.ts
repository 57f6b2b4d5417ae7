import { expect, it } from 'vitest'
import { safePattern } from './safe-pattern.ts'

it.each([
  '^[0-9]{6}$',
  '^[0-9A-HJ-NPQRTUWXY]{18}[1-6][0-9]{12}$',
  '^1\\.2\\.[0-9A-Z]{6,18}(a|b)?$',
  '^\\d+\\.\\d{2}$',
])('%s is tried', source => {
  expect(safePattern(source)).toBeInstanceOf(RegExp)
})

it.each([
  '^([0-9]+)+$',
  '(a|a)*b',
  '(a)\\1',
  '(',
  '(?<=a)b',
  'a*b*c*d*e*f',
  '(x{1,9}){1,9}',
  `^${'a'.repeat(600)}$`,
])('%s is not', source => {
  expect(safePattern(source)).toBeUndefined()
})
