import { describe, expect, it } from 'vitest'
import { comparableValue, isPlainNumber, namesOf } from './comparable-value.ts'

describe('what makes no difference between two exports', () => {
  it.each([
    ['社会保障卡申领(个人)', '社会保障卡申领（个人）'],
    ['20 元/证', '２０元／证'],
    ['材料齐全；符合法定形式', '材料齐全, 符合法定形式。'],
    ['20.0', '20'],
    ['08', '8'],
    [
      [{ name: '身份证' }, { name: '照片' }],
      [{ name: '照 片', source: 'upload' }, { name: '身份证' }],
    ],
    ['无', '/'],
    ['', undefined],
  ])('%j and %j', (one, other) => {
    expect(comparableValue(one)).toBe(comparableValue(other))
  })
})

describe('what does', () => {
  it.each([
    ['2.5元', '25元'],
    ['20-30元', '2030元'],
    ['9:30', '930'],
    ['甲', '乙'],
    ['20', '20工作日'],
    [[{ name: '身份证' }], [{ name: '身份证' }, { name: '照片' }]],
  ])('%j and %j', (one, other) => {
    expect(comparableValue(one)).not.toBe(comparableValue(other))
  })
})

it('states nothing for what is no text, and reads only own names', () => {
  expect(comparableValue({ name: '甲' })).toBe('')
  expect(comparableValue(null)).toBe('')
  expect(comparableValue([Object.create({ name: '甲' })])).toBe('')
})

it('tells numbers from words', () => {
  expect(['20', '2点5', '工作日', '', '20日'].map(isPlainNumber)).toEqual([true, true, false, false, false])
})

it('is bounded: a long text by its beginning and length, a long list by its first names', () => {
  const long = '甲'.repeat(50_000)
  expect(comparableValue(long).length).toBeLessThan(20_100)
  expect(comparableValue(long)).not.toBe(comparableValue(`${long}乙`))
  expect(namesOf(Array.from({ length: 5000 }, () => ({ name: '甲' }))).length).toBe(200)
})
