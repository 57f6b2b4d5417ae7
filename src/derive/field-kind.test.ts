import { expect, it } from 'vitest'
import { recognised } from './field-kind.ts'

const time = { endings: ['time'], names: ['cjsj'], described: ['时间'], except: ['lifetime', '办公时间'] }

it.each([
  ['acceptTime', '', 'named'],
  ['accept_time', '', 'named'],
  ['CJSJ', '', 'named'],
  ['sometimes', '', undefined],
  ['life_time', '', undefined],
  ['x', '受理时间，带时区', 'described'],
  ['acceptTime', '办公时间', undefined],
  ['x', '请在时间内提交', undefined],
])('%s with the description "%s" is %s', (name, description, kind) => {
  expect(recognised({ name, description }, time)).toBe(kind)
})
